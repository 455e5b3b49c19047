import type { DisplayBlock, DisplayInline, DisplayRow, DisplayTable } from "@ldl/cda";

/** A line of text, and the title of the column that it stands in; empty outside of tables. */
export interface Line {
  readonly text: string;
  readonly title: string;
}

/** What is said at once: a row of a table, its titles and caption, a paragraph, an item of a list, a heading. */
export interface Unit {
  readonly kind: "row" | "titles" | "text";
  readonly lines: readonly Line[];
  /** For a row: name of what it is about. */
  readonly head: string | undefined;
  /** For a row: what is said above the table for all its rows. */
  readonly shared: ReadonlySet<string>;
}

/** Blocks as a sequence of units, with what cannot be compared as text. */
export interface Units {
  readonly units: readonly Unit[];
  /** Files that stand in the text. */
  readonly fileIds: readonly string[];
  /** Whether all can be compared: no revision, no letter raised or lowered, no cell over several rows or columns. */
  readonly isPlain: boolean;
}

/** Signs that a mark starts with, before its words. */
const SIGN = /^(?:[^\p{L}\p{N}\s]+|R|NS|I|SDD|S) /u;

/** Styles that change what a text says. */
const TELLING_STYLES = new Set(["strike", "sub", "sup", "inserted", "deleted"]);

/** A text as it is compared: one blank between words, a decimal point, no blank after a comparator. */
function normalized(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/(?<=\d),(?=\d)/g, ".")
    .replace(/(?<=[<>≤≥]) (?=\d)/g, "");
}

/** Words of a mark as a narrative writes them. */
function wordsOfMark(text: string): string {
  const words = text.replace(SIGN, "");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Takes blocks apart, one after the other. */
class UnitCollector {
  readonly units: Unit[] = [];
  readonly fileIds: string[] = [];
  isPlain = true;

  addBlocks(blocks: readonly DisplayBlock[]): void {
    for (const block of blocks) this.addBlock(block);
  }

  private addBlock(block: DisplayBlock): void {
    if (block.kind === "table") this.addTable(block);
    else if (block.kind === "list") {
      this.addText(this.linesOf(this.textOf(block.caption)));
      for (const item of block.items) this.addBlocks(item);
    } else this.addText(this.linesOfBlock(block));
  }

  private addText(lines: readonly string[]): void {
    this.addUnit("text", withTitle(lines, ""));
  }

  private addUnit(
    kind: Unit["kind"],
    lines: readonly Line[],
    row: Pick<Unit, "head" | "shared"> = { head: undefined, shared: new Set() },
  ): void {
    if (lines.length > 0) this.units.push({ kind, lines, ...row });
  }

  private addTable({ caption, head, body, foot }: DisplayTable): void {
    const titles = head.flatMap((row) => this.cellsOf(row));
    const above = [this.linesOf(this.textOf(caption)), ...titles].flat();
    this.addUnit("titles", withTitle(above, ""));
    const shared = new Set(above);
    const columns = head.length === 1 ? titles.map((lines) => lines.join(" ")) : [];
    for (const row of [...body, ...foot]) {
      const cells = this.cellsOf(row);
      const header = row.cells.findIndex((cell) => cell.header);
      const lines = cells.flatMap((cell, index) => withTitle(cell, columns[index] ?? ""));
      this.addUnit("row", lines, { head: cells[header]?.[0], shared });
    }
  }

  private cellsOf({ cells }: DisplayRow): readonly (readonly string[])[] {
    if (cells.some(({ rowSpan = 1, columnSpan = 1 }) => rowSpan > 1 || columnSpan > 1)) this.isPlain = false;
    return cells.map(({ children }) => children.flatMap((block) => this.linesOfBlock(block)));
  }

  private linesOfBlock(block: DisplayBlock): readonly string[] {
    switch (block.kind) {
      case "heading":
        return this.linesOf(block.text);
      case "paragraph":
        return [...this.linesOf(this.textOf(block.caption)), ...this.linesOf(this.textOf(block.children))];
      case "list":
        return [
          ...this.linesOf(this.textOf(block.caption)),
          ...block.items.flat().flatMap((item) => this.linesOfBlock(item)),
        ];
      case "table":
        this.isPlain = false;
        return [];
    }
  }

  private linesOf(text: string): readonly string[] {
    return text
      .split("\n")
      .map(normalized)
      .filter((line) => line !== "");
  }

  private textOf(inlines: readonly DisplayInline[]): string {
    return inlines.map((inline) => this.textOfInline(inline)).join("");
  }

  private textOfInline(inline: DisplayInline): string {
    switch (inline.kind) {
      case "text":
        return inline.text;
      case "mark":
        return wordsOfMark(inline.text);
      case "break":
        return "\n";
      case "styled":
        if (inline.styles.some((style) => TELLING_STYLES.has(style))) this.isPlain = false;
        return this.textOf(inline.children);
      case "note":
        return `\n${this.textOf(inline.children)}\n`;
      case "link":
        return this.textOf(inline.children);
      case "media":
        this.fileIds.push(...inline.fileIds);
        return "\n";
      case "trend":
        return "\n";
    }
  }
}

function withTitle(lines: readonly string[], title: string): readonly Line[] {
  return lines.map((text) => ({ text, title }));
}

/**
 * Takes blocks apart into what is said at once.
 *
 * @param blocks - A narrative, or what is shown in its place.
 * @returns The units, in order.
 */
export function unitsOf(blocks: readonly DisplayBlock[]): Units {
  const collector = new UnitCollector();
  collector.addBlocks(blocks);
  return collector;
}
