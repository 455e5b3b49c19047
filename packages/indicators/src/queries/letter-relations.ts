import type { Policy } from "../figures/policy.ts";
import type { SourceRelations } from "./event-relations.ts";
import { listed } from "./sql-text.ts";

const COUNTED_VERSION = "d.doc_type = 'LDL-SES' AND d.producer = 'DPI' AND d.cancelled = 0";

/** Condition that a stay `s` is one that a letter is due for. */
export function eligibleStay(policy: Policy): string {
  return `s.field IN (${listed(policy.fields)}) AND s.stay_mode IN ('HC', 'HP') AND s.cancelled = 0`;
}

/** Letters whose stay was never stated, one unit per lineage. */
function orphans(policy: Policy): string {
  if (policy.orphanPolicy === "exclude") return "";
  return `
  UNION ALL
  SELECT e.row_id, e.time_zone, e.q_start, e.q_end, CONCAT('lineage:', d.lineage_key), d.document_id, d.lineage_key,
         d.version_no, d.replaces_id, d.validated_at
  FROM document d
  JOIN entity e ON e.entity_id = d.entity_id
  WHERE ${COUNTED_VERSION} AND d.cda_level >= ${policy.minLdlLevel}
    AND NOT EXISTS (SELECT 1 FROM stay s WHERE s.stay_key = d.stay_key)`;
}

/** Versions that count as letters of an eligible stay, for the entity of the stay. */
function letterVersion(policy: Policy): string {
  return `
ldl AS (
  SELECT e.row_id, e.time_zone, e.q_start, e.q_end, s.stay_key AS unit_key, d.document_id, d.lineage_key,
         d.version_no, d.replaces_id, d.validated_at
  FROM document d
  JOIN stay s ON s.stay_key = d.stay_key
  JOIN entity e ON e.entity_id = s.entity_id
  WHERE ${COUNTED_VERSION} AND d.cda_level >= ${policy.minLdlLevel}
    AND ${eligibleStay(policy)}${orphans(policy)}
)`;
}

/** One row per stay that has a letter: when it was first produced and first sent. */
const LETTER = `
letter AS (
  SELECT l.row_id, l.time_zone, l.q_start, l.q_end, l.unit_key,
         MIN(l.validated_at) AS produced_at, MIN(t.sent_at) AS sent_at
  FROM ldl l
  LEFT JOIN sending t ON t.document_id = l.document_id AND t.origin = 'DPI'
  GROUP BY l.row_id, l.time_zone, l.q_start, l.q_end, l.unit_key
)`;

/** Relations that letters are counted from. */
export type LetterSources = Pick<SourceRelations, "entity" | "stay" | "document" | "sending">;

/** Relations that every statement on letters begins with; `letter` is the last. */
export function letterRelations(source: LetterSources, policy: Policy): readonly string[] {
  return [source.entity, source.stay, source.document, source.sending, letterVersion(policy), LETTER];
}
