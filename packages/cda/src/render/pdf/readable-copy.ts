import { isLdlError } from "@ldl/domain";
import type { ReadDocument } from "../../read/document.ts";
import type { EmbeddedFile } from "../../read/embedded-file.ts";
import { type RenderPdfOptions, renderPdf } from "./render-pdf.ts";

/** Options of {@link readableCopy}. @public */
export interface ReadableCopyOptions extends RenderPdfOptions {
  /**
   * The host's own rendering, used when the document holds no PDF of itself: a PDF/A-1, or nothing to let the SDK
   * render. Default: none.
   */
  readonly host?: (document: ReadDocument) => Uint8Array | undefined;
}

/** A PDF that shows a document, and who made it. @public */
export interface ReadableCopy {
  readonly pdf: Uint8Array;
  /** `document` the copy or the body inside the document, `host` the rendering of the host, `sdk` ours. */
  readonly origin: "document" | "host" | "sdk";
}

const SIGNATURE = "%PDF-";

function isPdf(bytes: Uint8Array): boolean {
  return new TextDecoder("latin1").decode(bytes.subarray(0, SIGNATURE.length)) === SIGNATURE;
}

/** Bytes of a PDF of the document; nothing for another format or a broken one. */
function pdfOf(file: EmbeddedFile | undefined): Uint8Array | undefined {
  if (file?.mediaType !== "application/pdf") return undefined;
  try {
    const bytes = file.bytes();
    return isPdf(bytes) ? bytes : undefined;
  } catch (error) {
    if (isLdlError(error)) return undefined;
    throw error;
  }
}

/**
 * Gives the PDF by which a person reads a document: the copy or the body that the document holds, else the host's own
 * rendering, else that of {@link renderPdf}.
 *
 * @remarks CI-SIS, Volet Structuration minimale: a receiver shows and prints the PDF copy first.
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { readableCopy, readDocument } from "@ldl/cda";
 *
 * const { pdf, origin } = readableCopy(readDocument(readFileSync("lettre.xml")));
 * console.log(origin, pdf.length);
 * ```
 * @param document - A document as read.
 * @param options - The host's rendering, and options of the SDK's.
 * @returns The PDF and who made it.
 * @throws TypeError when the host's rendering is no PDF.
 * @public
 */
export function readableCopy(document: ReadDocument, options: ReadableCopyOptions = {}): ReadableCopy {
  const own = [...document.pdfCopies, document.nonXmlBody].map(pdfOf).find((pdf) => pdf !== undefined);
  if (own !== undefined) return { pdf: own, origin: "document" };
  const made = options.host?.(document);
  if (made === undefined) return { pdf: renderPdf(document, options), origin: "sdk" };
  if (!isPdf(made)) throw new TypeError("the host's rendering must be a PDF");
  return { pdf: made, origin: "host" };
}
