import { z } from "zod";
import type { Policy } from "../figures/policy.ts";
import type { SourceRelations } from "./event-relations.ts";
import { Count, type Query } from "./run-query.ts";
import { listed, statement } from "./sql-text.ts";
import type { Wording } from "./wording.ts";

const ReasonCounts = z.object({ row_id: z.string(), reason: z.string(), cda_level: Count, n: Count });
/** Number of versions that a reason keeps in or out, by level. */
export interface ReasonCounts extends z.infer<typeof ReasonCounts> {}

/** Counts documents by what a CASE says of them. */
function byReason(source: string, cases: string): string {
  return `
SELECT x.row_id, x.reason, x.cda_level, COUNT(*) AS n
FROM (
  SELECT e.row_id, d.cda_level,
         CASE ${cases}
              ELSE 'ELIGIBLE' END AS reason
  ${source}
    AND d.validated_at >= e.q_start AND d.validated_at < e.q_end
) x
GROUP BY x.row_id, x.reason, x.cda_level
ORDER BY x.row_id, x.reason, x.cda_level`;
}

/** Q3: why letters validated in the period count or not. Plain SQL, the same on every database. */
export function letterReasonText(
  source: Pick<SourceRelations, "entity" | "stay" | "document">,
  policy: Policy,
): string {
  const cases = `WHEN d.cancelled = 1 THEN 'CANCELLED'
              WHEN d.doc_type <> 'LDL-SES' THEN 'NOT_DISCHARGE_LETTER'
              WHEN d.producer <> 'DPI' THEN 'NOT_PRODUCED_BY_DPI'
              WHEN s.stay_key IS NULL THEN 'ORPHAN_NO_STAY'
              WHEN s.cancelled = 1 THEN 'STAY_CANCELLED'
              WHEN s.field NOT IN (${listed(policy.fields)}) THEN 'FIELD_OUT_OF_SCOPE'
              WHEN s.stay_mode NOT IN ('HC', 'HP') THEN 'MODE_OUT_OF_SCOPE'
              WHEN d.cda_level < ${policy.minLdlLevel} THEN 'CDA_LEVEL_TOO_LOW'`;
  const from = `FROM document d
  JOIN entity e ON e.entity_id = d.entity_id
  LEFT JOIN stay s ON s.stay_key = d.stay_key
  WHERE d.doc_type IN ('LDL-SES', 'LDL-EES')`;
  return statement([source.entity, source.stay, source.document], byReason(from, cases));
}

/** Q3 over the log. */
export function letterReasonQuery(
  source: SourceRelations,
  policy: Policy,
  { span }: Wording,
): Query<typeof ReasonCounts> {
  return {
    id: "Q3",
    plainFrench: `Nombre de versions de lettres validées ${span}, selon la raison pour laquelle elles comptent (ELIGIBLE) ou non.`,
    text: letterReasonText(source, policy),
    row: ReasonCounts,
  };
}

/** Q3 for reports: why versions validated in the period are in K or not. */
export function reportReasonQuery(source: SourceRelations, { span }: Wording): Query<typeof ReasonCounts> {
  const cases = `WHEN d.cancelled = 1 THEN 'CANCELLED'
              WHEN d.producer <> 'SGL' THEN 'NOT_PRODUCED_BY_SGL'
              WHEN d.purpose <> 'prescriber' THEN 'BETWEEN_LABORATORIES'
              WHEN d.cda_level < 3 THEN 'CDA_LEVEL_TOO_LOW'
              WHEN v.conformant IS NULL THEN 'NOT_CHECKED'
              WHEN v.conformant = 0 THEN 'NOT_CONFORMANT'`;
  const from = `FROM document d
  JOIN entity e ON e.entity_id = d.entity_id
  LEFT JOIN conformity v ON v.document_id = d.document_id
  WHERE d.doc_type = 'CR-BIO'`;
  return {
    id: "Q3-CR",
    plainFrench: `Nombre de versions de comptes rendus validées ${span}, selon la raison pour laquelle elles comptent dans K (ELIGIBLE) ou non.`,
    text: statement([source.entity, source.document, source.conformity], byReason(from, cases)),
    row: ReasonCounts,
  };
}
