import type { SqlExecutor } from "@ldl/domain";
import { LETTER_MEASURES, REPORT_MEASURES } from "../codes/measure-definitions.ts";
import { REPORT_LABELS } from "../codes/report-labels.ts";
import { ENGINE } from "../engine.ts";
import { sum } from "../figures/sum.ts";
import { periodBounds } from "../period/period-bounds.ts";
import { letterCountQuery, reportCountQuery } from "../queries/count-queries.ts";
import { lateEventQuery, logQualityQuery } from "../queries/log-queries.ts";
import { type QueryRunner, runQuery } from "../queries/run-query.ts";
import type { EventStore } from "../store/create-event-store.ts";
import { inSnapshot } from "../store/sql-guard.ts";
import { type CountingContext, type CountingOptions, countingContext } from "./counting-context.ts";
import type { IndicatorReport } from "./indicator-report.ts";
import { letterSide } from "./letter-side.ts";
import { monthlySeries } from "./monthly.ts";
import { reportNotes } from "./notes.ts";
import { withDeclaredActivity } from "./project-activity.ts";
import { reportSide } from "./report-side.ts";
import { tableau1Of, tableau2Of } from "./tableaux.ts";

function headerOf({ project, period, asOf, policy }: CountingContext) {
  const { id, title, ars, bassin, signatory, timeZone } = project;
  return {
    schema: "ldl-indicators/1" as const,
    project: { id, title, ...(ars && { ars }), ...(bassin && { bassin }), ...(signatory && { signatory }) },
    period: { id: period.id, kind: period.kind, ...periodBounds(period, timeZone), timeZone },
    asOf,
    status: "provisional" as const,
    version: 0,
    policy,
  };
}

/** Statements over the log, for participants of both tables. */
async function logFacts({ establishments, wording, participants }: CountingContext) {
  const everyone: QueryRunner = { ...establishments, values: { ...establishments.values, entities: participants } };
  const quality = await runQuery(everyone, logQualityQuery(wording));
  const late = await runQuery(everyone, lateEventQuery(wording));
  const [row] = quality.rows;
  return {
    log: {
      events: row?.events ?? 0,
      clockSkew: row?.clock_skew ?? 0,
      unknownEntity: row?.unknown_entity ?? 0,
      orphanTransmissions: row?.orphan_transmissions ?? 0,
    },
    lateEvents: sum(late.rows.map((one) => one.n)),
    statements: [quality.statement, late.statement],
  };
}

/** Computes the report of a checked context; every statement sees the same snapshot when the executor is one. */
export async function computeReport(checked: CountingContext): Promise<IndicatorReport> {
  const declared = await withDeclaredActivity(checked.establishments, checked.project);
  const context: CountingContext = { ...checked, project: declared.project };
  const { source, policy, wording } = context;
  const c = await runQuery(context.establishments, letterCountQuery(source, policy, wording));
  const k = await runQuery(context.laboratories, reportCountQuery(source, wording));
  const tableau1 = tableau1Of(context, c.rows);
  const tableau2 = tableau2Of(context, k.rows);
  const letters = await letterSide(context);
  const reports = await reportSide(context, tableau2);
  const monthly = await monthlySeries(context, tableau1.total.a);
  const { log, lateEvents, statements } = await logFacts(context);
  return {
    ...headerOf(context),
    tableau1,
    tableau2,
    complementary: {
      letters: letters.measures,
      reports: reports.measures,
      definitions: { letters: LETTER_MEASURES, reports: REPORT_MEASURES },
    },
    quality: { letters: letters.counters, reports: reports.counters, log },
    reasons: { letters: letters.reasons, reports: reports.reasons },
    failures: { letters: letters.failures, reports: reports.failures },
    monthly: monthly.series,
    lateEvents,
    notes: reportNotes(context, { tableau1, tableau2 }),
    queries: [
      c.statement,
      k.statement,
      ...letters.statements,
      ...reports.statements,
      ...monthly.statements,
      ...statements,
      declared.statement,
    ],
    labels: REPORT_LABELS,
    engine: { ...ENGINE },
  };
}

/**
 * Computes MS-1 to MS-4 of a project over a period, the measures around them, and the statements that gave them.
 *
 * @remarks Instruction DGOS/PF5/2017/11, annexe 4. The instruction's slips are treated as the package README tells.
 * @example
 * ```ts
 * import { PGlite } from "@electric-sql/pglite";
 * import { sqlFromPglite } from "@ldl/domain";
 * import { computeIndicators, createEventStore } from "@ldl/indicators";
 *
 * const store = await createEventStore({ database: sqlFromPglite(await PGlite.create()) });
 * const report = await computeIndicators(store, {
 *   period: "2018-Q2",
 *   project: {
 *     id: "demo",
 *     title: "Projet de démonstration",
 *     establishments: [{ id: "ES1", label: "CH Exemple", activity: { source: "SAE 2014", year: 2014, staysAnnual: 40 } }],
 *   },
 * });
 * console.log(report.tableau1.total.ms1.display);
 * ```
 * @param store - Where the events are.
 * @param options - Project, period, and what differs from the defaults.
 * @returns The provisional report.
 * @throws {@link LdlError} `LDL_INPUT_INVALID`, `LDL_STORE_FAILED`.
 * @public
 */
export async function computeIndicators(store: EventStore, options: CountingOptions): Promise<IndicatorReport> {
  const count = (executor: SqlExecutor) => computeReport(countingContext(store, executor, options));
  return inSnapshot(store.database, count);
}
