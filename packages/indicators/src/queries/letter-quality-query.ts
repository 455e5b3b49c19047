import { z } from "zod";
import type { Policy } from "../figures/policy.ts";
import type { SourceRelations } from "./event-relations.ts";
import { letterRelations } from "./letter-relations.ts";
import { Count, type Query } from "./run-query.ts";
import { statement } from "./sql-text.ts";
import type { Wording } from "./wording.ts";

/** Letters without its row: what is added up for a total. */
export const LetterQualityFacts = z.object({
  produced: Count,
  sent_later: Count,
  objected_unsent: Count,
  objected: Count,
  conformant: Count,
  multiple_lineages: Count,
  replaced: Count,
  current_not_sent: Count,
  cancelled_after_sending: Count,
});
/** What became of the letters first produced in the period, for one row. */
export interface LetterQualityFacts extends z.infer<typeof LetterQualityFacts> {}

const LetterQuality = LetterQualityFacts.extend({ row_id: z.string() });

/** Facts of every version of a counted stay, and which version is the current one. */
const VERSION = `
version AS (
  SELECT l.row_id, l.unit_key, l.lineage_key, l.replaces_id, v.conformant, t.document_id AS sent_id,
         CASE WHEN os.stay_key IS NULL AND od.document_id IS NULL THEN 0 ELSE 1 END AS objected,
         row_number() OVER (
           PARTITION BY l.row_id, l.unit_key ORDER BY l.validated_at DESC, l.version_no DESC, l.document_id DESC
         ) AS age
  FROM ldl l
  LEFT JOIN conformity v ON v.document_id = l.document_id
  LEFT JOIN (SELECT DISTINCT document_id FROM sending WHERE origin = 'DPI') t ON t.document_id = l.document_id
  LEFT JOIN (SELECT DISTINCT stay_key FROM objection WHERE scope = 'MSS') os ON os.stay_key = l.unit_key
  LEFT JOIN (SELECT DISTINCT document_id FROM objection WHERE scope = 'MSS') od ON od.document_id = l.document_id
)`;

const DETAIL = `
detail AS (
  SELECT row_id, unit_key, count(DISTINCT lineage_key) AS lineages, max(conformant) AS conformant, max(objected) AS objected,
         count(replaces_id) AS replacements, max(CASE WHEN age = 1 THEN sent_id END) AS current_sent_id
  FROM version
  GROUP BY row_id, unit_key
)`;

const CANCELLED = `
withdrawn AS (
  SELECT e.row_id, count(DISTINCT d.document_id) AS n
  FROM document d
  JOIN stay s ON s.stay_key = d.stay_key
  JOIN entity e ON e.entity_id = s.entity_id
  JOIN sending t ON t.document_id = d.document_id
  WHERE d.doc_type = 'LDL-SES' AND d.cancelled = 1 AND d.validated_at >= e.q_start AND d.validated_at < e.q_end
  GROUP BY e.row_id
)`;

const SELECT = `
SELECT x.row_id, coalesce(max(w.n), 0) AS cancelled_after_sending,
       count(l.unit_key) AS produced,
       count(l.sent_at) AS sent_later,
       count(*) FILTER (WHERE d.objected = 1) AS objected,
       count(*) FILTER (WHERE d.objected = 1 AND l.sent_at IS NULL) AS objected_unsent,
       count(*) FILTER (WHERE d.conformant = 1) AS conformant,
       count(*) FILTER (WHERE d.lineages > 1) AS multiple_lineages,
       count(*) FILTER (WHERE d.replacements > 0) AS replaced,
       count(*) FILTER (WHERE l.sent_at IS NOT NULL AND d.current_sent_id IS NULL) AS current_not_sent
FROM (SELECT DISTINCT row_id FROM entity) x
LEFT JOIN withdrawn w ON w.row_id = x.row_id
LEFT JOIN letter l ON l.row_id = x.row_id AND l.produced_at >= l.q_start AND l.produced_at < l.q_end
LEFT JOIN detail d ON d.row_id = l.row_id AND d.unit_key = l.unit_key
GROUP BY x.row_id
ORDER BY x.row_id`;

/** Q4: what became of the letters of the period, by row. */
export function letterQualityQuery(
  source: SourceRelations,
  policy: Policy,
  { span, asOf }: Wording,
): Query<typeof LetterQuality> {
  const relations = [
    ...letterRelations(source, policy),
    source.conformity,
    source.objection,
    VERSION,
    DETAIL,
    CANCELLED,
  ];
  return {
    id: "Q4",
    plainFrench: `Devenir ${asOf} des lettres produites pour la première fois ${span} : transmises à toute date, refusées par le patient, conformes, remplacées, en plusieurs lignées, version courante non transmise, annulées après transmission.`,
    text: statement(relations, SELECT),
    row: LetterQuality,
  };
}
