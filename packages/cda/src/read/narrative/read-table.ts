import { attributeOf, childElements, type XmlElement } from "@ldl/xml";
import type { DisplayCell, DisplayRow, DisplayTable } from "../../display/display-model.ts";
import { present } from "../datatypes/present.ts";
import { readBlocks } from "./read-blocks.ts";
import { captionOf, stylesOf } from "./read-inline.ts";

/** Widest span that is honoured: a larger one is a mistake or an attack. */
const MAX_SPAN = 200;

const SCOPES = ["col", "row", "colgroup", "rowgroup"] as const;
const ALIGNMENTS = ["left", "center", "right"] as const;

function spanOf(cell: XmlElement, name: "colspan" | "rowspan"): number | undefined {
  const span = Number(attributeOf(cell, name) ?? "1");
  return Number.isInteger(span) && span > 1 ? Math.min(span, MAX_SPAN) : undefined;
}

function alignmentOf(...elements: readonly XmlElement[]): DisplayCell["align"] {
  for (const element of elements) {
    const align = ALIGNMENTS.find((known) => known === attributeOf(element, "align"));
    if (align !== undefined) return align;
  }
  return undefined;
}

function readCell(cell: XmlElement, row: XmlElement): DisplayCell {
  const scope = attributeOf(cell, "scope");
  const blocks = readBlocks(cell);
  const styles = stylesOf(cell).filter((style) => cell.localName !== "th" || style !== "bold");
  return {
    header: cell.localName === "th",
    ...present({
      scope: SCOPES.find((known) => known === scope),
      columnSpan: spanOf(cell, "colspan"),
      rowSpan: spanOf(cell, "rowspan"),
      align: alignmentOf(cell, row, ...(row.parent === null ? [] : [row.parent])),
    }),
    children:
      styles.length === 0
        ? blocks
        : blocks.map((block) =>
            block.kind === "paragraph"
              ? { ...block, children: [{ kind: "styled", styles, children: block.children } as const] }
              : block,
          ),
  };
}

function readRows(parent: XmlElement): readonly DisplayRow[] {
  const rows: DisplayRow[] = [];
  for (const row of childElements(parent, "tr")) {
    const cells = childElements(row).filter(({ localName }) => localName === "td" || localName === "th");
    if (cells.length > 0) rows.push({ cells: cells.map((cell) => readCell(cell, row)) });
  }
  return rows;
}

/**
 * Reads a table of a narrative.
 *
 * @param table - `table`.
 * @returns Its rows by part; rows outside any part belong to the body.
 */
export function readTable(table: XmlElement): DisplayTable {
  const rowsOf = (name: string): readonly DisplayRow[] => childElements(table, name).flatMap(readRows);
  return {
    kind: "table",
    caption: captionOf(table),
    head: rowsOf("thead"),
    body: [...readRows(table), ...rowsOf("tbody")],
    foot: rowsOf("tfoot"),
  };
}
