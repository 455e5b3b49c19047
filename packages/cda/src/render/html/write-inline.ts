import { Buffer } from "node:buffer";
import { isLdlError } from "@ldl/domain";
import type { DisplayInline, DisplayMedia, DisplayStyle } from "../../display/display-model.ts";
import type { EmbeddedFile } from "../../read/embedded-file.ts";
import { trendShape } from "../trend-shape.ts";
import { escapeHtml, tag, voidTag } from "./markup.ts";

/** What inlines need to know of the document around them. */
export interface HtmlContext {
  /** Files by `@ID`. */
  readonly files: ReadonlyMap<string, EmbeddedFile>;
  /** Anchors, in the page, of the files offered. */
  readonly anchors: ReadonlyMap<EmbeddedFile, string>;
}

const STYLE_TAGS: Readonly<Record<DisplayStyle, string>> = {
  bold: "strong",
  italic: "em",
  underline: "u",
  strike: "s",
  sub: "sub",
  sup: "sup",
  inserted: "ins",
  deleted: "del",
};

/** Images that every browser shows and that can carry no script. */
const SHOWN_IMAGES = new Set(["image/png", "image/jpeg", "image/gif", "image/bmp"]);

/** Writes a file as a `data:` URI; `undefined` when it cannot be decoded. */
export function dataUri(file: EmbeddedFile, mediaType: string): string | undefined {
  try {
    const bytes = file.bytes();
    const base64 = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
    return `data:${mediaType};base64,${base64}`;
  } catch (error) {
    if (isLdlError(error)) return undefined;
    throw error;
  }
}

function writeFile(id: string, caption: string, context: HtmlContext): string {
  const file = context.files.get(id);
  if (file === undefined) return tag("span", { class: "missing" }, "[fichier absent du document]");
  const anchor = context.anchors.get(file);
  if (!SHOWN_IMAGES.has(file.mediaType))
    return anchor === undefined
      ? tag("span", { class: "missing" }, "[image d'un format non affichable]")
      : tag("a", { href: `#${anchor}` }, "voir le document joint");
  const uri = dataUri(file, file.mediaType);
  if (uri === undefined) return tag("span", { class: "missing" }, "[image illisible]");
  const alt = caption === "" ? `Image : ${file.title ?? "sans légende"}` : "";
  return voidTag("img", { src: uri, alt });
}

function writeMedia({ fileIds, caption }: DisplayMedia, context: HtmlContext): string {
  const text = writeInlines(caption, context);
  const files = fileIds.map((id) => writeFile(id, text, context)).join(" ");
  return text === "" ? files : `${files} ${tag("span", { class: "caption" }, text)}`;
}

function writeTrend(trend: Extract<DisplayInline, { kind: "trend" }>): string {
  const { width, height, path, last } = trendShape(trend.points);
  // SVG elements are closed: an open one would hold those that follow.
  const title = tag("title", {}, escapeHtml(trend.description));
  const line = tag("path", { d: path, class: "trend-line" }, "");
  const dot = tag("circle", { cx: String(last.x), cy: String(last.y), r: "2.5", class: "trend-dot" }, "");
  const attributes = { class: "trend", role: "img", "aria-label": trend.description };
  return tag("svg", { ...attributes, viewBox: `0 0 ${width} ${height}` }, title + line + dot);
}

function writeInline(inline: DisplayInline, context: HtmlContext): string {
  switch (inline.kind) {
    case "text":
      return escapeHtml(inline.text);
    case "break":
      return "<br>";
    case "styled":
      return inline.styles.reduce(
        (content, style) => tag(STYLE_TAGS[style], {}, content),
        writeInlines(inline.children, context),
      );
    case "link":
      return writeInlines(inline.children, context) + writeUrl(inline.url);
    case "note":
      return tag("small", { class: "note" }, `(${writeInlines(inline.children, context)})`);
    case "media":
      return writeMedia(inline, context);
    case "mark":
      return tag("strong", { class: `mark mark-${inline.tone}` }, escapeHtml(inline.text));
    case "trend":
      return writeTrend(inline);
  }
}

/** An address outside the page is shown, never followed. */
function writeUrl(url: string | null): string {
  return url === null || url.startsWith("#") ? "" : ` ${tag("span", { class: "url" }, `(${escapeHtml(url)})`)}`;
}

/** Writes what stands in a line. */
export function writeInlines(inlines: readonly DisplayInline[], context: HtmlContext): string {
  return inlines.map((inline) => writeInline(inline, context)).join("");
}
