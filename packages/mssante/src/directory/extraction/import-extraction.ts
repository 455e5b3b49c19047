import type { SqlDatabase } from "@ldl/domain";
import { applyStaging } from "../store/apply-staging.ts";
import { createStagingBatch, dropStaging, openStaging, type Staging } from "../store/staging.ts";
import { createDirectoryTables } from "../store/tables.ts";
import { createLineReader, type LineReader, type MalformedReason } from "./extraction-line.ts";
import {
  createMalformedCounter,
  type ExtractionReport,
  extractionRefused,
  type MalformedLines,
} from "./extraction-report.ts";
import { type Line, readLines } from "./read-lines.ts";

const BATCH_LINES = 5_000;
const MAX_MALFORMED_SHARE = 0.01;
const MAX_REMOVED_SHARE = 0.2;

/**
 * Options of {@link importExtraction}.
 *
 * @public
 */
export interface ImportExtractionOptions {
  /** Where the directory is: PostgreSQL, or PGlite in one process. */
  readonly database: SqlDatabase;
  /** An extraction of which a larger share of lines is malformed is refused. Default: 0.01. */
  readonly maxMalformedShare?: number;
  /** An extraction that would remove a larger share of the directory is refused. Default: 0.2; 1 accepts any. */
  readonly maxRemovedShare?: number;
  /** Lines sent to the database at a time. Default: 5 000. */
  readonly batchLines?: number;
  /** Told the number of lines read, after each batch. Default: nobody. */
  readonly onProgress?: (lines: number) => void;
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
  /** Stops between two batches; the directory stays as it was. */
  readonly signal?: AbortSignal;
}

interface Read {
  readonly lines: number;
  readonly malformed: MalformedLines;
}

/** Reads one line after the header. */
function readLine(reader: LineReader, line: Line): readonly string[] | MalformedReason {
  return line === undefined ? "length" : reader.read(line);
}

async function stage(
  source: AsyncIterable<Uint8Array>,
  staging: Staging,
  options: ImportExtractionOptions,
): Promise<Read> {
  const malformed = createMalformedCounter();
  const batch = createStagingBatch(options.database, staging);
  const batchLines = options.batchLines ?? BATCH_LINES;
  let reader: LineReader | undefined;
  let lineNumber = 0;
  let lines = 0;
  for await (const piece of readLines(source)) {
    options.signal?.throwIfAborted();
    for (const line of piece) {
      lineNumber += 1;
      if (lineNumber === 1) {
        reader = line === undefined ? undefined : createLineReader(line);
        if (reader === undefined) throw extractionRefused("header");
      } else if (reader !== undefined && line !== "") {
        lines += 1;
        const cells = readLine(reader, line);
        if (typeof cells === "string") malformed.add(lineNumber, cells);
        else batch.add(cells, lineNumber);
      }
      if (batch.size < batchLines) continue;
      await batch.flush();
      options.onProgress?.(lines);
    }
  }
  await batch.flush();
  return { lines, malformed: malformed.result() };
}

function refuseIfBad({ lines, malformed }: Read, options: ImportExtractionOptions): void {
  if (lines === malformed.count) throw extractionRefused("empty", { malformed });
  const share = malformed.count / lines;
  if (share > (options.maxMalformedShare ?? MAX_MALFORMED_SHARE))
    throw extractionRefused("tooManyMalformed", { share, malformed });
}

/**
 * Imports the public extraction of MSSanté mailboxes (« Correspondance BAL MSSanté », 31 columns) into the directory.
 *
 * @remarks The bytes are read as they come, in a memory that does not grow with them. Lines are gathered aside, compared with
 * the directory, and only what was added, changed or removed is written, in one transaction: readers see the former extraction
 * until its end. On any failure the directory stays as it was. Of two imports at once, the one that began last wins.
 * @example
 * ```ts
 * import { sqlFromPg } from "@ldl/domain";
 * import { importExtraction, openExtraction } from "@ldl/mssante";
 * import pg from "pg";
 *
 * const database = sqlFromPg(new pg.Pool());
 * const report = await importExtraction(openExtraction("Extraction_Correspondance_MSSante.zip"), { database });
 * console.log(report.added, report.changed, report.removed, report.malformed.count);
 * ```
 * @param source - The text, UTF-8: a stream of Node fits.
 * @param options - Database, bounds and clock.
 * @returns What was read and what changed.
 * @throws LdlError `LDL_MSS_EXTRACTION_REFUSED` when it is no extraction, or one that looks damaged; `LDL_STORE_FAILED` when
 * the database fails.
 * @public
 */
export async function importExtraction(
  source: AsyncIterable<Uint8Array>,
  options: ImportExtractionOptions,
): Promise<ExtractionReport> {
  const { database, now = () => new Date(), maxRemovedShare = MAX_REMOVED_SHARE } = options;
  options.signal?.throwIfAborted();
  await createDirectoryTables(database);
  const staging = await openStaging(database, now());
  try {
    const read = await stage(source, staging, options);
    refuseIfBad(read, options);
    options.signal?.throwIfAborted();
    const applied = await applyStaging(database, staging, { maxRemovedShare, now });
    return { ...read, ...applied, importedAt: now() };
  } catch (error) {
    // The failure that matters is the first: what cannot be dropped now is dropped by a later import.
    await dropStaging(database, staging).catch(() => undefined);
    throw error;
  }
}
