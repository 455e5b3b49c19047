import { z } from "zod";
import type { Policy } from "../figures/policy.ts";
import { DOCUMENT, ENTITY, STAY, sending } from "./event-relations.ts";
import { Count, type Query } from "./run-query.ts";
import { listed, statement } from "./sql-text.ts";
import type { Wording } from "./wording.ts";

const COUNTED_VERSION = "d.doc_type = 'LDL-SES' AND d.producer = 'DPI' AND NOT d.cancelled";

/** Letters whose stay was never stated, one unit per lineage. */
function orphans(policy: Policy): string {
  if (policy.orphanPolicy === "exclude") return "";
  return `
  UNION ALL
  SELECT e.row_id, e.q_start, e.q_end, 'lineage:' || d.lineage_key, d.document_id, d.validated_at
  FROM document d
  JOIN entity e ON e.entity_id = d.entity_id
  WHERE ${COUNTED_VERSION} AND d.cda_level >= ${policy.minLdlLevel}
    AND NOT EXISTS (SELECT 1 FROM stay s WHERE s.stay_key = d.stay_key)`;
}

/** Versions that count as letters of an eligible stay, for the entity of the stay. */
function letterVersion(policy: Policy): string {
  return `
ldl AS (
  SELECT e.row_id, e.q_start, e.q_end, s.stay_key AS unit_key, d.document_id, d.validated_at
  FROM document d
  JOIN stay s ON s.stay_key = d.stay_key
  JOIN entity e ON e.entity_id = s.entity_id
  WHERE ${COUNTED_VERSION} AND d.cda_level >= ${policy.minLdlLevel}
    AND s.field IN (${listed(policy.fields)}) AND s.stay_mode IN ('HC', 'HP') AND NOT s.cancelled${orphans(policy)}
)`;
}

/** One row per stay that has a letter: when it was first produced and first sent. */
const LETTER = `
letter AS (
  SELECT l.row_id, l.q_start, l.q_end, l.unit_key, min(l.validated_at) AS produced_at, min(t.sent_at) AS sent_at
  FROM ldl l
  LEFT JOIN sending t ON t.document_id = l.document_id AND t.origin = 'DPI'
  GROUP BY l.row_id, l.q_start, l.q_end, l.unit_key
)`;

/** Relations that every statement on letters begins with. */
export function letterRelations(policy: Policy): readonly string[] {
  return [ENTITY, STAY, DOCUMENT, sending(policy), letterVersion(policy), LETTER];
}

const COUNTS = `
SELECT row_id,
       count(CASE WHEN produced_at >= q_start AND produced_at < q_end THEN 1 END) AS c,
       count(CASE WHEN sent_at >= q_start AND sent_at < q_end THEN 1 END) AS d
FROM letter
GROUP BY row_id
ORDER BY row_id`;

const LetterCounts = z.object({ row_id: z.string(), c: Count, d: Count });

/** Q1: totals C and D of tableau 1, by row. */
export function letterQuery(policy: Policy, { span, asOf }: Wording): Query<typeof LetterCounts> {
  const letter = `lettre de liaison de sortie (LDL-SES, niveau CDA ${policy.minLdlLevel} ou plus) produite par le DPI`;
  const stays = `séjours distincts (${policy.fields.join(" + ")}, HC ou HP)`;
  return {
    id: "Q1",
    plainFrench:
      `C : nombre de ${stays} dont la première ${letter}, toutes versions confondues, a été validée ${span}, non annulée ` +
      `${asOf}. D : nombre de ${stays} dont une telle lettre a été transmise pour la première fois ${span}, à partir du ` +
      "DPI, par MSSanté à un professionnel, transmission prise en charge par l'opérateur et sans échec connu.",
    text: statement(letterRelations(policy), COUNTS),
    row: LetterCounts,
  };
}
