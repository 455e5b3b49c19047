import { createHash } from "node:crypto";
import { z } from "zod";
import { AuditEvent } from "./audit-event.ts";

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/, { error: "64 hexadecimal digits expected" });

/**
 * An event in a chain: each holds the hash of the one before, so that none can be altered or taken out unnoticed.
 *
 * @example
 * ```ts
 * import { ChainedAuditEvent } from "@ldl/mssante";
 *
 * declare const line: string;
 *
 * console.log(ChainedAuditEvent.parse(JSON.parse(line)).sequence);
 * ```
 * @public
 */
export const ChainedAuditEvent = z.strictObject({
  ...AuditEvent.shape,
  /** Rank in the chain, from 1. */
  sequence: z.int().min(1),
  /** Hash of the event before; 64 zeros for the first. */
  previousHash: Sha256,
  /** SHA-256 of everything else in the event, as canonical JSON, in hexadecimal. */
  hash: Sha256,
});
/** What the schema of the same name gives. @public */
export interface ChainedAuditEvent extends z.infer<typeof ChainedAuditEvent> {}

/** Where a chain stands. @public */
export type AuditChainHead = Pick<ChainedAuditEvent, "sequence" | "hash">;

/** Options of {@link createAuditChain}. @public */
export interface CreateAuditChainOptions {
  /** Last event that was kept, after a restart. Default: none, the chain begins. */
  readonly last?: AuditChainHead;
}

/** Options of {@link verifyAuditChain}. @public */
export interface VerifyAuditChainOptions {
  /** Event before the first that is given. Default: none, they begin the chain. */
  readonly after?: AuditChainHead;
  /** Hash of the last event, noted elsewhere: without it nobody can see that the end is missing. Default: not checked. */
  readonly head?: string;
}

/** What {@link verifyAuditChain} found. @public */
export type AuditChainVerdict =
  | { readonly valid: true; readonly count: number; readonly last: AuditChainHead | undefined }
  | {
      readonly valid: false;
      /** Position of the first event that does not fit, from 0; the number of events when the end is missing. */
      readonly position: number;
      /**
       * `malformed`: not an event of a chain; `altered`: its hash is not that of its content; `broken`: it does not follow the
       * one before; `truncated`: events are missing at the end.
       */
      readonly reason: "malformed" | "altered" | "broken" | "truncated";
    };

const GENESIS: AuditChainHead = { sequence: 0, hash: "0".repeat(64) };

/** JSON with members in the order of their names and nothing between, whatever the order in which they were stored. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(",")}}`;
}

function hashOf(event: Omit<ChainedAuditEvent, "hash">): string {
  return createHash("sha256").update(canonicalJson(event)).digest("hex");
}

/**
 * Makes a sink that chains events by their hashes before the host keeps them.
 *
 * @remarks One chain has one writer: give each process its own. A sink that throws leaves the chain where it was.
 * @example
 * ```ts
 * import { appendFileSync } from "node:fs";
 * import { createAuditChain, createAuditTrail } from "@ldl/mssante";
 *
 * const audit = createAuditTrail({
 *   author: { kind: "application", id: "DPI-TEST" },
 *   sink: createAuditChain((event) => appendFileSync("trace.jsonl", `${JSON.stringify(event)}\n`)),
 * });
 * console.log(typeof audit.record);
 * ```
 * @param sink - Keeps the chained events, and nothing but adds them.
 * @param options - The last event that was kept.
 * @returns The sink of {@link createAuditTrail}.
 * @public
 */
export function createAuditChain(
  sink: (event: ChainedAuditEvent) => void | Promise<void>,
  options: CreateAuditChainOptions = {},
): (event: AuditEvent) => void | Promise<void> {
  let last = options.last ?? GENESIS;
  return (event) => {
    const linked = { ...event, sequence: last.sequence + 1, previousHash: last.hash };
    const before = last;
    const chained = { ...linked, hash: hashOf(linked) };
    last = chained;
    const restore = (error: unknown): never => {
      // Unless later events follow already: then the gap shows that one was lost.
      if (last === chained) last = before;
      throw error;
    };
    try {
      return sink(chained)?.catch(restore);
    } catch (error) {
      return restore(error);
    }
  };
}

/**
 * Checks that no event of a chain was altered, taken out, put in or moved.
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { verifyAuditChain } from "@ldl/mssante";
 *
 * const lines = readFileSync("trace.jsonl", "utf8").trim().split("\n");
 * const verdict = verifyAuditChain(lines.map((line) => JSON.parse(line)));
 * if (!verdict.valid) console.error(verdict.position, verdict.reason);
 * ```
 * @param events - The events as they were kept, in order.
 * @param options - Where they begin, and where they should end.
 * @returns Whether they fit, or the first that does not.
 * @public
 */
export function verifyAuditChain(events: Iterable<unknown>, options: VerifyAuditChainOptions = {}): AuditChainVerdict {
  let last = options.after ?? GENESIS;
  let position = 0;
  for (const event of events) {
    const parsed = ChainedAuditEvent.safeParse(event);
    if (!parsed.success) return { valid: false, position, reason: "malformed" };
    const { hash, ...linked } = parsed.data;
    if (hashOf(linked) !== hash) return { valid: false, position, reason: "altered" };
    if (linked.previousHash !== last.hash || linked.sequence !== last.sequence + 1) {
      return { valid: false, position, reason: "broken" };
    }
    last = { sequence: linked.sequence, hash };
    position += 1;
  }
  if (options.head !== undefined && last.hash !== options.head) return { valid: false, position, reason: "truncated" };
  return { valid: true, count: position, last: last.sequence === 0 ? undefined : last };
}
