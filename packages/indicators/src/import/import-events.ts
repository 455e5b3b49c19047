import { LdlError, type LdlIssue } from "@ldl/domain";
import type { EventStore } from "../store/create-event-store.ts";
import type { EventRow } from "../store/event-row.ts";
import { BATCH_SIZE, insertEvents } from "../store/insert-events.ts";
import { readEvent } from "../store/read-event.ts";
import { runSql } from "../store/sql-guard.ts";
import { readCsv } from "./read-csv.ts";
import { readJsonLines } from "./read-json-lines.ts";
import type { EventSource, SourceLine } from "./source-line.ts";

/** Rejections kept in the report of an import; `onRejected` is told of every one. */
const KEPT_REJECTIONS = 100;

/** A line that was not imported. @public */
export interface RejectedLine {
  /** Line of the file, from 1. */
  readonly line: number;
  /** What is wrong, with rule and path, without any value of the line. */
  readonly issues: readonly LdlIssue[];
}

/** How {@link importEvents} works. @public */
export interface ImportEventsOptions {
  /** `jsonl`: one event per line. `csv`: first line naming fields of the event model. Default: `jsonl`. */
  readonly format?: "jsonl" | "csv";
  /**
   * What stands for an absent `recordedAt`: the clock of the store, or the event's own `occurredAt` (a history that must be
   * countable as of a past moment). Default: `now`.
   */
  readonly missingRecordedAt?: "now" | "occurredAt";
  /** Wrong lines accepted before the import stops. Default: any number. */
  readonly maxRejected?: number;
  /** Told of each line that is not imported. */
  readonly onRejected?: (rejected: RejectedLine) => void;
  /** Told of the progress after each batch. */
  readonly onProgress?: (progress: { readonly read: number; readonly recorded: number }) => void;
  /** Stops between two batches; what was recorded stays. */
  readonly signal?: AbortSignal;
}

/** What {@link importEvents} did. @public */
export interface ImportReport {
  /** Lines that held something. */
  readonly read: number;
  /** Events that were new. */
  readonly recorded: number;
  /** Events whose `eventId` was known already. */
  readonly duplicates: number;
  /** Lines that were not imported. */
  readonly rejected: number;
  /** The first hundred of them. */
  readonly rejections: readonly RejectedLine[];
}

type Settled = { readonly ok: true; readonly recorded: number } | { readonly ok: false; readonly error: unknown };

/** State of one import: one batch is written while the next one is read. */
class ImportRun {
  readonly #store: EventStore;
  readonly #options: ImportEventsOptions;
  readonly #now: string;
  readonly #rejections: RejectedLine[] = [];
  #rows: EventRow[] = [];
  #writing: Promise<Settled> | undefined;
  #read = 0;
  #recorded = 0;
  #rejected = 0;

  constructor(store: EventStore, options: ImportEventsOptions) {
    this.#store = store;
    this.#options = options;
    this.#now = store.now().toISOString();
  }

  async take(lines: readonly SourceLine[]): Promise<void> {
    for (const line of lines) {
      this.#read += 1;
      const read =
        "issue" in line ? { ok: false as const, issues: [line.issue] } : readEvent(line.data, { now: this.#now });
      if (!read.ok) this.#reject({ line: line.line, issues: read.issues });
      else this.#rows.push(this.#stamped(read.row, line));
      if (this.#rows.length >= BATCH_SIZE) await this.#write();
    }
  }

  async finish(): Promise<ImportReport> {
    await this.#write();
    await this.#written();
    // Without statistics on what just came in, the planner may sort what it should hash.
    if (this.#recorded >= BATCH_SIZE) await runSql(this.#store.database, "analyze", "ANALYZE ind_event");
    const accepted = this.#read - this.#rejected;
    return {
      read: this.#read,
      recorded: this.#recorded,
      duplicates: accepted - this.#recorded,
      rejected: this.#rejected,
      rejections: this.#rejections,
    };
  }

  #stamped(row: EventRow, line: SourceLine): EventRow {
    if (this.#options.missingRecordedAt !== "occurredAt" || !("data" in line)) return row;
    const given = typeof line.data === "object" && line.data !== null && "recordedAt" in line.data;
    return given ? row : { ...row, recorded_at: row.occurred_at };
  }

  #reject(rejected: RejectedLine): void {
    this.#rejected += 1;
    if (this.#rejections.length < KEPT_REJECTIONS) this.#rejections.push(rejected);
    this.#options.onRejected?.(rejected);
    if (this.#rejected <= (this.#options.maxRejected ?? Number.POSITIVE_INFINITY)) return;
    throw new LdlError(
      "LDL_IND_IMPORT_REJECTED",
      `import arrêté à la ligne ${rejected.line} : trop de lignes refusées`,
      {
        details: { line: rejected.line, rejected: this.#rejected },
      },
    );
  }

  async #write(): Promise<void> {
    await this.#written();
    this.#options.signal?.throwIfAborted();
    this.#options.onProgress?.({ read: this.#read, recorded: this.#recorded });
    const rows = this.#rows;
    this.#rows = [];
    if (rows.length === 0) return;
    this.#writing = insertEvents(this.#store.database, rows).then(
      (recorded): Settled => ({ ok: true, recorded }),
      (error: unknown): Settled => ({ ok: false, error }),
    );
  }

  async #written(): Promise<void> {
    const settled = await this.#writing;
    this.#writing = undefined;
    if (settled === undefined) return;
    if (!settled.ok) throw settled.error;
    this.#recorded += settled.recorded;
  }
}

/**
 * Imports a file of events, in flat memory. A known `eventId` changes nothing: the same file may be imported again, and
 * several processes may import the same files at once. A wrong line is told and left out; the others are imported.
 *
 * @example
 * ```ts
 * import { createReadStream } from "node:fs";
 * import { type EventStore, importEvents } from "@ldl/indicators";
 *
 * async function load(store: EventStore): Promise<void> {
 *   const { recorded, rejections } = await importEvents(store, createReadStream("events.jsonl"));
 *   console.log(recorded);
 *   for (const { line, issues } of rejections) console.error(line, issues[0]?.rule, issues[0]?.message);
 * }
 * ```
 * @param store - Where to record.
 * @param source - Bytes or text of the file, in pieces of any size.
 * @param options - Format, tolerance, progress.
 * @returns What was recorded and what was not.
 * @throws {@link LdlError} `LDL_IND_CSV_HEADER`, `LDL_IND_IMPORT_REJECTED`, `LDL_STORE_FAILED` (import again: what was recorded
 * is not recorded twice).
 * @public
 */
export async function importEvents(
  store: EventStore,
  source: EventSource,
  options: ImportEventsOptions = {},
): Promise<ImportReport> {
  const run = new ImportRun(store, options);
  const blocks = options.format === "csv" ? readCsv(source) : readJsonLines(source);
  for await (const block of blocks) await run.take(block);
  return run.finish();
}
