import { z } from "zod";
import type { Policy } from "../figures/policy.ts";
import { CONFORMITY, DOCUMENT, ENTITY, sending } from "./event-relations.ts";
import { Count, type Query } from "./run-query.ts";
import { statement } from "./sql-text.ts";
import type { Wording } from "./wording.ts";

/** Versions of reports that a laboratory gave to a prescriber; `level3` also asks the respect of the volet. */
const REPORT_VERSION = `
cr AS (
  SELECT e.row_id, e.q_start, e.q_end, d.lineage_key AS unit_key, d.document_id, d.validated_at,
         CASE WHEN d.cda_level = 3 AND v.conformant THEN 1 ELSE 0 END AS level3
  FROM document d
  JOIN entity e ON e.entity_id = d.entity_id
  LEFT JOIN conformity v ON v.document_id = d.document_id
  WHERE d.doc_type = 'CR-BIO' AND d.producer = 'SGL' AND d.purpose = 'prescriber' AND NOT d.cancelled
)`;

/** One row per report, all versions together. */
const REPORT = `
report AS (
  SELECT c.row_id, c.q_start, c.q_end, c.unit_key, min(c.validated_at) AS produced_at,
         min(CASE WHEN c.level3 = 1 THEN c.validated_at END) AS level3_at,
         min(CASE WHEN c.level3 = 1 THEN t.sent_at END) AS sent_at
  FROM cr c
  LEFT JOIN sending t ON t.document_id = c.document_id AND t.origin = 'SGL'
  GROUP BY c.row_id, c.q_start, c.q_end, c.unit_key
)`;

/** Relations that every statement on reports begins with. */
export function reportRelations(policy: Policy): readonly string[] {
  return [ENTITY, DOCUMENT, CONFORMITY, sending(policy), REPORT_VERSION, REPORT];
}

const COUNTS = `
SELECT row_id,
       count(CASE WHEN produced_at >= q_start AND produced_at < q_end THEN 1 END) AS i,
       count(CASE WHEN level3_at >= q_start AND level3_at < q_end THEN 1 END) AS k,
       count(CASE WHEN sent_at >= q_start AND sent_at < q_end THEN 1 END) AS l
FROM report
GROUP BY row_id
ORDER BY row_id`;

const ReportCounts = z.object({ row_id: z.string(), i: Count, k: Count, l: Count });

/** Q2: totals I, K and L of tableau 2, by row. */
export function reportQuery(policy: Policy, { span, asOf }: Wording): Query<typeof ReportCounts> {
  return {
    id: "Q2",
    plainFrench:
      "I : nombre de comptes rendus distincts (un par setId CDA, toutes versions confondues) produits par le SGL, validés " +
      `par un biologiste ${span}, adressés à un prescripteur, non annulés ${asOf}. K : ceux dont une version de niveau ` +
      `CDA 3, sans erreur au contrôle de son volet CI-SIS, a été validée pour la première fois ${span}. L : ceux dont une ` +
      `telle version a été transmise pour la première fois ${span}, à partir du SGL, par MSSanté à un professionnel, ` +
      "transmission prise en charge par l'opérateur et sans échec connu.",
    text: statement(reportRelations(policy), COUNTS),
    row: ReportCounts,
  };
}
