import { createReadStream } from "node:fs";
import { type EventStore, importEvents } from "@ldl/indicators";
import type { Io } from "../io.ts";

/** Wrong lines told one by one; the rest is counted. */
const TOLD = 20;
/** Events between two lines of progress. */
const PROGRESS_STEP = 100_000;

/** What all files brought. */
export interface ImportTotals {
  readonly read: number;
  readonly recorded: number;
  readonly duplicates: number;
  readonly rejected: number;
}

/**
 * Imports files of events (`.csv`, else JSON Lines) in flat memory, telling wrong lines and progress on standard error.
 *
 * @param store - Where to record.
 * @param files - Their paths.
 * @param io - Standard error and interruption.
 * @returns Sums over the files.
 */
export async function importFiles(store: EventStore, files: readonly string[], io: Io): Promise<ImportTotals> {
  const totals = { read: 0, recorded: 0, duplicates: 0, rejected: 0 };
  for (const file of files) {
    let told = PROGRESS_STEP;
    const report = await importEvents(store, createReadStream(file), {
      format: file.toLowerCase().endsWith(".csv") ? "csv" : "jsonl",
      missingRecordedAt: "occurredAt",
      signal: io.signal,
      onProgress: ({ read }) => {
        if (read < told) return;
        told = read + PROGRESS_STEP;
        io.err(`${file} : ${read} lignes lues\n`);
      },
    });
    for (const { line, issues } of report.rejections.slice(0, TOLD)) {
      const [issue] = issues;
      io.err(`erreur ${file}:${line} ${issue?.path || "."} : ${issue?.message ?? ""} (${issue?.rule ?? ""})\n`);
    }
    if (report.rejected > TOLD) io.err(`erreur ${file} : ${report.rejected} lignes refusées en tout\n`);
    for (const name of ["read", "recorded", "duplicates", "rejected"] as const) totals[name] += report[name];
  }
  return totals;
}
