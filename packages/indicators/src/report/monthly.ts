import { z } from "zod";
import { Ratio } from "../figures/policy.ts";
import { sum } from "../figures/sum.ts";
import { addMonths } from "../period/reference-period.ts";
import { monthlyLetterQuery, monthlyReportQuery } from "../queries/monthly-queries.ts";
import { type QueryRunner, type QueryStatement, runQuery } from "../queries/run-query.ts";
import type { CountingContext } from "./counting-context.ts";

/** Months shown, the last of the period included. */
const SPAN_MONTHS = 12;

/** Counts of one civil month. @public */
export const MonthCounts = z.strictObject({
  /** `2018-04`. */
  month: z.string(),
  /** Letters produced. */
  c: z.int(),
  /** Letters sent. */
  d: z.int(),
  /** Reports of any level. */
  i: z.int(),
  /** Conformant reports of level 3. */
  k: z.int(),
  /** Those sent. */
  l: z.int(),
});
/** What the schema of the same name gives. @public */
export interface MonthCounts extends z.infer<typeof MonthCounts> {}

/** Progression month by month, up to the end of the period. @public */
export const MonthlySeries = z.strictObject({
  /** Mean stays of one month (A / 12) of the establishments whose activity is known. */
  b: Ratio.nullable(),
  /** Project totals. */
  total: z.array(MonthCounts).readonly(),
  /** The same for each participant. */
  rows: z
    .array(z.strictObject({ entityId: z.string(), label: z.string(), months: z.array(MonthCounts).readonly() }))
    .readonly(),
});
/** What the schema of the same name gives. @public */
export interface MonthlySeries extends z.infer<typeof MonthlySeries> {}

type Counted = { readonly row_id: string; readonly month: string } & Readonly<Record<string, unknown>>;

function monthCounts(month: string, counted: readonly Counted[]): MonthCounts {
  const rows = counted.filter((row) => row.month === month);
  const total = (name: "c" | "d" | "i" | "k" | "l"): number => sum(rows.map((row) => Number(row[name] ?? 0)));
  return { month, c: total("c"), d: total("d"), i: total("i"), k: total("k"), l: total("l") };
}

/** Counts the twelve months that end with the period. */
export async function monthlySeries(
  context: CountingContext,
  annual: number | null,
): Promise<{ readonly series: MonthlySeries; readonly statements: readonly QueryStatement[] }> {
  const { period, source, policy, wording, project } = context;
  const last = period.months.at(-1) ?? "";
  const months = Array.from({ length: SPAN_MONTHS }, (_, index) => addMonths(last, index - SPAN_MONTHS + 1));
  const overYear = (runner: QueryRunner): QueryRunner => ({
    ...runner,
    values: { ...runner.values, q0: `${months[0]}-01` },
  });
  const letters = await runQuery(overYear(context.establishments), monthlyLetterQuery(source, policy, wording));
  const reports = await runQuery(overYear(context.laboratories), monthlyReportQuery(source, wording));
  const seriesOf = (counted: readonly Counted[]) => months.map((month) => monthCounts(month, counted));
  const rowsOf = (
    participants: readonly { readonly id: string; readonly label: string }[],
    counted: readonly Counted[],
  ) =>
    participants.map(({ id, label }) => ({
      entityId: id,
      label,
      months: seriesOf(counted.filter((row) => row.row_id === id)),
    }));
  const series: MonthlySeries = {
    b: annual === null ? null : { n: annual, d: 12 },
    total: seriesOf([...letters.rows, ...reports.rows]),
    rows: [...rowsOf(project.establishments, letters.rows), ...rowsOf(project.laboratories, reports.rows)],
  };
  return { series, statements: [letters.statement, reports.statement] };
}
