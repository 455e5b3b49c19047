import type {
  DisplayBlock,
  DisplayInline,
  DisplayMedia,
  DisplayRow,
  DisplayTable,
} from "../../display/display-model.ts";
import { THEME } from "../theme.ts";
import { breakLines, type TextLine } from "./break-lines.ts";
import { type TextStyle, textPieces } from "./text-pieces.ts";

/** A line at its place below the one before. */
export interface FlowLine {
  readonly line: TextLine;
  /** From the left of the column. */
  readonly indent: number;
  /** Bullet or number before the line. */
  readonly marker: string | undefined;
  /** Blank height above. */
  readonly before: number;
}

/** What the words of a page say in place of files that are not drawn in the text. */
export type MediaText = (media: DisplayMedia) => string;

/** Room for the bullet of a list, in points. */
const LIST_INDENT = 12;

/** Space between two paragraphs, in points. */
export const PARAGRAPH_GAP = 4;

/** Deepest list that is indented further. */
const MAX_INDENTED_DEPTH = 6;

function linesOf(inlines: readonly DisplayInline[], width: number, style: TextStyle): readonly TextLine[] {
  return breakLines(textPieces(inlines, style), width, style.size);
}

/** Puts words in place of the files of a run of text. */
export function replaceMedia(inlines: readonly DisplayInline[], mediaText: MediaText): readonly DisplayInline[] {
  return inlines.map((inline): DisplayInline => {
    if (inline.kind === "media")
      return { kind: "styled", styles: ["italic"], children: [{ kind: "text", text: ` ${mediaText(inline)} ` }] };
    return "children" in inline ? { ...inline, children: replaceMedia(inline.children, mediaText) } : inline;
  });
}

/** Blank lines at the edge of a paragraph show nothing. */
function bold(style: TextStyle): TextStyle {
  return { ...style, bold: true };
}

/** Runs of text, one below the other. */
function stackedRuns(runs: readonly (readonly DisplayInline[])[]): readonly DisplayInline[] {
  return runs
    .filter((run) => run.length > 0)
    .flatMap((run, index) => (index === 0 ? run : [{ kind: "break" } as const, ...run]));
}

function runsOf(block: DisplayBlock): readonly (readonly DisplayInline[])[] {
  switch (block.kind) {
    case "heading":
      return [[{ kind: "text", text: block.text }]];
    case "paragraph":
      return [block.caption, block.children];
    case "list":
      return [
        block.caption,
        ...block.items.map((item, index): readonly DisplayInline[] => [
          { kind: "text", text: block.ordered ? `${index + 1}. ` : "• " },
          ...inlinesOf(item),
        ]),
      ];
    case "table":
      return [block.caption, ...[...block.head, ...block.body, ...block.foot].map(rowInlines)];
  }
}

/** All that blocks say as one run of text: items and rows on lines of their own. */
function inlinesOf(blocks: readonly DisplayBlock[]): readonly DisplayInline[] {
  return stackedRuns(blocks.flatMap(runsOf));
}

function rowInlines({ cells }: DisplayRow): readonly DisplayInline[] {
  return cells.flatMap(({ children }, index): readonly DisplayInline[] => [
    ...(index === 0 ? [] : [{ kind: "text", text: " | " } as const]),
    ...inlinesOf(children),
  ]);
}

/** A table inside a cell or a list of a cell: one paragraph a row. */
function rowsAsParagraphs(table: DisplayTable): readonly DisplayBlock[] {
  return [...table.head, ...table.body, ...table.foot].map((row) => ({
    kind: "paragraph",
    caption: [],
    children: rowInlines(row),
  }));
}

interface Column {
  readonly width: number;
  readonly style: TextStyle;
  readonly mediaText: MediaText;
  readonly depth: number;
}

function stack(lines: readonly TextLine[], before: number): readonly FlowLine[] {
  return lines.map((line, index) => ({ line, indent: 0, marker: undefined, before: index === 0 ? before : 0 }));
}

function listLines(list: Extract<DisplayBlock, { kind: "list" }>, column: Column): readonly FlowLine[] {
  const indent = column.depth < MAX_INDENTED_DEPTH ? LIST_INDENT : 0;
  const inside = { ...column, width: column.width - indent, depth: column.depth + 1 };
  return list.items.flatMap((item, index) =>
    blocksLines(item, inside).map((flow, position) => ({
      ...flow,
      indent: flow.indent + indent,
      before: position === 0 ? 1 : flow.before,
      marker: position === 0 ? (list.ordered ? `${index + 1}.` : "•") : flow.marker,
    })),
  );
}

function blockLines(block: DisplayBlock, column: Column, before: number): readonly FlowLine[] {
  const { width, style, mediaText } = column;
  if (block.kind === "heading") {
    const title = { ...style, bold: true, color: THEME.accent };
    return stack(linesOf([{ kind: "text", text: block.text }], width, title), before * 2);
  }
  const caption = linesOf(block.caption, width, bold(style));
  if (block.kind === "paragraph")
    return stack([...caption, ...linesOf(replaceMedia(block.children, mediaText), width, style)], before);
  const content = block.kind === "list" ? listLines(block, column) : blocksLines(rowsAsParagraphs(block), column);
  return [...stack(caption, before), ...content];
}

function blocksLines(blocks: readonly DisplayBlock[], column: Column): readonly FlowLine[] {
  return blocks.flatMap((block, index) => blockLines(block, column, index === 0 ? 0 : PARAGRAPH_GAP));
}

/**
 * Lays blocks out as lines, one below the other.
 *
 * @param blocks - Blocks of a cell, or a paragraph or a list of a section.
 * @param width - Width of the column.
 * @param style - Style of the text.
 * @param mediaText - Words in place of files.
 * @returns The lines.
 */
export function flowLines(
  blocks: readonly DisplayBlock[],
  width: number,
  style: TextStyle,
  mediaText: MediaText,
): readonly FlowLine[] {
  return blocksLines(blocks, { width, style, mediaText, depth: 0 });
}

/** Height of lines one below the other. */
export function heightOf(lines: readonly FlowLine[]): number {
  return lines.reduce((sum, { before, line }) => sum + before + line.height, 0);
}
