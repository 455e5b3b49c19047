import { z } from "zod";
import type { Policy } from "../figures/policy.ts";
import type { SourceRelations } from "./event-relations.ts";
import { type LetterSources, letterRelations } from "./letter-relations.ts";
import { type ReportSources, reportRelations } from "./report-relations.ts";
import { Count, type Query } from "./run-query.ts";
import { statement } from "./sql-text.ts";
import type { Wording } from "./wording.ts";

/** Count of the moments of a column that fall in the period. */
function inPeriod(column: string): string {
  return `COUNT(CASE WHEN ${column} >= q_start AND ${column} < q_end THEN 1 END)`;
}

const LetterCounts = z.object({ row_id: z.string(), c: Count, d: Count });
/** C and D of one row. */
export interface LetterCounts extends z.infer<typeof LetterCounts> {}

const ReportCounts = z.object({ row_id: z.string(), i: Count, k: Count, l: Count });
/** I, K and L of one row. */
export interface ReportCounts extends z.infer<typeof ReportCounts> {}

/** Q1: totals C and D of tableau 1, by row. Plain SQL, the same on every database that gives the relations. */
export function letterCountText(source: LetterSources, policy: Policy): string {
  return statement(
    letterRelations(source, policy),
    `
SELECT row_id,
       ${inPeriod("produced_at")} AS c,
       ${inPeriod("sent_at")} AS d
FROM letter
GROUP BY row_id
ORDER BY row_id`,
  );
}

/** Q2: totals I, K and L of tableau 2, by row. Plain SQL, as {@link letterCountText}. */
export function reportCountText(source: ReportSources): string {
  return statement(
    reportRelations(source),
    `
SELECT row_id,
       ${inPeriod("produced_at")} AS i,
       ${inPeriod("level3_at")} AS k,
       ${inPeriod("sent_at")} AS l
FROM report
GROUP BY row_id
ORDER BY row_id`,
  );
}

/** French meaning of Q1. */
export function letterCountMeaning(policy: Policy, { span, asOf }: Wording): string {
  const letter = `lettre de liaison de sortie (LDL-SES, niveau CDA ${policy.minLdlLevel} ou plus) produite par le DPI`;
  const stays = `séjours distincts (${policy.fields.join(" + ")}, HC ou HP)`;
  return (
    `C : nombre de ${stays} dont la première ${letter}, toutes versions confondues, a été validée ${span}, non annulée ` +
    `${asOf}. D : nombre de ${stays} dont une telle lettre a été transmise pour la première fois ${span}, à partir du ` +
    "DPI, par MSSanté à un professionnel, transmission prise en charge par l'opérateur et sans échec connu."
  );
}

/** French meaning of Q2. */
export function reportCountMeaning({ span, asOf }: Wording): string {
  return (
    "I : nombre de comptes rendus distincts (un par setId CDA, toutes versions confondues) produits par le SGL, validés " +
    `par un biologiste ${span}, adressés à un prescripteur, non annulés ${asOf}. K : ceux dont une version de niveau ` +
    `CDA 3, sans erreur au contrôle de son volet CI-SIS, a été validée pour la première fois ${span}. L : ceux dont une ` +
    `telle version a été transmise pour la première fois ${span}, à partir du SGL, par MSSanté à un professionnel, ` +
    "transmission prise en charge par l'opérateur et sans échec connu."
  );
}

/** Q1 over the log. */
export function letterCountQuery(
  source: SourceRelations,
  policy: Policy,
  wording: Wording,
): Query<typeof LetterCounts> {
  return {
    id: "Q1",
    plainFrench: letterCountMeaning(policy, wording),
    text: letterCountText(source, policy),
    row: LetterCounts,
  };
}

/** Q1 with letters of any level, whatever the policy: C_any. */
export function anyLevelQuery(source: SourceRelations, policy: Policy, wording: Wording): Query<typeof LetterCounts> {
  const anyLevel: Policy = { ...policy, minLdlLevel: 1 };
  return { ...letterCountQuery(source, anyLevel, wording), id: "Q1-tous-niveaux" };
}

/** Q2 over the log. */
export function reportCountQuery(source: SourceRelations, wording: Wording): Query<typeof ReportCounts> {
  return { id: "Q2", plainFrench: reportCountMeaning(wording), text: reportCountText(source), row: ReportCounts };
}
