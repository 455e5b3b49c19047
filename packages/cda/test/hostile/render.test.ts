import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderHtml, renderPdf } from "../../src/index.ts";
import { readXml } from "../support/altered.ts";
import { Browser, CHROMIUM } from "../support/chromium.ts";
import { HOSTILE } from "../support/hostile.ts";

const CASES = Object.keys(HOSTILE).map((name) => [name] as const);

function page(name: string): string {
  return renderHtml(readXml(HOSTILE[name]?.() ?? ""));
}

/** Tags of a page, with their attributes, text left out. */
function tagsOf(html: string): readonly string[] {
  return html.replace(/<style>.*?<\/style>/gs, "").match(/<[^>]*>/g) ?? [];
}

const KNOWN_TAGS =
  /^<(?:!DOCTYPE html|\/?(?:html|head|meta|link|title|body|a|div|header|main|footer|section|nav|h[1-6]|p|dl|dt|dd|ul|ol|li|table|caption|thead|tbody|tfoot|tr|th|td|br|strong|em|u|s|sub|sup|ins|del|small|span|img|svg|path|circle)(?: [^>]*)?)>$/;
const KNOWN_ATTRIBUTES =
  /^(?:lang|charset|http-equiv|content|name|rel|href|class|id|role|aria-label|aria-labelledby|tabindex|colspan|rowspan|scope|src|alt|download|viewBox|d|cx|cy|r)$/;

describe("the page of a hostile document", () => {
  it.each(CASES)("with %s holds the tags and attributes of this package alone", (name) => {
    const tags = tagsOf(page(name));
    expect(tags.filter((tag) => !KNOWN_TAGS.test(tag))).toEqual([]);
    for (const tag of tags) {
      for (const [, attribute = "", value = ""] of tag.matchAll(/ ([a-zA-Z-]+)="([^"]*)"/g)) {
        expect(attribute).toMatch(KNOWN_ATTRIBUTES);
        if (attribute === "href") expect(value).toMatch(/^(?:#|data:application\/octet-stream;base64,|data:,$)/);
        if (attribute === "src") expect(value).toMatch(/^data:image\/(?:png|jpeg|gif|bmp);base64,[A-Za-z0-9+/=]*$/);
      }
      expect(tag.replace(/ [a-zA-Z-]+="[^"]*"/g, "")).toMatch(/^<(?:!DOCTYPE html|\/?[a-z1-6]+)>$/i);
    }
  });

  it.each(CASES)("with %s can also be made a PDF", (name) => {
    const pdf = renderPdf(readXml(HOSTILE[name]?.() ?? ""));
    expect(Buffer.from(pdf.subarray(0, 8)).toString("latin1")).toBe("%PDF-1.4");
    const text = Buffer.from(pdf).toString("latin1");
    expect(text).not.toMatch(/\/(?:JavaScript|JS|Launch|URI|EmbeddedFile|SMask)\b/);
  });
});

describe.skipIf(CHROMIUM === undefined)("the page of a hostile document, in Chromium", { timeout: 120_000 }, () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "ldl-pages-"));
  let browser: Browser;
  beforeAll(() => {
    browser = new Browser(CHROMIUM ?? "");
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true });
  });

  it.each(CASES)("with %s executes nothing, asks for nothing and complains of nothing", async (name) => {
    const file = path.join(folder, "page.html");
    writeFileSync(file, page(name));
    const visit = await browser.visit(file, [
      "typeof window.hacked",
      "document.scripts.length + document.querySelectorAll('iframe,object,embed,form,base,[style]').length",
      "document.querySelectorAll('h1').length",
    ]);
    // A broken image is no failure of the page: the browser may say that it cannot decode it, and nothing else.
    expect(visit).toEqual({ complaints: [], requests: [], dialogs: 0, answers: ["undefined", 0, 1] });
  });

  it("would tell of a script: the test can fail", async () => {
    const file = path.join(folder, "bad.html");
    writeFileSync(
      file,
      '<img src="http://127.0.0.1:9/x" onerror="window.hacked=1"><script>console.log(1);window.hacked=1</script>',
    );
    const visit = await browser.visit(file, ["typeof window.hacked"]);
    expect(visit.answers).toEqual(["number"]);
    expect(visit.requests).toEqual(["http://127.0.0.1:9/x"]);
    expect(visit.complaints.length).toBeGreaterThan(0);
  });
});
