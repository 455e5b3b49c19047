import { z } from "zod";
import { knownEvent, PROFESSIONAL_KINDS, type SourceRelations } from "./event-relations.ts";
import { Count, type Query } from "./run-query.ts";
import { listed, statement } from "./sql-text.ts";
import type { Wording } from "./wording.ts";

/** Document whose flow is looked at. */
export type FlowKind = "LDL-SES" | "CR-BIO";

const NAMES: Readonly<Record<FlowKind, string>> = {
  "LDL-SES": "lettres de liaison",
  "CR-BIO": "comptes rendus de biologie",
};

/** Transmissions without its row: what is added up for a total. */
export const FlowFacts = z.object({
  submissions: Count,
  failed: Count,
  resends: Count,
  recipients: Count,
  reached: Count,
  effective: Count,
  acknowledged: Count,
  integration_ko: Count,
  deleted_unread: Count,
  patient: Count,
});
/** Transmissions of one row. */
export interface FlowFacts extends z.infer<typeof FlowFacts> {}

const Flow = FlowFacts.extend({ row_id: z.string() });

const FailureCause = z.object({ row_id: z.string(), code: z.string(), n: Count, documents: Count });
/** How often one cause of failure was met. */
export interface FailureCause extends z.infer<typeof FailureCause> {}

/** Entity of a document: that of its stay when it is known. */
function owned(kind: FlowKind): string {
  return `
owned AS (
  SELECT e.row_id, e.q_start, e.q_end, d.document_id
  FROM document d
  LEFT JOIN stay s ON s.stay_key = d.stay_key
  JOIN entity e ON e.entity_id = coalesce(s.entity_id, d.entity_id)
  WHERE d.doc_type = '${kind}'
)`;
}

/** Transmissions by MSSanté submitted in the period. */
const SUBMISSION = `
submission AS (
  SELECT DISTINCT ON (t.transmission_id) o.row_id, t.transmission_id, t.document_id, t.recipient_key,
         CASE WHEN t.recipient_kind IN (${listed(PROFESSIONAL_KINDS)}) THEN 1 ELSE 0 END AS professional
  FROM ind_event t
  JOIN owned o ON o.document_id = t.document_id
  WHERE t.type = 'transmission.submitted' AND t.channel = 'MSSANTE' AND t.occurred_at >= o.q_start AND t.occurred_at < o.q_end
    AND ${knownEvent("t")}
  ORDER BY t.transmission_id, t.occurred_at, t.recorded_at, t.event_id
)`;

const OUTCOME = `
outcome AS (
  SELECT a.transmission_id,
         max(CASE WHEN a.type = 'transmission.failed' THEN a.occurred_at END) AS failed_at,
         max(CASE WHEN a.type <> 'transmission.failed' THEN a.occurred_at END) AS proved_at,
         max(CASE WHEN a.type = 'transmission.acknowledged' THEN 1 ELSE 0 END) AS acknowledged,
         max(CASE WHEN a.type = 'transmission.acknowledged' AND a.code IS NOT NULL THEN 1 ELSE 0 END) AS integration_ko,
         max(CASE WHEN a.disposition = 'deleted' THEN 1 ELSE 0 END) AS deleted,
         max(CASE WHEN a.disposition IN ('displayed', 'processed') THEN 1 ELSE 0 END) AS seen
  FROM ind_event a
  WHERE a.type IN ('transmission.accepted', 'transmission.delivered', 'transmission.acknowledged', 'transmission.failed')
    AND ${knownEvent("a")}
  GROUP BY a.transmission_id
)`;

const EFFECTIVE = "o.proved_at IS NOT NULL AND (o.failed_at IS NULL OR o.proved_at > o.failed_at)";

const FLOW = `
SELECT s.row_id,
       count(*) FILTER (WHERE s.professional = 1) AS submissions,
       count(*) FILTER (WHERE s.professional = 1 AND o.failed_at IS NOT NULL AND NOT (${EFFECTIVE})) AS failed,
       count(*) FILTER (WHERE s.professional = 1)
         - count(DISTINCT (s.document_id, s.recipient_key)) FILTER (WHERE s.professional = 1) AS resends,
       count(DISTINCT (s.document_id, s.recipient_key)) FILTER (WHERE s.professional = 1) AS recipients,
       count(DISTINCT (s.document_id, s.recipient_key)) FILTER (WHERE s.professional = 1 AND ${EFFECTIVE}) AS reached,
       count(*) FILTER (WHERE s.professional = 1 AND ${EFFECTIVE}) AS effective,
       count(*) FILTER (WHERE s.professional = 1 AND ${EFFECTIVE} AND o.acknowledged = 1) AS acknowledged,
       count(*) FILTER (WHERE s.professional = 1 AND o.integration_ko = 1) AS integration_ko,
       count(*) FILTER (WHERE s.professional = 1 AND o.deleted = 1 AND o.seen = 0) AS deleted_unread,
       count(*) FILTER (WHERE s.professional = 0) AS patient
FROM submission s
LEFT JOIN outcome o ON o.transmission_id = s.transmission_id
GROUP BY s.row_id
ORDER BY s.row_id`;

/** Q7: transmissions by MSSanté submitted in the period and what became of them. */
export function flowQuery(source: SourceRelations, kind: FlowKind, { span, asOf }: Wording): Query<typeof Flow> {
  return {
    id: `Q7-${kind}`,
    plainFrench: `Transmissions MSSanté de ${NAMES[kind]} soumises ${span} et leur issue ${asOf} : une par document et destinataire, renvois compris.`,
    text: statement([source.entity, source.stay, source.document, owned(kind), SUBMISSION, OUTCOME], FLOW),
    row: Flow,
  };
}

const FAILURES = `
SELECT o.row_id, f.code, count(DISTINCT f.transmission_id) AS n, count(DISTINCT o.document_id) AS documents
FROM ind_event f
LEFT JOIN (
  SELECT DISTINCT t.transmission_id, t.document_id FROM ind_event t
  WHERE t.type = 'transmission.submitted' AND ${knownEvent("t")}
) t ON t.transmission_id = f.transmission_id
JOIN owned o ON o.document_id = coalesce(f.document_id, t.document_id)
WHERE f.type = 'transmission.failed' AND f.occurred_at >= o.q_start AND f.occurred_at < o.q_end AND ${knownEvent("f")}
GROUP BY o.row_id, f.code
ORDER BY o.row_id, n DESC, f.code`;

/** Q8: causes of the failures that occurred in the period. */
export function failureQuery(source: SourceRelations, kind: FlowKind, { span }: Wording): Query<typeof FailureCause> {
  return {
    id: `Q8-${kind}`,
    plainFrench: `Échecs de transmission de ${NAMES[kind]} survenus ${span}, par code.`,
    text: statement([source.entity, source.stay, source.document, owned(kind)], FAILURES),
    row: FailureCause,
  };
}
