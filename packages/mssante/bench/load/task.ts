import type { OperatorProfile } from "@ldl/mssante";

/** What a sending process is asked to do with its share of the messages. */
export interface SenderTask {
  readonly work: "enqueue" | "outbox" | "pool";
  readonly connectionString: string;
  readonly profile: OperatorProfile & { readonly auth: { readonly kind: "password" } };
  readonly connections: number;
  readonly bytes: number;
  /** First message of its share. */
  readonly first: number;
  /** Messages of its share. */
  readonly messages: number;
}

/** What it tells afterwards. */
export interface SenderReport {
  readonly startMs: number;
  readonly endMs: number;
  readonly cpuMs: number;
  /** Peak of its memory in each quarter of its work, in MB. */
  readonly peaks: readonly number[];
}
