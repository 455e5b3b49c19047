import { z } from "zod";
import type { SourceRelations } from "./event-relations.ts";
import { reportRelations } from "./report-relations.ts";
import { Count, type Query } from "./run-query.ts";
import { statement } from "./sql-text.ts";
import type { Wording } from "./wording.ts";

/** Reports without its row: what is added up for a total. */
export const ReportQualityFacts = z.object({
  produced: Count,
  fed: Count,
  level3: Count,
  level3_sent_later: Count,
  cancelled_after_sending: Count,
});
/** What became of the reports first produced in the period, for one row. */
export interface ReportQualityFacts extends z.infer<typeof ReportQualityFacts> {}

const ReportQuality = ReportQualityFacts.extend({ row_id: z.string() });

const FED = `
fed AS (
  SELECT c.row_id, c.unit_key, max(p.fed) AS fed
  FROM cr c
  JOIN deposit p ON p.document_id = c.document_id
  GROUP BY c.row_id, c.unit_key
)`;

const CANCELLED = `
withdrawn AS (
  SELECT e.row_id, count(DISTINCT d.document_id) AS n
  FROM document d
  JOIN entity e ON e.entity_id = d.entity_id
  JOIN sending t ON t.document_id = d.document_id
  WHERE d.doc_type = 'CR-BIO' AND d.cancelled = 1 AND d.validated_at >= e.q_start AND d.validated_at < e.q_end
  GROUP BY e.row_id
)`;

const SELECT = `
SELECT x.row_id, coalesce(max(w.n), 0) AS cancelled_after_sending,
       count(*) FILTER (WHERE r.produced_at >= r.q_start AND r.produced_at < r.q_end) AS produced,
       count(*) FILTER (WHERE r.produced_at >= r.q_start AND r.produced_at < r.q_end AND f.fed = 1) AS fed,
       count(*) FILTER (WHERE r.level3_at >= r.q_start AND r.level3_at < r.q_end) AS level3,
       count(r.sent_at) FILTER (WHERE r.level3_at >= r.q_start AND r.level3_at < r.q_end) AS level3_sent_later
FROM (SELECT DISTINCT row_id FROM entity) x
LEFT JOIN withdrawn w ON w.row_id = x.row_id
LEFT JOIN report r ON r.row_id = x.row_id
LEFT JOIN fed f ON f.row_id = r.row_id AND f.unit_key = r.unit_key
GROUP BY x.row_id
ORDER BY x.row_id`;

/** Q6: what became of the reports of the period, by row. */
export function reportQualityQuery(source: SourceRelations, { span, asOf }: Wording): Query<typeof ReportQuality> {
  return {
    id: "Q6",
    plainFrench: `Devenir ${asOf} des comptes rendus produits pour la première fois ${span} : déposés dans le DMP, de niveau 3 et transmis à toute date, annulés après transmission.`,
    text: statement([...reportRelations(source), source.deposit, FED, CANCELLED], SELECT),
    row: ReportQuality,
  };
}
