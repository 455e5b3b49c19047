import { lookup } from "node:dns/promises";
import { isLdlError } from "@ldl/domain";
import { sentenceOf } from "./failure/describe-failure.ts";
import type { Io } from "./io.ts";

/** What one check found. */
export interface Finding {
  readonly check: string;
  readonly level: "ok" | "warning" | "error";
  /** In French, without any secret. */
  readonly text: string;
}

/** What a check gives. */
export type Check = () => Promise<Omit<Finding, "check">>;

export const ok = (text: string) => ({ level: "ok", text }) as const;
export const warning = (text: string) => ({ level: "warning", text }) as const;
export const failed = (text: string) => ({ level: "error", text }) as const;

function explain(error: unknown): string {
  if (isLdlError(error)) return `${error.code} : ${sentenceOf(error)}`;
  if (error instanceof Error) return "code" in error ? String(error.code) : error.message;
  return "cause inconnue";
}

/** Looks a name up. */
export function nameCheck(host: string): Check {
  return async () => ok(`${host} : ${(await lookup(host)).address}`);
}

/** Runs every check; one that throws is an error of its own and stops none of the others. */
export async function runChecks(checks: readonly (readonly [string, Check])[], io: Io): Promise<readonly Finding[]> {
  const findings: Finding[] = [];
  for (const [check, run] of checks) {
    io.signal.throwIfAborted();
    const found = await run().catch((error: unknown) => failed(explain(error)));
    findings.push({ check, ...found });
  }
  return findings;
}
