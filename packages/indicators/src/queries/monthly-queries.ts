import { z } from "zod";
import type { Policy } from "../figures/policy.ts";
import type { SourceRelations } from "./event-relations.ts";
import { letterRelations } from "./letter-relations.ts";
import { reportRelations } from "./report-relations.ts";
import { Count, type Query } from "./run-query.ts";
import { statement } from "./sql-text.ts";
import type { Wording } from "./wording.ts";

const MonthlyLetters = z.object({ row_id: z.string(), month: z.string(), c: Count, d: Count });
/** C and D of one row in one civil month. */
export interface MonthlyLetters extends z.infer<typeof MonthlyLetters> {}

const MonthlyReports = z.object({ row_id: z.string(), month: z.string(), i: Count, k: Count, l: Count });
/** I, K and L of one row in one civil month. */
export interface MonthlyReports extends z.infer<typeof MonthlyReports> {}

/** Counts the moments of some columns by civil month of the participant. */
function byMonth(relation: string, columns: Readonly<Record<string, string>>): string {
  const names = Object.keys(columns);
  const parts = Object.entries(columns).map(
    ([name, column]) => `
  SELECT row_id, to_char(${column} AT TIME ZONE time_zone, 'YYYY-MM') AS month, '${name}' AS figure
  FROM ${relation}
  WHERE ${column} >= q_start AND ${column} < q_end`,
  );
  const counts = names.map((name) => `count(*) FILTER (WHERE figure = '${name}') AS ${name}`);
  return `
SELECT row_id, month, ${counts.join(", ")}
FROM (${parts.join("\n  UNION ALL")}
) x
GROUP BY row_id, month
ORDER BY row_id, month`;
}

/** Q9: C and D by month. */
export function monthlyLetterQuery(
  source: SourceRelations,
  policy: Policy,
  { asOf }: Wording,
): Query<typeof MonthlyLetters> {
  return {
    id: "Q9-LDL",
    plainFrench: `C et D mois par mois, ${asOf}, selon les mêmes règles que Q1.`,
    text: statement(letterRelations(source, policy), byMonth("letter", { c: "produced_at", d: "sent_at" })),
    row: MonthlyLetters,
  };
}

/** Q9: I, K and L by month. */
export function monthlyReportQuery(source: SourceRelations, { asOf }: Wording): Query<typeof MonthlyReports> {
  const columns = { i: "produced_at", k: "level3_at", l: "sent_at" };
  return {
    id: "Q9-CR",
    plainFrench: `I, K et L mois par mois, ${asOf}, selon les mêmes règles que Q2.`,
    text: statement(reportRelations(source), byMonth("report", columns)),
    row: MonthlyReports,
  };
}
