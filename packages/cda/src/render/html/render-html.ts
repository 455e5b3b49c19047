import type { ReadDocument } from "../../read/document.ts";
import { presentDocument, type SectionPresenters } from "../present/present-document.ts";
import { writePage } from "./write-page.ts";

/** Options of {@link renderHtml}. @public */
export interface RenderHtmlOptions {
  /** What is shown in place of the narrative of some sections, by template. Default: nothing, each narrative is shown. */
  readonly sections?: SectionPresenters;
  /**
   * `embed` puts the files of the document (PDF copy, attachments) in the page as links to save them, `mention` only
   * names them: the page stays small. Images of sections are always shown. Default: `embed`.
   */
  readonly attachments?: "embed" | "mention";
}

/**
 * Renders a document as one HTML page that needs nothing else: no script, no link outside, printable, in French.
 *
 * Nothing of the document is executed: its text is data, its images are shown only in formats that carry no script, its
 * links are written as text, and a content security policy forbids the rest. The identity of the patient stands at the
 * top, with a warning for a test identity; the PDF copy is offered first, as the CI-SIS wants.
 *
 * @remarks CI-SIS, Volet Structuration minimale (presentation of documents); WCAG 2.1 level AA.
 * @example
 * ```ts
 * import { readFileSync, writeFileSync } from "node:fs";
 * import { readDocument, renderHtml } from "@ldl/cda";
 *
 * writeFileSync("lettre.html", renderHtml(readDocument(readFileSync("lettre.xml"))));
 * ```
 * @param document - A document as read.
 * @param options - Presenters of sections, attachments.
 * @returns The page, as text to be written in UTF-8.
 * @public
 */
export function renderHtml(document: ReadDocument, options: RenderHtmlOptions = {}): string {
  const page = presentDocument(document, options.sections ?? {});
  const context = {
    files: new Map(document.files.map((file) => [file.id ?? "", file])),
    anchors: new Map(page.files.map(({ file, anchor }) => [file, anchor])),
  };
  return writePage(page, context, (options.attachments ?? "embed") === "embed");
}
