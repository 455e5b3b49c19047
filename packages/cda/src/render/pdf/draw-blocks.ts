import type { DisplayBlock, DisplayMedia } from "../../display/display-model.ts";
import { THEME } from "../theme.ts";
import { drawTable } from "./draw-table.ts";
import { type FlowLine, flowLines, heightOf, PARAGRAPH_GAP } from "./flow-lines.ts";
import { gapAboveHeading, HEADING_GAP, headingLines, imageSize, keptHeight, mediaOf } from "./kept-height.ts";
import { CONTENT_WIDTH, drawLine, PAGE, type StructureElement } from "./page-flow.ts";
import type { PdfContext } from "./pdf-context.ts";
import { BODY_STYLE } from "./text-pieces.ts";

/** What rounding may add to a height, in points. */
const SPARE = 0.5;

/** Blocks below a heading among which the first that shows something is looked for. */
const MAX_LOOKED_AT = 20;

/** Draws lines that are one element of the structure, over pages when it must. */
function drawColumn(context: PdfContext, parent: StructureElement, type: string, lines: readonly FlowLine[]): void {
  const { flow } = context;
  if (lines.length === 0) return;
  const element = flow.pdf.struct(type);
  for (const line of lines) {
    flow.skip(line.before);
    flow.ensure(line.line.height);
    flow.marked(element, type, () => {
      drawLine(flow.pdf, line, flow.y, { left: PAGE.left, width: CONTENT_WIDTH, align: "left" });
    });
    flow.y += line.line.height;
  }
  element.end();
  parent.add(element);
}

/**
 * Draws a title, never alone at the bottom of a page.
 *
 * @param context - Pages and files.
 * @param parent - Element of the structure around it.
 * @param title - Its text and its level.
 * @param kept - Height of what it must not be parted from.
 */
export function drawHeading(
  context: PdfContext,
  parent: StructureElement,
  { text, level }: { readonly text: string; readonly level: number },
  kept: number,
): void {
  const lines = headingLines(text, level);
  context.flow.skip(gapAboveHeading(level));
  context.flow.ensure(heightOf(lines) + HEADING_GAP + kept + SPARE);
  drawColumn(context, parent, `H${Math.min(level, 6)}`, lines);
  if (level === 1) {
    const { flow } = context;
    flow.artifact(() => {
      flow.pdf
        .moveTo(PAGE.left, flow.y + 1)
        .lineTo(PAGE.right, flow.y + 1)
        .lineWidth(0.8)
        .stroke(THEME.line);
    });
  }
  context.flow.skip(HEADING_GAP);
}

/** Whether an image of the paragraph is drawn on its own. */
function drawImage(context: PdfContext, parent: StructureElement, id: string): boolean {
  const { flow, files } = context;
  const image = context.imageOf(id);
  if (image === undefined) return false;
  const { width, height } = imageSize(image);
  flow.skip(PARAGRAPH_GAP);
  flow.ensure(height);
  const element = flow.pdf.struct("Figure", { alt: `Image : ${files.get(id)?.title ?? "sans légende"}` });
  flow.marked(element, "Figure", () => {
    flow.pdf.image(image.bytes, PAGE.left, flow.y, { width, height });
  });
  element.end();
  parent.add(element);
  flow.y += height + PARAGRAPH_GAP;
  return true;
}

function drawParagraph(
  context: PdfContext,
  parent: StructureElement,
  block: Extract<DisplayBlock, { kind: "paragraph" }>,
): void {
  const drawn = new Set<string>();
  for (const { fileIds } of mediaOf(block.children))
    for (const id of fileIds) if (drawImage(context, parent, id)) drawn.add(id);
  const words = (media: DisplayMedia): string =>
    media.fileIds.every((id) => drawn.has(id)) ? "" : context.mediaText(media);
  drawColumn(context, parent, "P", flowLines([block], CONTENT_WIDTH, BODY_STYLE, words));
}

/**
 * Draws blocks.
 *
 * @param context - Pages and files.
 * @param parent - Element of the structure around them.
 * @param blocks - The blocks.
 * @param level - Level of the heading above them.
 */
export function drawBlocks(
  context: PdfContext,
  parent: StructureElement,
  blocks: readonly DisplayBlock[],
  level: number,
): void {
  blocks.forEach((block, index) => {
    context.flow.skip(PARAGRAPH_GAP);
    if (block.kind === "heading") {
      const kept = keptHeight(blocks.slice(index + 1, index + 1 + MAX_LOOKED_AT), level, context);
      drawHeading(context, parent, { text: block.text, level: level + 1 }, kept);
    } else if (block.kind === "table") drawTable(context, parent, block);
    else if (block.kind === "paragraph") drawParagraph(context, parent, block);
    else drawList(context, parent, block);
  });
}

/** Draws a list item after item; a table inside an item stands on its own, below the text before it. */
function drawList(context: PdfContext, parent: StructureElement, list: Extract<DisplayBlock, { kind: "list" }>): void {
  const { mediaText } = context;
  const element = context.flow.pdf.struct("L");
  const { caption, ordered } = list;
  drawColumn(
    context,
    element,
    "Caption",
    flowLines([{ kind: "paragraph", caption, children: [] }], CONTENT_WIDTH, BODY_STYLE, mediaText),
  );
  list.items.forEach((item, index) => {
    const marker = ordered ? `${index + 1}.` : "•";
    const text = item.filter(({ kind }) => kind !== "table");
    const lines = flowLines([{ ...list, caption: [], items: [text] }], CONTENT_WIDTH, BODY_STYLE, mediaText);
    drawColumn(
      context,
      element,
      "LI",
      lines.map((line, position) => (position === 0 ? { ...line, marker } : line)),
    );
    for (const block of item) if (block.kind === "table") drawTable(context, element, block);
  });
  element.end();
  parent.add(element);
}
