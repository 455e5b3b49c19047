import { createHash } from "node:crypto";
import type { PageSection, ReportPage } from "../../page/report-page.ts";
import { escapeMarkup as text } from "../escape-markup.ts";
import { STYLE } from "./style.ts";
import { type NewId, writeBlock } from "./write-blocks.ts";

function writeHead(title: string): string {
  const hash = createHash("sha256").update(STYLE).digest("base64");
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`;
  return [
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${text(title)}</title>`,
    `<style>${STYLE}</style>`,
  ].join("\n");
}

function writeSection({ title, box, blocks }: PageSection, anchor: string, newId: NewId): string {
  const open = `<section id="${anchor}" aria-labelledby="${anchor}-titre"${box === true ? ' class="box"' : ""}>`;
  const content = blocks.map((block) => writeBlock(block, newId));
  return [`${open}<h2 id="${anchor}-titre">${text(title)}</h2>`, ...content, "</section>"].join("\n");
}

function writeContents(sections: readonly PageSection[]): string {
  const items = sections.map(({ title }, index) => `<li><a href="#section-${index + 1}">${text(title)}</a></li>`);
  return `<nav aria-label="Sommaire"><ol>${items.join("")}</ol></nav>`;
}

/** Writes a page as one HTML document: no script, no file, no address but its own anchors. */
export function writePage(page: ReportPage): string {
  let rank = 0;
  const newId: NewId = () => {
    rank += 1;
    return `bloc-${rank}`;
  };
  const subtitle = page.subtitle.map((line) => `<p>${text(line)}</p>`).join("\n");
  const sections = page.sections.map((section, index) => writeSection(section, `section-${index + 1}`, newId));
  return [
    `<!DOCTYPE html>\n<html lang="fr">\n<head>\n${writeHead(page.title)}\n</head>\n<body>`,
    '<a class="skip" href="#contenu">Aller au contenu</a>',
    `<header><h1>${text(page.title)}</h1>\n${subtitle}</header>`,
    writeContents(page.sections),
    `<main id="contenu">\n${sections.join("\n")}\n</main>`,
    `<footer><p>${text(page.footer)}</p></footer>\n</body>\n</html>\n`,
  ].join("\n");
}
