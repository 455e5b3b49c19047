import type { DisplayBlock } from "@ldl/cda";
import { type Line, type Unit, unitsOf } from "./narrative-units.ts";

/** Titles of columns, which say nothing of the patient. */
const TITLES: ReadonlySet<string> = new Set([
  "Analyse",
  "Résultat",
  "Unité",
  "Valeurs de référence",
  "Interprétation",
  "Résultats antérieurs",
  "Date du résultat",
  "Précisions",
  "Préleveur",
]);

/** Lines of a narrative that may be one line of our tables, most lines first: how many, what stands between them there. */
const JOINS = [
  { count: 3, between: " ; ", sameColumn: true },
  { count: 2, between: " ; ", sameColumn: true },
  { count: 2, between: " ", sameColumn: false },
  { count: 1, between: "", sameColumn: true },
] as const;

/** Some lines of a narrative as one line, from a given one on. */
interface Candidate extends Line {
  readonly count: number;
}

/** What the narrative says at once, ready to be looked for in several places. */
interface Wanted {
  readonly unit: Unit;
  readonly texts: ReadonlySet<string>;
  /** For each line, the ways to go on from there. */
  readonly candidates: readonly (readonly Candidate[])[];
}

function candidatesAt(lines: readonly Line[], index: number): readonly Candidate[] {
  const title = lines[index]?.title ?? "";
  return JOINS.flatMap(({ count, between, sameColumn }) => {
    const joined = lines.slice(index, index + count);
    const fits = joined.length === count && (!sameColumn || joined.every((line) => line.title === title));
    return fits ? [{ text: joined.map(({ text }) => text).join(between), title, count }] : [];
  });
}

function wantedOf(unit: Unit): Wanted {
  const lines = unit.kind === "titles" ? unit.lines.filter(({ text }) => !TITLES.has(text)) : unit.lines;
  return {
    unit,
    texts: new Set(lines.map(({ text }) => text)),
    candidates: lines.map((_, index) => candidatesAt(lines, index)),
  };
}

/** What our tables say at once: each line of it covers one of the narrative. */
class Statement {
  private readonly unit: Unit;
  /** By title of the column, how many times each line is left. */
  private readonly left = new Map<string, Map<string, number>>();

  constructor(unit: Unit) {
    this.unit = unit;
    for (const { text, title } of unit.lines) {
      const column = this.left.get(title) ?? new Map<string, number>();
      this.left.set(title, column.set(text, (column.get(text) ?? 0) + 1));
    }
  }

  /** Whether all of what the narrative says at once stands here; what does is used up. */
  covers({ unit, texts, candidates }: Wanted): boolean {
    const { kind, head } = this.unit;
    if ((kind === "row") !== (unit.kind === "row") || (head !== undefined && !texts.has(head))) return false;
    for (let index = 0; index < candidates.length; ) {
      const found = candidates[index]?.find((candidate) => this.take(candidate));
      if (found === undefined) return false;
      index += found.count;
    }
    return true;
  }

  /** A line of a column that we have as well must stand in that one, another line anywhere. */
  private take({ text, title }: Candidate): boolean {
    const own = title === "" ? undefined : this.left.get(title);
    const columns = own === undefined ? this.left.values() : [own];
    for (const column of columns) {
      const count = column.get(text) ?? 0;
      if (count === 0) continue;
      column.set(text, count - 1);
      return true;
    }
    return this.unit.shared.has(text);
  }
}

/** What is shown in place of a narrative. */
interface Said {
  readonly blocks: readonly DisplayBlock[];
  /** Files that are shown. */
  readonly fileIds: readonly string[];
}

/**
 * Tells whether everything that a narrative says stands in other blocks: each row within one row, each line as a whole, with
 * its signs and figures, in the same order. A column of the same title must say the same; a value and its unit may stand in
 * two cells.
 *
 * It takes a time in proportion to the length of both: a statement that does not cover what comes next is never looked at
 * again.
 *
 * @param narrative - The legal text.
 * @param said - What is shown in its place.
 * @returns False as soon as one line would be lost, or contradicted.
 */
export function isCovered(narrative: readonly DisplayBlock[], said: Said): boolean {
  const { units, fileIds, isPlain } = unitsOf(narrative);
  const files = new Set(said.fileIds);
  if (!isPlain || fileIds.some((id) => !files.has(id))) return false;
  const statements = unitsOf(said.blocks).units.values();
  let statement = nextOf(statements);
  for (const unit of units) {
    const wanted = wantedOf(unit);
    if (wanted.candidates.length === 0) continue;
    while (statement !== undefined && !statement.covers(wanted)) statement = nextOf(statements);
    if (statement === undefined) return false;
    if (unit.kind === "row") statement = nextOf(statements);
  }
  return true;
}

function nextOf(units: Iterator<Unit, undefined>): Statement | undefined {
  const next = units.next();
  return next.done === true ? undefined : new Statement(next.value);
}
