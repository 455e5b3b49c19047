import type { DisplayBlock, DisplayInline, DisplayMedia } from "../../display/display-model.ts";
import type { PresentedSection } from "../present/presentation.ts";
import { THEME } from "../theme.ts";
import { type FlowLine, flowLines, heightOf, PARAGRAPH_GAP } from "./flow-lines.ts";
import { CONTENT_WIDTH } from "./page-flow.ts";
import type { PdfContext } from "./pdf-context.ts";
import type { PdfImage } from "./pdf-image.ts";
import { tableStart } from "./table-start.ts";
import { BODY_STYLE, type TextStyle } from "./text-pieces.ts";

/** Tallest image, in points. */
const MAX_IMAGE_HEIGHT = 360;

/** Lines that a heading must not be parted from. */
const LINES_WITH_HEADING = 3;

/** Blank below a heading, in points. */
export const HEADING_GAP = 4;

/** Deepest sequence of headings without text between them that is kept together. */
const MAX_HEADINGS = 6;

/** Blank above a heading, in points. */
export function gapAboveHeading(level: number): number {
  return level === 1 ? 12 : 7;
}

/** Lines of a heading. */
export function headingLines(text: string, level: number): readonly FlowLine[] {
  const size = Math.max(BODY_STYLE.size, 14 - level * 1.5);
  const style: TextStyle = { ...BODY_STYLE, bold: true, size, color: THEME.accent };
  const block: DisplayBlock = { kind: "paragraph", caption: [], children: [{ kind: "text", text }] };
  return flowLines([block], CONTENT_WIDTH, style, () => "");
}

/** Files that stand in a run of text. */
export function mediaOf(inlines: readonly DisplayInline[]): readonly DisplayMedia[] {
  return inlines.flatMap((inline) => {
    if (inline.kind === "media") return [inline];
    return "children" in inline ? mediaOf(inline.children) : [];
  });
}

/** Size of an image on the page, in points. */
export function imageSize({ width, height }: PdfImage): { readonly width: number; readonly height: number } {
  const scale = Math.min(CONTENT_WIDTH / width, MAX_IMAGE_HEIGHT / height, 0.75);
  return { width: width * scale, height: height * scale };
}

const firstLines = (lines: readonly FlowLine[]): number => heightOf(lines.slice(0, LINES_WITH_HEADING));

function startOfBlock(block: Exclude<DisplayBlock, { kind: "heading" }>, context: PdfContext): number {
  if (block.kind === "table") return tableStart(block, context);
  if (block.kind === "paragraph") {
    const image = mediaOf(block.children)
      .flatMap(({ fileIds }) => fileIds)
      .map((id) => context.imageOf(id))
      .find((found) => found !== undefined);
    if (image !== undefined) return PARAGRAPH_GAP + imageSize(image).height;
    return firstLines(flowLines([block], CONTENT_WIDTH, BODY_STYLE, context.mediaText));
  }
  const [first] = block.items;
  const table = first?.[0]?.kind === "table" ? first[0] : undefined;
  const own = firstLines(
    flowLines([{ ...block, items: block.items.slice(0, 1) }], CONTENT_WIDTH, BODY_STYLE, context.mediaText),
  );
  return table === undefined ? own : own + tableStart(table, context);
}

/**
 * Gives the height of what a heading must not be parted from: the first lines below it, the head and the first row of a table,
 * an image; below a further heading, that one and what it must not be parted from.
 *
 * @param blocks - What stands below the heading.
 * @param level - Level of the heading.
 * @param context - Where it is drawn.
 * @returns The height; 0 when nothing stands below.
 */
export function keptHeight(blocks: readonly DisplayBlock[], level: number, context: PdfContext): number {
  let height = 0;
  let headings = 0;
  for (const block of blocks) {
    height += PARAGRAPH_GAP;
    if (block.kind !== "heading") {
      const start = startOfBlock(block, context);
      if (start > 0) return height + start;
      continue;
    }
    height += gapAboveHeading(level + 1) + heightOf(headingLines(block.text, level + 1)) + HEADING_GAP;
    headings++;
    if (headings >= MAX_HEADINGS) break;
  }
  return height;
}

/**
 * Gives the height of what the title of a section must not be parted from.
 *
 * @param section - The section.
 * @param level - Level of its title.
 * @param context - Where it is drawn.
 * @returns The height, within its first subsection when it has no text of its own.
 */
export function keptOfSection(section: PresentedSection, level: number, context: PdfContext): number {
  const [child] = section.sections;
  if (section.blocks.length > 0 || child === undefined || level > MAX_HEADINGS)
    return keptHeight(section.blocks, level, context);
  const title = gapAboveHeading(level + 1) + heightOf(headingLines(child.title, level + 1)) + HEADING_GAP;
  return title + keptOfSection(child, level + 1, context);
}
