import { addFacts } from "../figures/add-facts.ts";
import type { LaboratoryRow } from "../figures/laboratory-row.ts";
import type { CounterRow } from "../measures/counter-row.ts";
import { flowCounters } from "../measures/flow-measures.ts";
import { reportMeasures } from "../measures/report-measures.ts";
import { FlowFacts, failureQuery, flowQuery } from "../queries/flow-queries.ts";
import { reportReasonQuery } from "../queries/reason-queries.ts";
import { ReportQualityFacts, reportQualityQuery } from "../queries/report-quality-query.ts";
import { runQuery } from "../queries/run-query.ts";
import type { CountingContext } from "./counting-context.ts";
import { countNoAddress, countReasons, failureRows, reasonRows, type Side } from "./side.ts";
import type { Tableau } from "./tableaux.ts";

async function queryReports({ laboratories, source, wording }: CountingContext) {
  const reasons = await runQuery(laboratories, reportReasonQuery(source, wording));
  const quality = await runQuery(laboratories, reportQualityQuery(source, wording));
  const flow = await runQuery(laboratories, flowQuery(source, "CR-BIO", wording));
  const failures = await runQuery(laboratories, failureQuery(source, "CR-BIO", wording));
  return { reasons, quality, flow, failures };
}

type ReportAnswers = Awaited<ReturnType<typeof queryReports>>;

function factsOf({ quality, flow }: ReportAnswers, rowId?: string) {
  const mine = <R extends { readonly row_id: string }>(rows: readonly R[]): R[] =>
    rows.filter((row) => rowId === undefined || row.row_id === rowId);
  return { quality: addFacts(ReportQualityFacts, mine(quality.rows)), flow: addFacts(FlowFacts, mine(flow.rows)) };
}

function countersOf(
  answers: ReportAnswers,
  side: Pick<Side, "reasons" | "failures">,
  entityId?: string,
): CounterRow["counters"] {
  const { quality, flow } = factsOf(answers, entityId);
  const only = entityId === undefined ? {} : { entityId };
  const kept = ["ELIGIBLE", "CDA_LEVEL_TOO_LOW", "NOT_CHECKED", "NOT_CONFORMANT"];
  const level = (cdaLevel: number): number => countReasons(side.reasons, { ...only, reasons: kept, cdaLevel });
  return {
    cancelledAfterSending: quality.cancelled_after_sending,
    level1: level(1),
    level2: level(2),
    level3: level(3),
    notChecked: countReasons(side.reasons, { ...only, reasons: ["NOT_CHECKED"] }),
    notConformant: countReasons(side.reasons, { ...only, reasons: ["NOT_CONFORMANT"] }),
    ...flowCounters(flow, countNoAddress(side.failures, entityId)),
  };
}

/** Runs the complementary statements on reports. */
export async function reportSide(context: CountingContext, tableau: Tableau<LaboratoryRow>): Promise<Side> {
  const answers = await queryReports(context);
  const side = { reasons: reasonRows(answers.reasons.rows), failures: failureRows(answers.failures.rows) };
  const measured = (row: LaboratoryRow, rowId?: string) => ({
    entityId: row.entityId,
    label: row.label,
    values: reportMeasures({ row, ...factsOf(answers, rowId) }),
  });
  const counted = ({ entityId, label }: LaboratoryRow, rowId?: string) => ({
    entityId,
    label,
    counters: countersOf(answers, side, rowId),
  });
  return {
    ...side,
    measures: { rows: tableau.rows.map((row) => measured(row, row.entityId)), total: measured(tableau.total) },
    counters: { rows: tableau.rows.map((row) => counted(row, row.entityId)), total: counted(tableau.total) },
    statements: Object.values(answers).map((answer) => answer.statement),
  };
}
