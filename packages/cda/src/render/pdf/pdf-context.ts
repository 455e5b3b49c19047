import type { DisplayTable } from "../../display/display-model.ts";
import type { EmbeddedFile } from "../../read/embedded-file.ts";
import type { MediaText } from "./flow-lines.ts";
import { CONTENT_WIDTH, type PageFlow } from "./page-flow.ts";
import { type PdfImage, pdfImage } from "./pdf-image.ts";
import { type LaidTable, layTable } from "./table-layout.ts";

/** What blocks need to know of the document around them. */
export interface PdfContext {
  readonly flow: PageFlow;
  /** Files by `@ID`. */
  readonly files: ReadonlyMap<string, EmbeddedFile>;
  /** Words in place of files that stand in the text. */
  readonly mediaText: MediaText;
  /** The image with an `@ID`, made ready once; `undefined` for a file that cannot be drawn. */
  imageOf(id: string): PdfImage | undefined;
  /** The layout of a table, made once: what stands above it asks for its height. */
  layoutOf(table: DisplayTable): LaidTable;
}

function mediaTextOf(files: PdfContext["files"]): MediaText {
  return ({ fileIds }) =>
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

/**
 * Starts the drawing of a document.
 *
 * @param flow - Its pages.
 * @param files - Its files by `@ID`.
 * @returns The context of its blocks.
 */
export function createPdfContext(flow: PageFlow, files: PdfContext["files"]): PdfContext {
  const images = new Map<string, PdfImage | undefined>();
  const layouts = new WeakMap<DisplayTable, LaidTable>();
  const mediaText = mediaTextOf(files);
  return {
    flow,
    files,
    mediaText,
    imageOf(id) {
      const file = files.get(id);
      if (file !== undefined && !images.has(id)) images.set(id, pdfImage(file));
      return images.get(id);
    },
    layoutOf(table) {
      const layout = layouts.get(table) ?? layTable(table, CONTENT_WIDTH, mediaText);
      layouts.set(table, layout);
      return layout;
    },
  };
}
