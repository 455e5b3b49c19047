import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { type IndicatorReport, renderFlashHtml, renderReportHtml, renderReportPdf } from "../../src/index.ts";
import { THEME } from "../../src/page/theme.ts";
import { sampleReport } from "../support/sample-report.ts";

/** Reads the text of a PDF back, where poppler is installed. */
const PDF_TO_TEXT: string = "pdftotext";

let report: IndicatorReport;
let html: string;
beforeAll(async () => {
  report = await sampleReport();
  html = renderReportHtml(report);
});

/** Spaces of French typography, made plain for reading. */
const plain = (text: string): string => text.replace(/[\u202f\u00a0]/g, " ");
const all = (text: string, pattern: RegExp): string[] => [...text.matchAll(pattern)].map((match) => match[1] ?? "");

describe("renderReportHtml", () => {
  it("writes the same page for the same report", async () => {
    const [query] = report.queries;
    if (query === undefined) throw new Error("no query");
    const steady: IndicatorReport = {
      ...report,
      engine: { name: "@ldl/indicators", version: "test" },
      queries: [{ ...query, text: "SELECT 1 < 2", sha256: "0".repeat(64) }],
    };
    await expect(renderReportHtml(steady)).toMatchFileSnapshot("../golden/report.html");
  });

  it("stands alone: no script, no address but its own anchors, and forbids the rest by its policy", () => {
    expect(html).not.toMatch(/<script|<link|<img|\ssrc=|https?:|url\(|@import|\sstyle=|\son[a-z]+=/i);
    const anchors = all(html, /href="([^"]*)"/g);
    expect(anchors.length).toBeGreaterThan(5);
    for (const anchor of anchors) expect(html).toContain(` id="${anchor.replace(/^#/, "")}"`);
    const style = /<style>([\s\S]*)<\/style>/.exec(html)?.[1] ?? "";
    const hash = createHash("sha256").update(style).digest("base64");
    expect(html).toContain(`default-src 'none'; style-src 'sha256-${hash}'`);
  });

  it("escapes what others wrote", () => {
    expect(html).toContain("Projet &lt;b&gt;&quot;Région&quot; &amp; Cie&lt;/b&gt;");
    expect(html).not.toContain("<b>");
  });

  it("has landmarks, one title, headings in order, named tables and drawings", () => {
    expect(html).toContain('<html lang="fr">');
    for (const landmark of ["<header>", '<nav aria-label="', '<main id="contenu">', "<footer>"])
      expect(html.split(landmark)).toHaveLength(2);
    const levels = all(html, /<h([1-6])[ >]/g).map(Number);
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[index - 1] ?? 0) + 1);
    expect(html.match(/<table>/g)?.length).toBe(html.match(/<table><caption>[^<]+<\/caption>/g)?.length);
    expect(html).not.toMatch(/<th(?![^>]*scope=)[ >]/);
    const ids = all(html, /\sid="([^"]+)"/g);
    expect(new Set(ids).size).toBe(ids.length);
    const drawings = all(html, /<svg ([^>]*)>/g);
    expect(drawings.filter((drawing) => drawing.includes("role=")).length).toBe(5);
    for (const drawing of drawings) {
      if (drawing.includes('aria-hidden="true"')) continue;
      const [title, description] = /aria-labelledby="(\S+) (\S+)"/.exec(drawing)?.slice(1) ?? [];
      expect(html).toMatch(new RegExp(`<title id="${title}">[^<]+</title><desc id="${description}">[^<]{20,}</desc>`));
    }
  });

  it("says each verdict in words and gives the values of each drawing as a table", () => {
    const cards = html.split('<li class="card').slice(1);
    expect(cards).toHaveLength(4);
    for (const card of cards) expect(card).toMatch(/cible (non )?atteinte|à apprécier/);
    expect(html.match(/<caption>Données : /g)).toHaveLength(5);
    const { months } = {
      months: report.monthly.total.map(({ c, d }) => `<td class="right">${c}</td><td class="right">${d}</td>`),
    };
    for (const month of months) expect(plain(html).replaceAll("\n", "")).toContain(month);
  });

  it("shows the figures of the report, its quality and its method", () => {
    const text = plain(html);
    for (const rate of [report.tableau1.total.ms1, report.tableau1.total.ms2, report.tableau2.total.ms4])
      expect(text).toContain(`<p class="value">${plain(rate.display)}</p>`);
    expect(text.match(/<section [^>]*class="box"/g)).toHaveLength(2);
    for (const { id, sha256 } of report.queries) expect(text).toMatch(new RegExp(`>${id}<[\\s\\S]*?${sha256}`));
    for (const note of report.notes) expect(text).toContain(plain(note.text).replaceAll("'", "&#39;"));
    expect(text).toContain("Modèle reconstitué");
  });

  it("leaves out the side that has no participant", () => {
    const side = renderReportHtml({ ...report, tableau2: { ...report.tableau2, rows: [] } });
    expect(side).not.toContain("MS-4 par laboratoire");
    expect(side).not.toContain("Tableau 2");
  });
});

