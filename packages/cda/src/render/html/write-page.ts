import { createHash } from "node:crypto";
import type {
  Fact,
  FactGroup,
  Notice,
  Presentation,
  PresentedFile,
  PresentedSection,
} from "../present/presentation.ts";
import { escapeHtml, tag, voidTag } from "./markup.ts";
import { styleOf } from "./style.ts";
import { headingTag, writeBlocks } from "./write-blocks.ts";
import { dataUri, type HtmlContext } from "./write-inline.ts";

/** Sections from which a page has a table of contents. */
const MIN_SECTIONS_FOR_CONTENTS = 3;

function writeFacts(facts: readonly Fact[]): string {
  const groups = facts.map(({ label, lines }) =>
    tag("div", {}, tag("dt", {}, escapeHtml(label)) + lines.map((text) => tag("dd", {}, escapeHtml(text))).join("")),
  );
  return tag("dl", { class: "facts" }, groups.join(""));
}

function writeNotice({ tone, text }: Notice): string {
  const before = tone === "warning" ? tag("strong", {}, "Attention : ") : "";
  return tag("p", { class: `notice notice-${tone}`, role: "note" }, before + escapeHtml(text));
}

function writeCard({ title, facts }: FactGroup): string {
  return tag("section", { class: "card" }, tag("h2", {}, escapeHtml(title)) + writeFacts(facts));
}

function writeFile({ anchor, label, fileName, file }: PresentedFile, embed: boolean): string {
  // A neutral type: the file is saved, never opened by the page.
  const uri = embed ? dataUri(file, "application/octet-stream") : undefined;
  const unreadable = embed && uri === undefined ? " — fichier illisible" : "";
  const text = escapeHtml(label + unreadable);
  return tag("li", { id: anchor }, uri === undefined ? text : tag("a", { href: uri, download: fileName }, text));
}

function writeFiles(files: readonly PresentedFile[], embed: boolean): string {
  if (files.length === 0) return "";
  const items = files.map((file) => writeFile(file, embed)).join("");
  return tag("section", { class: "files" }, tag("h2", {}, "Documents joints à télécharger") + tag("ul", {}, items));
}

function writeContents(sections: readonly PresentedSection[]): string {
  if (sections.length < MIN_SECTIONS_FOR_CONTENTS) return "";
  const items = sections.map(({ title }, index) =>
    tag("li", {}, tag("a", { href: `#section-${index + 1}` }, escapeHtml(title))),
  );
  const attributes = { class: "toc", "aria-labelledby": "sommaire" };
  return tag("nav", attributes, tag("h2", { id: "sommaire" }, "Sommaire") + tag("ol", {}, items.join("")));
}

function writeSection(section: PresentedSection, level: number, anchor: string, context: HtmlContext): string {
  const title = tag(headingTag(level), { id: `${anchor}-titre` }, escapeHtml(section.title));
  const inside = section.sections.map((child, index) =>
    writeSection(child, level + 1, `${anchor}-${index + 1}`, context),
  );
  const content = title + writeBlocks(section.blocks, level, context, section.title) + inside.join("");
  return tag("section", { id: anchor, "aria-labelledby": `${anchor}-titre` }, content);
}

function writeBody(page: Presentation, context: HtmlContext, embed: boolean): string {
  const identity =
    tag("h2", { id: "patient" }, "Patient") +
    tag("p", { class: "name" }, escapeHtml(page.patient.name)) +
    writeFacts(page.patient.facts);
  const header =
    tag("h1", {}, escapeHtml(page.title)) +
    tag("p", { class: "subtitle" }, escapeHtml(page.subtitle)) +
    page.notices.map(writeNotice).join("") +
    tag("section", { class: "identity", "aria-labelledby": "patient" }, identity) +
    tag("div", { class: "cards" }, page.essentials.map(writeCard).join("")) +
    writeFiles(page.files, embed) +
    writeContents(page.sections);
  const main = page.sections.map((section, index) => writeSection(section, 2, `section-${index + 1}`, context));
  const footer = page.details.map(({ title, facts }) => tag("h2", {}, escapeHtml(title)) + writeFacts(facts));
  return (
    tag("a", { class: "skip", href: "#contenu" }, "Aller au contenu") +
    tag(
      "div",
      { class: "page" },
      tag("header", {}, header) + tag("main", { id: "contenu" }, main.join("")) + tag("footer", {}, footer.join("")),
    )
  );
}

function writeHead(page: Presentation): string {
  const style = styleOf(page.patient.line);
  const hash = createHash("sha256").update(style).digest("base64");
  const policy = `default-src 'none'; img-src data:; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return [
    voidTag("meta", { charset: "utf-8" }),
    voidTag("meta", { "http-equiv": "Content-Security-Policy", content: policy }),
    voidTag("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
    voidTag("meta", { name: "referrer", content: "no-referrer" }),
    voidTag("meta", { name: "robots", content: "noindex" }),
    voidTag("link", { rel: "icon", href: "data:," }),
    tag("title", {}, escapeHtml(page.title)),
    `<style>${style}</style>`,
  ].join("\n");
}

/**
 * Writes the page of a presentation.
 *
 * @param page - What is shown.
 * @param context - Files of the document.
 * @param embed - Whether the files can be saved from the page.
 * @returns The HTML document.
 */
export function writePage(page: Presentation, context: HtmlContext, embed: boolean): string {
  const language = /^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})?$/.test(page.language) ? page.language : "fr";
  const head = tag("head", {}, `\n${writeHead(page)}\n`);
  const body = tag("body", {}, writeBody(page, context, embed));
  return `<!DOCTYPE html>\n${tag("html", { lang: language }, `\n${head}\n${body}\n`)}\n`;
}
