import { type CountingOptions, countingContext } from "../report/counting-context.ts";
import type { EvidenceSeal } from "../report/indicator-report.ts";
import type { EventStore } from "../store/create-event-store.ts";
import { inSnapshot } from "../store/sql-guard.ts";
import { collectEvidence, type WriteEvidence } from "./collect-evidence.ts";

/** What {@link exportEvidence} lists, and where it writes. @public */
export interface ExportEvidenceOptions extends CountingOptions {
  /**
   * Receives each line of each list, without end of line, in order. It must not use the database of the store meanwhile.
   */
  readonly write: WriteEvidence;
}

/**
 * Lists the pseudonymous keys behind each figure, one JSON line per counted stay or report, chained by hashes: a later
 * change of a line, or a line added or taken away, is seen by {@link verifyEvidence}.
 *
 * @remarks The lists are personal data (pseudonymised): they stay in the establishment or laboratory, for an auditor.
 * @example
 * ```ts
 * import { PGlite } from "@electric-sql/pglite";
 * import { sqlFromPglite } from "@ldl/domain";
 * import { createEventStore, exportEvidence } from "@ldl/indicators";
 *
 * const store = await createEventStore({ database: sqlFromPglite(await PGlite.create()) });
 * const lines: string[] = [];
 * const seals = await exportEvidence(store, {
 *   project: { id: "demo", title: "Démonstration" },
 *   period: "2018-Q2",
 *   write: (figure, line) => void lines.push(`${figure} ${line}`),
 * });
 * console.log(seals[0]?.head);
 * ```
 * @param store - Where the events are.
 * @param options - As for {@link computeIndicators}, and where to write.
 * @returns Number of keys and last hash of each list.
 * @throws {@link LdlError} `LDL_INPUT_INVALID`, `LDL_STORE_FAILED`.
 * @public
 */
export async function exportEvidence(
  store: EventStore,
  { write, ...options }: ExportEvidenceOptions,
): Promise<readonly EvidenceSeal[]> {
  return inSnapshot(store.database, (executor) => collectEvidence(countingContext(store, executor, options), write));
}
