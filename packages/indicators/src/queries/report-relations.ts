import type { SourceRelations } from "./event-relations.ts";

/** Versions of reports that a laboratory gave to a prescriber; `level3` also asks the respect of the volet. */
const REPORT_VERSION = `
cr AS (
  SELECT e.row_id, e.time_zone, e.q_start, e.q_end, d.lineage_key AS unit_key, d.document_id, d.validated_at,
         CASE WHEN d.cda_level = 3 AND v.conformant = 1 THEN 1 ELSE 0 END AS level3
  FROM document d
  JOIN entity e ON e.entity_id = d.entity_id
  LEFT JOIN conformity v ON v.document_id = d.document_id
  WHERE d.doc_type = 'CR-BIO' AND d.producer = 'SGL' AND d.purpose = 'prescriber' AND d.cancelled = 0
)`;

/** One row per report, all versions together: first of any level, first of level 3, first sending of a level 3 version. */
const REPORT = `
report AS (
  SELECT c.row_id, c.time_zone, c.q_start, c.q_end, c.unit_key, MIN(c.validated_at) AS produced_at,
         MIN(CASE WHEN c.level3 = 1 THEN c.validated_at END) AS level3_at,
         MIN(CASE WHEN c.level3 = 1 THEN t.sent_at END) AS sent_at
  FROM cr c
  LEFT JOIN sending t ON t.document_id = c.document_id AND t.origin = 'SGL'
  GROUP BY c.row_id, c.time_zone, c.q_start, c.q_end, c.unit_key
)`;

/** Relations that reports are counted from. */
export type ReportSources = Pick<SourceRelations, "entity" | "document" | "conformity" | "sending">;

/** Relations that every statement on reports begins with; `report` is the last. */
export function reportRelations(source: ReportSources): readonly string[] {
  return [source.entity, source.document, source.conformity, source.sending, REPORT_VERSION, REPORT];
}
