import { LdlError, parseInput, type SqlExecutor } from "@ldl/domain";
import { z } from "zod";
import { sha256 } from "../queries/run-query.ts";
import type { EventStore } from "../store/create-event-store.ts";
import { runSql } from "../store/sql-guard.ts";
import { IndicatorReport } from "./indicator-report.ts";

/** A version as it was stored. */
export interface StoredVersion {
  readonly report: IndicatorReport;
  readonly sha256: string;
}

const Row = z.object({ version: z.int(), sha256: z.string(), body: z.string() });

function opened(row: z.output<typeof Row>, previous: StoredVersion | undefined): StoredVersion | undefined {
  if (sha256(row.body) !== row.sha256) return undefined;
  const report = parseInput(IndicatorReport, JSON.parse(row.body), { name: "report" });
  if (report.version !== row.version || report.corrects?.sha256 !== previous?.sha256) return undefined;
  return { report, sha256: row.sha256 };
}

/** Reads every version of a report, oldest first, checking each and their chain. */
export async function readVersions(
  executor: SqlExecutor,
  projectId: string,
  periodId: string,
): Promise<StoredVersion[]> {
  const { rows } = await runSql(
    executor,
    "readVersions",
    "SELECT version, sha256, body FROM ind_report WHERE project_id = $1 AND period_id = $2 ORDER BY version",
    [projectId, periodId],
  );
  const versions: StoredVersion[] = [];
  for (const row of parseInput(z.array(Row), rows, { name: "ind_report" })) {
    const version = opened(row, versions.at(-1));
    if (version === undefined) {
      throw new LdlError("LDL_IND_REPORT_ALTERED", `rapport arrêté modifié après coup, version ${row.version}`, {
        details: { projectId, period: periodId, version: row.version },
      });
    }
    versions.push(version);
  }
  return versions;
}

/**
 * Reads the frozen versions of a report, oldest first, and checks that none was changed since.
 *
 * @example
 * ```ts
 * import { type EventStore, listFrozenReports } from "@ldl/indicators";
 *
 * async function show(store: EventStore): Promise<void> {
 *   for (const { version, asOf } of await listFrozenReports(store, { projectId: "demo", period: "2018-Q2" })) {
 *     console.log(version, asOf);
 *   }
 * }
 * ```
 * @param store - Where the reports are.
 * @param options - Key of the project and period as written in the reports.
 * @returns The versions.
 * @throws {@link LdlError} `LDL_IND_REPORT_ALTERED`, `LDL_STORE_FAILED`.
 * @public
 */
export async function listFrozenReports(
  store: EventStore,
  options: { readonly projectId: string; readonly period: string },
): Promise<readonly IndicatorReport[]> {
  const versions = await readVersions(store.database, options.projectId, options.period);
  return versions.map(({ report }) => report);
}
