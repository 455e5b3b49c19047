import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DisplayBlock, renderHtml } from "../../src/index.ts";
import { example, exampleNames } from "../corpus.ts";
import { readXml, sampleXml } from "../support/altered.ts";
import { Browser, CHROMIUM } from "../support/chromium.ts";

/** Lowest contrast of any text of the page with what is behind it, and where. */
const LOWEST_CONTRAST = `(() => {
  const parse = (color) => (color.match(/[\\d.]+/g) ?? []).map(Number);
  const channel = (value) => { const v = value / 255; return v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4; };
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (element) => {
    for (let e = element; e !== null; e = e.parentElement) {
      const color = parse(getComputedStyle(e).backgroundColor);
      if (color.length === 3 || color[3] > 0) return color;
    }
    return [255, 255, 255];
  };
  let lowest = [21, ""];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (walker.currentNode.data.trim() === "" || element.closest("svg")) continue;
    const one = luminance(parse(getComputedStyle(element).color));
    const other = luminance(ground(element));
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < lowest[0]) lowest = [contrast, element.outerHTML.slice(0, 80)];
  }
  return lowest;
})()`;

/** What is wrong for the keyboard and for assistive tools. */
const OBSTACLES = `(() => {
  const found = [];
  const levels = [...document.querySelectorAll("h1,h2,h3,h4,h5,h6")].map((heading) => Number(heading.tagName[1]));
  levels.forEach((level, index) => { if (index > 0 && level > levels[index - 1] + 1) found.push("heading " + index + " skips a level"); });
  if (levels.filter((level) => level === 1).length !== 1) found.push("not one h1");
  for (const heading of document.querySelectorAll("h1,h2,h3,h4,h5,h6")) if (heading.textContent.trim() === "") found.push("empty heading");
  for (const image of document.images) if (!image.hasAttribute("alt")) found.push("image without alt");
  for (const header of document.querySelectorAll("th")) if (!header.hasAttribute("scope")) found.push("th without scope");
  for (const link of document.querySelectorAll("a[href^='#']")) if (document.getElementById(link.getAttribute("href").slice(1)) === null) found.push("broken " + link.getAttribute("href"));
  for (const link of document.links) if (link.textContent.trim() === "") found.push("link without text");
  const ids = [...document.querySelectorAll("[id]")].map(({ id }) => id);
  if (new Set(ids).size !== ids.length) found.push("two elements with one id");
  if (document.querySelectorAll("main").length !== 1) found.push("not one main");
  for (const region of document.querySelectorAll("[role=region],nav,section[aria-labelledby]")) {
    const name = region.getAttribute("aria-label") ?? document.getElementById(region.getAttribute("aria-labelledby"))?.textContent;
    if (!name) found.push("region without name");
  }
  return found;
})()`;

/** Whether the page is wider than the window, tables in their boxes excepted. */
const OVERFLOW = "document.documentElement.scrollWidth > document.documentElement.clientWidth";

const marks: readonly DisplayBlock[] = [
  {
    kind: "paragraph",
    caption: [],
    children: (["alert", "strong", "calm"] as const).map((tone) => ({ kind: "mark", tone, text: `ton ${tone}` })),
  },
];

const pages: Readonly<Record<string, () => string>> = {
  ...Object.fromEntries(
    ["ldl-ses.min", "ldl-ses.max", "ldl-ses.remplacement", "ldl-ses.pediatrie", "ldl-ees.max", "pdf.min"].map(
      (name) => [name, () => renderHtml(readXml(sampleXml(`${name}.json`)))],
    ),
  ),
  "marks of a presenter": () =>
    renderHtml(readXml(sampleXml()), { sections: { "1.2.250.1.213.1.1.2.127": () => marks } }),
  ...Object.fromEntries(
    exampleNames().map((name) => [name, () => renderHtml(readXml(Buffer.from(example(name)).toString("utf8")))]),
  ),
};

describe.skipIf(CHROMIUM === undefined)("a page in Chromium", { timeout: 120_000 }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "ldl-pages-"));
  let browser: Browser;
  beforeAll(() => {
    browser = new Browser(CHROMIUM ?? "");
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  it.each(Object.keys(pages).map((name) => [name]))(
    "%s: quiet, readable, reachable, no wider than the window",
    async (name) => {
      const file = path.join(folder, "page.html");
      writeFileSync(file, pages[name]?.() ?? "");
      const { answers, ...visit } = await browser.visit(file, [LOWEST_CONTRAST, OBSTACLES, OVERFLOW]);
      expect(visit).toEqual({ complaints: [], requests: [], dialogs: 0 });
      const [[contrast, where], obstacles, overflow] = answers as [[number, string], string[], boolean];
      expect(contrast, where).toBeGreaterThanOrEqual(4.5);
      expect([obstacles, overflow]).toEqual([[], false]);
    },
  );
});
