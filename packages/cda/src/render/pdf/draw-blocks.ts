import type { DisplayBlock, DisplayInline, DisplayMedia } from "../../display/display-model.ts";
import type { EmbeddedFile } from "../../read/embedded-file.ts";
import { THEME } from "../theme.ts";
import { drawTable } from "./draw-table.ts";
import { type FlowLine, flowLines, PARAGRAPH_GAP } from "./flow-lines.ts";
import { CONTENT_WIDTH, drawLine, PAGE, type PageFlow, type StructureElement } from "./page-flow.ts";
import { pdfImage } from "./pdf-image.ts";
import { BODY_STYLE, type TextStyle } from "./text-pieces.ts";

/** What blocks need to know of the document around them. */
export interface PdfContext {
  readonly flow: PageFlow;
  /** Files by `@ID`. */
  readonly files: ReadonlyMap<string, EmbeddedFile>;
}

/** Tallest image, in points. */
const MAX_IMAGE_HEIGHT = 360;

/** Lines that a heading must not be parted from. */
const LINES_WITH_HEADING = 3;

/** Words in place of files that stand in the text. */
function mediaTextOf(files: PdfContext["files"]) {
  return ({ fileIds }: DisplayMedia): string =>
    fileIds
      .map((id) => {
        const file = files.get(id);
        if (file === undefined) return "[fichier absent du document]";
        return file.mediaType.startsWith("image/")
          ? "[image : voir le document électronique]"
          : "[document joint : voir le document électronique]";
      })
      .join(" ");
}

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

/** Draws a title, never alone at the bottom of a page. */
export function drawHeading(context: PdfContext, parent: StructureElement, text: string, level: number): void {
  const size = Math.max(BODY_STYLE.size, 14 - level * 1.5);
  const style: TextStyle = { ...BODY_STYLE, bold: true, size, color: THEME.accent };
  const lines = flowLines(
    [{ kind: "paragraph", caption: [], children: [{ kind: "text", text }] }],
    CONTENT_WIDTH,
    style,
    () => "",
  );
  context.flow.skip(level === 1 ? 12 : 7);
  context.flow.ensure((lines.length + LINES_WITH_HEADING) * size * 1.4);
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
  context.flow.skip(4);
}

function mediaOf(inlines: readonly DisplayInline[]): readonly DisplayMedia[] {
  return inlines.flatMap((inline) => {
    if (inline.kind === "media") return [inline];
    return inline.kind === "styled" ? mediaOf(inline.children) : [];
  });
}

/** Whether an image of the paragraph is drawn on its own. */
function drawImage(context: PdfContext, parent: StructureElement, id: string): boolean {
  const { flow, files } = context;
  const file = files.get(id);
  const image = file === undefined ? undefined : pdfImage(file);
  if (file === undefined || image === undefined) return false;
  const scale = Math.min(CONTENT_WIDTH / image.width, MAX_IMAGE_HEIGHT / image.height, 0.75);
  const [width, height] = [image.width * scale, image.height * scale];
  flow.skip(PARAGRAPH_GAP);
  flow.ensure(height);
  const element = flow.pdf.struct("Figure", { alt: `Image : ${file.title ?? "sans légende"}` });
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
  const mediaText = mediaTextOf(context.files);
  const words = (media: DisplayMedia): string => (media.fileIds.every((id) => drawn.has(id)) ? "" : mediaText(media));
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
  const mediaText = mediaTextOf(context.files);
  for (const block of blocks) {
    context.flow.skip(PARAGRAPH_GAP);
    if (block.kind === "heading") drawHeading(context, parent, block.text, level + 1);
    else if (block.kind === "table") drawTable(context.flow, parent, block, mediaText);
    else if (block.kind === "paragraph") drawParagraph(context, parent, block);
    else drawList(context, parent, block);
  }
}

/** Draws a list item after item; a table inside an item stands on its own, below the text before it. */
function drawList(context: PdfContext, parent: StructureElement, list: Extract<DisplayBlock, { kind: "list" }>): void {
  const mediaText = mediaTextOf(context.files);
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
    for (const block of item) if (block.kind === "table") drawTable(context.flow, element, block, mediaText);
  });
  element.end();
  parent.add(element);
}
