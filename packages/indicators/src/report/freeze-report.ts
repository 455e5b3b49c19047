import { LdlError, Moment, momentBounds, type SqlExecutor } from "@ldl/domain";
import { collectEvidence } from "../evidence/collect-evidence.ts";
import { sha256 } from "../queries/run-query.ts";
import type { EventStore } from "../store/create-event-store.ts";
import { inSnapshot, runSql } from "../store/sql-guard.ts";
import { computeReport } from "./compute-indicators.ts";
import { type CountingContext, type CountingOptions, countingContext } from "./counting-context.ts";
import { readVersions, type StoredVersion } from "./frozen-versions.ts";
import type { IndicatorReport } from "./indicator-report.ts";
import { reportDifferences } from "./report-differences.ts";

const DAY_MS = 86_400_000;

/** First moment at which a period may be closed: its last day plus the days of grace. */
function closesAt({ period, policy, project }: CountingContext): number {
  const end = momentBounds(Moment.parse(period.endDay), { timeZone: project.timeZone }).from;
  return end + (policy.graceDays - 1) * DAY_MS;
}

function refuseOpenPeriod(context: CountingContext, now: Date): void {
  const asOf = Date.parse(context.asOf);
  const closing = closesAt(context);
  if (asOf >= closing && asOf <= now.getTime()) return;
  const message = asOf < closing ? "période pas encore close, délai de grâce compris" : "date d'arrêté dans le futur";
  throw new LdlError("LDL_IND_PERIOD_OPEN", message, {
    details: { period: context.period.id, closesAt: new Date(closing).toISOString() },
  });
}

function correctionOf(previous: StoredVersion | undefined, report: IndicatorReport): Pick<IndicatorReport, "corrects"> {
  if (previous === undefined) return {};
  const { version } = previous.report;
  const differences = reportDifferences(previous.report, report);
  return { corrects: { version, sha256: previous.sha256, differences } };
}

async function storeVersion(executor: SqlExecutor, report: IndicatorReport, frozenAt: Date): Promise<void> {
  const body = JSON.stringify(report);
  await runSql(
    executor,
    "freeze",
    "INSERT INTO ind_report (project_id, period_id, version, as_of, frozen_at, sha256, body) VALUES ($1, $2, $3, $4, $5, $6, $7)",
    [report.project.id, report.period.id, report.version, report.asOf, frozenAt.toISOString(), sha256(body), body],
  );
}

/**
 * Closes a period: computes its report and keeps it as it is, with the seals of the key lists behind its figures. Called
 * again, it makes the next version (« rectificatif ») and tells what changed; earlier versions stay.
 *
 * @example
 * ```ts
 * import { createEventStore, freezeReport, type EventStore } from "@ldl/indicators";
 *
 * async function close(store: EventStore): Promise<void> {
 *   const report = await freezeReport(store, { project: { id: "demo", title: "Démonstration" }, period: "2018-Q2" });
 *   console.log(report.version, report.corrects?.differences);
 * }
 * ```
 * @param store - Where the events are and the report is kept.
 * @param options - As for {@link computeIndicators}; `asOf` defaults to the clock of the store.
 * @returns The frozen report.
 * @throws {@link LdlError} `LDL_IND_PERIOD_OPEN` before the days of grace are over, `LDL_IND_REPORT_ALTERED` when an earlier
 * version was tampered with, `LDL_INPUT_INVALID`, `LDL_STORE_FAILED`.
 * @public
 */
export async function freezeReport(store: EventStore, options: CountingOptions): Promise<IndicatorReport> {
  const freeze = async (executor: SqlExecutor): Promise<IndicatorReport> => {
    const context = countingContext(store, executor, options);
    refuseOpenPeriod(context, store.now());
    const previous = (await readVersions(executor, context.project.id, context.period.id)).at(-1);
    const computed = await computeReport(context);
    const evidence = await collectEvidence(context, () => undefined);
    const report: IndicatorReport = {
      ...computed,
      status: "frozen",
      version: (previous?.report.version ?? 0) + 1,
      evidence,
      ...correctionOf(previous, computed),
    };
    await storeVersion(executor, report, store.now());
    return report;
  };
  return inSnapshot(store.database, freeze, { lockTable: "ind_report" });
}