describe("colours", () => {
  const channel = (value: number): number => (value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
  const luminance = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) =>
      channel(Number.parseInt(color.slice(at, at + 2), 16) / 255),
    );
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (a: string, b: string): number => {
    const [light = 0, dark = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x);
    return (light + 0.05) / (dark + 0.05);
  };

  it.each(["ink", "muted", "accent", "second", "met", "notMet"] as const)("%s can be read (WCAG 2 AA)", (name) => {
    for (const ground of [THEME.paper, THEME.ground]) expect(contrast(THEME[name], ground)).toBeGreaterThanOrEqual(4.5);
  });
});

describe("renderFlashHtml", () => {
  it("fills the month, the quarter to date and the trend, and leaves the rest to be written", async () => {
    const may = await sampleReport("2018-05");
    const page = plain(renderFlashHtml(may)).replaceAll("\n", "");
    const [april, month] = may.monthly.total.slice(-2);
    if (april === undefined || month === undefined) throw new Error("no month");
    const change = month.c - april.c;
    const trend = change < 0 ? `▼ - ${-change}` : change > 0 ? `▲ + ${change}` : "= stable";
    expect(page).toContain(
      `C, lettres produites</th><td class="right">${month.c}</td><td class="right">${april.c + month.c}</td><td class="right"></td><td class="left">${trend}</td>`,
    );
    // MS-1 of the month is that of the report: the establishment without activity is left out of both sides.
    expect(page).toContain(`séjours moyens</th><td class="right">${plain(may.tableau1.total.ms1.display)}</td>`);
    expect(page.match(/contenteditable="true" role="textbox"/g)).toHaveLength(4);
  });

  it("wants a month", () => {
    expect(() => renderFlashHtml(report)).toThrow(RangeError);
  });
});

describe("renderReportPdf", () => {
  const text = (bytes: Uint8Array): string => new TextDecoder("latin1").decode(bytes);

  it("is a tagged PDF/A in French, the same for the same report", () => {
    const pdf = text(renderReportPdf(report));
    expect(pdf.slice(0, 8)).toBe("%PDF-1.4");
    expect(pdf.trimEnd().slice(-5)).toBe("%%EOF");
    expect(pdf).toContain("/Lang (fr)");
    expect(pdf).toMatch(/\/Marked true/);
    expect(pdf).toContain("<pdfaid:part>1</pdfaid:part>");
    expect(pdf.match(/\/S \/Figure/g)).toHaveLength(5);
    expect(text(renderReportPdf(report))).toBe(pdf);
  });

  it("holds many participants over many pages", () => {
    const [row] = report.tableau1.rows;
    if (row === undefined) throw new Error("no row");
    const rows = Array.from({ length: 120 }, (_, n) => ({
      ...row,
      entityId: `E${n}`,
      label: `Établissement ${n} ${"x".repeat(190)}`,
    }));
    const pdf = text(renderReportPdf({ ...report, tableau1: { ...report.tableau1, rows } }));
    expect(pdf.match(/\/Type \/Page\b(?!s)/g)?.length).toBeGreaterThan(10);
    expect(pdf.trimEnd().slice(-5)).toBe("%%EOF");
  });

  it("says what the page says (pdftotext)", () => {
    if (spawnSync(PDF_TO_TEXT, ["-v"]).error !== undefined) {
      console.warn("SKIPPED: pdftotext is not installed");
      return;
    }
    const folder = mkdtempSync(path.join(tmpdir(), "ldl-report-"));
    const file = path.join(folder, "report.pdf");
    writeFileSync(file, renderReportPdf(report));
    const read = plain(execFileSync(PDF_TO_TEXT, ["-layout", file, "-"], { encoding: "utf8" }));
    rmSync(folder, { recursive: true });
    for (const rate of [report.tableau1.total.ms1, report.tableau1.total.ms2, report.tableau2.total.ms4])
      expect(read).toContain(plain(rate.display));
    for (const title of ["Par participant", "Progression", "Tableaux", "Qualité des données", "Méthode et notes"])
      expect(read).toContain(title);
    expect(read).toContain("Page 1 /");
  });
});

describe("any text that others wrote", () => {
  const texts = fc.string({ unit: "binary", minLength: 1, maxLength: 200 });

  it("adds no markup to the page and does not break the PDF", () => {
    const tags = (page: string): number => page.split("<").length;
    const before = tags(html);
    fc.assert(
      fc.property(texts, (text) => {
        const project = { ...report.project, title: text, ars: text };
        const rows = report.tableau1.rows.map((row) => ({ ...row, label: text, status: text }));
        const hostile: IndicatorReport = { ...report, project, tableau1: { ...report.tableau1, rows } };
        expect(tags(renderReportHtml(hostile))).toBe(before);
        const pdf = renderReportPdf(hostile);
        expect(new TextDecoder("latin1").decode(pdf.slice(-6)).trim()).toBe("%%EOF");
      }),
      { numRuns: 8, seed: 7 },
    );
  });
});
