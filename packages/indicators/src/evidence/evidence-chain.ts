import { z } from "zod";
import { sha256 } from "../queries/run-query.ts";

/** Figure that a list of keys stands behind. @public */
export const EvidenceFigure = z.enum(["C", "D", "I", "K", "L"]);
export type EvidenceFigure = z.infer<typeof EvidenceFigure>;

/** First line of a list: what was counted and by which statement. */
export const EvidenceHeader = z.strictObject({
  schema: z.literal("ldl-evidence/1"),
  figure: EvidenceFigure,
  projectId: z.string(),
  periodId: z.string(),
  asOf: z.string(),
  querySha256: z.string(),
  engine: z.strictObject({ name: z.string(), version: z.string() }),
});
export interface EvidenceHeader extends z.infer<typeof EvidenceHeader> {}

/** One counted unit: whose, which (pseudonymous), when, and the hash of the list up to here. */
export const EvidenceLine = z.strictObject({ entityId: z.string(), key: z.string(), at: z.string(), hash: z.string() });
export interface EvidenceLine extends z.infer<typeof EvidenceLine> {}

/** Last line of a list. */
export const EvidenceEnd = z.strictObject({ count: z.int().nonnegative(), head: z.string() });

/** First hash of a chain. */
export function chainStart(header: EvidenceHeader): string {
  return sha256(JSON.stringify(EvidenceHeader.parse(header)));
}

/** Next hash of a chain: each one seals everything before it. */
export function chainNext(previous: string, { entityId, key, at }: Omit<EvidenceLine, "hash">): string {
  return sha256(`${previous}\n${JSON.stringify([entityId, key, at])}`);
}
