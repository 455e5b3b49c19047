import { MssanteAddress } from "@ldl/domain";
import { EXTRACTION_COLUMNS, type ExtractionColumn } from "../../codes/extraction-columns.ts";

/** Why a line of an extraction is left out. @public */
export type MalformedReason =
  /** Not as many columns as the header. */
  | "columns"
  /** The address is none. */
  | "address"
  /** No type of mailbox. */
  | "type"
  /** Bytes that are not UTF-8, or control characters. */
  | "characters"
  /** Longer than a line may be. */
  | "length";

/** Cells of a line, by column. */
export type ExtractionCells = Readonly<Record<ExtractionColumn, string>>;

/** Reads lines of an extraction; the header says where its columns are. */
export interface LineReader {
  /** The cells in our order, or why the line is left out. */
  read(line: string): readonly string[] | MalformedReason;
}

const SEPARATOR = "|";
const TYPE = /^[A-Z]{2,5}$/;
// Control characters, and what stands for bytes that are not UTF-8.
const FOREIGN = /[\p{Cc}�]/u;

function headingKey(heading: string): string {
  return heading
    .normalize("NFD")
    .replace(/[^A-Za-z0-9]/g, "")
    .toUpperCase();
}

/**
 * Reads the header of an extraction. Columns are found by name, so that their order may change and others may come.
 *
 * @returns The reader of its lines, or nothing when a column is missing.
 */
export function createLineReader(header: string): LineReader | undefined {
  const headings = header.split(SEPARATOR).map(headingKey);
  const order = EXTRACTION_COLUMNS.map(([, heading]) => headings.indexOf(headingKey(heading)));
  if (order.includes(-1)) return undefined;
  const width = headings.length;
  const inOrder = order.every((position, index) => position === index) && width === order.length;
  return {
    read(line) {
      if (FOREIGN.test(line)) return "characters";
      const cells = line.split(SEPARATOR);
      // Some exports end each line with a separator.
      if (cells.length === width + 1 && cells.at(-1) === "") cells.pop();
      if (cells.length !== width) return "columns";
      const ours = inOrder ? cells : order.map((position) => cells[position] ?? "");
      if (!TYPE.test(ours[0] ?? "")) return "type";
      return MssanteAddress.safeParse(ours[1]).success ? ours : "address";
    },
  };
}

/** Writes cells as the line that the store keeps. */
export function joinCells(cells: readonly string[]): string {
  return cells.join(SEPARATOR);
}

/** Names the cells of a line that the store kept. */
export function cellsOf(line: string): ExtractionCells {
  const cells = line.split(SEPARATOR);
  const named = EXTRACTION_COLUMNS.map(([name], index) => [name, cells[index] ?? ""] as const);
  // The keys are those of the table: this is the one cast for it.
  return Object.fromEntries(named) as ExtractionCells;
}
