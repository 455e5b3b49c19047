import { z } from "zod";
import type { Policy } from "../figures/policy.ts";
import type { SourceRelations } from "../queries/event-relations.ts";
import { letterRelations } from "../queries/letter-relations.ts";
import { reportRelations } from "../queries/report-relations.ts";
import { statement } from "../queries/sql-text.ts";
import type { EvidenceFigure } from "./evidence-chain.ts";

/** A counted unit with the moment that put it in each figure; null when it is not in it. */
export const EvidenceRow = z.object({
  row_id: z.string(),
  unit_key: z.string(),
  C: z.string().nullish(),
  D: z.string().nullish(),
  I: z.string().nullish(),
  K: z.string().nullish(),
  L: z.string().nullish(),
});
export interface EvidenceRow extends z.infer<typeof EvidenceRow> {}

function inPeriod(column: string): string {
  return `${column} >= q_start AND ${column} < q_end`;
}

function listing(relation: string, columns: Partial<Record<EvidenceFigure, string>>): string {
  const moments = Object.entries(columns).map(
    ([figure, column]) =>
      `CASE WHEN ${inPeriod(column)} THEN to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') END AS "${figure}"`,
  );
  return `
SELECT row_id, unit_key, ${moments.join(", ")}
FROM ${relation}
WHERE ${Object.values(columns).map(inPeriod).join(" OR ")}
ORDER BY row_id, unit_key`;
}

/** Keys behind C and D: same relations as Q1. */
export function letterEvidenceText(source: SourceRelations, policy: Policy): string {
  return statement(letterRelations(source, policy), listing("letter", { C: "produced_at", D: "sent_at" }));
}

/** Keys behind I, K and L: same relations as Q2. */
export function reportEvidenceText(source: SourceRelations): string {
  return statement(reportRelations(source), listing("report", { I: "produced_at", K: "level3_at", L: "sent_at" }));
}
