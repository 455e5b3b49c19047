import { LdlError } from "@ldl/domain";
import { parse } from "csv-parse/sync";
import { z } from "zod";
import { CSV_COLUMNS, MANDATORY_COLUMNS, recordToEvent } from "./csv-columns.ts";
import { readLines, type TextLine } from "./read-lines.ts";
import { type EventSource, type SourceLine, unreadable } from "./source-line.ts";

const DELIMITERS = [";", ",", "\t"] as const;
const Records = z.array(z.array(z.string()));

/** How the records of one file are read. */
interface Format {
  readonly delimiter: string;
  readonly header: readonly string[];
}

/** Splits lines into cells; nothing when a quote is wrong or left open, since a record is one line here. */
function split(lines: readonly string[], delimiter: string): readonly string[][] | undefined {
  try {
    const records = Records.parse(parse(lines.join("\n"), { delimiter, relax_column_count: true }));
    return records.length === lines.length ? records : undefined;
  } catch {
    return undefined;
  }
}

/** Reads the first line: its delimiter is the one it has most of, its names must be those of the event model. */
function readHeader(text: string): Format {
  const count = (delimiter: string): number => text.split(delimiter).length;
  const delimiter = DELIMITERS.reduce((best, one) => (count(one) > count(best) ? one : best));
  const header = (split([text], delimiter)?.[0] ?? []).map((column) => column.trim());
  const unknown = header.filter((column) => !Object.hasOwn(CSV_COLUMNS, column));
  const missing = MANDATORY_COLUMNS.filter((column) => !header.includes(column));
  if (unknown.length === 0 && missing.length === 0) return { delimiter, header };
  throw new LdlError("LDL_IND_CSV_HEADER", "en-tête CSV qui ne convient pas : colonnes inconnues ou manquantes", {
    details: { unknown, missing },
  });
}

function toLine(line: number, cells: readonly string[] | undefined, { header }: Format): SourceLine {
  if (cells === undefined) return unreadable(line, "LDL-IND-CSV-RECORD");
  if (cells.length !== header.length) return unreadable(line, "LDL-IND-CSV-COLUMNS");
  return { line, data: recordToEvent(header, cells) };
}

/** Reads the records of a block together, and one by one when one of them is broken. */
function readRecords(lines: readonly TextLine[], format: Format): SourceLine[] {
  const texts = lines.flatMap((one) => ("text" in one ? [one.text] : []));
  const together = split(texts, format.delimiter)?.values();
  return lines.map((one) => {
    if ("issue" in one) return one;
    const cells = together === undefined ? split([one.text], format.delimiter)?.[0] : together.next().value;
    return toLine(one.line, cells, format);
  });
}

/**
 * Reads a CSV file of events: UTF-8, with or without BOM, separated by `;`, `,` or tab, double quotes, one record per line,
 * first line naming fields of the event model.
 *
 * @throws `LdlError` `LDL_IND_CSV_HEADER`.
 */
export async function* readCsv(source: EventSource): AsyncGenerator<readonly SourceLine[]> {
  let format: Format | undefined;
  for await (const lines of readLines(source)) {
    const [first, ...others] = lines;
    if (format !== undefined || first === undefined) {
      if (format !== undefined) yield readRecords(lines, format);
      continue;
    }
    format = readHeader("text" in first ? first.text : "");
    yield readRecords(others, format);
  }
  if (format === undefined) readHeader("");
}
