import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { strFromU8, unzipSync, zipSync } from "fflate";
import { beforeAll, describe, expect, it } from "vitest";
import { buildTable, type IndicatorReport, type ReportTable, renderXlsx, type TableCell } from "../../src/index.ts";
import { sampleReport } from "../support/sample-report.ts";

const partsOf = (bytes: Uint8Array): Record<string, string> =>
  Object.fromEntries(Object.entries(unzipSync(bytes)).map(([name, part]) => [name, strFromU8(part)]));

let report: IndicatorReport;
let bytes: Uint8Array;
let parts: Record<string, string>;
beforeAll(async () => {
  report = await sampleReport();
  bytes = renderXlsx(report);
  parts = partsOf(bytes);
});

describe("renderXlsx", () => {
  it("has the sheets in order, each with its print area, and no author", () => {
    const names = [...(parts["xl/workbook.xml"] ?? "").matchAll(/<sheet name="([^"]+)"/g)].map((match) => match[1]);
    expect(names).toEqual(["Tableau 1", "Tableau 2", "Requêtes", "Qualité", "Complémentaires", "Métadonnées"]);
    expect(parts["xl/workbook.xml"]?.match(/_xlnm\.Print_Area/g)).toHaveLength(6);
    expect(parts["xl/workbook.xml"]).toContain("_xlnm.Print_Titles");
    expect(parts["docProps/core.xml"]).not.toMatch(/creator|lastModifiedBy/);
  });

  it("keeps the letters of the instruction above the labels, FINESS as text, names inert", () => {
    const sheet = parts["xl/worksheets/sheet1.xml"] ?? "";
    const letters = [...sheet.matchAll(/<c r="([A-Z]+)5"[^>]*><is><t[^>]*>([A-F])<\/t>/g)].map((match) => match[2]);
    expect(letters).toEqual(["A", "B", "C", "D", "E", "F"]);
    expect(sheet).toMatch(/t="inlineStr"><is><t xml:space="preserve">010000024</);
    expect(sheet).toContain("=1+1;Clinique &quot;du Parc&quot;");
    expect(sheet).toContain("Projet &lt;b&gt;");
    expect(sheet).toMatch(/orientation="landscape" fitToWidth="1"/);
    expect(sheet).toContain("Modèle reconstitué");
  });

  it("computes rates by formulas, with their values beside", () => {
    const sheet = parts["xl/worksheets/sheet1.xml"] ?? "";
    expect(sheet).toMatch(/<f>IF\(OR\(F7=&quot;&quot;,F7=0\),&quot;&quot;,G7\/F7\)<\/f><v>0\.16<\/v>/);
    expect(sheet).toMatch(/<f>IF\(E7=&quot;&quot;,&quot;&quot;,E7\/4\)<\/f><v>225<\/v>/);
    expect(sheet).toMatch(/SUMIF\(E7:E9,&quot;&lt;&gt;&quot;,G7:G9\)\/F10/);
    expect(sheet).toMatch(/<f>IF\(COUNT\(G7:G9\)=0,&quot;&quot;,SUM\(G7:G9\)\)<\/f>/);
  });

  it("shows as many decimals as it takes not to round a rate onto its target", () => {
    const [row] = report.tableau1.rows;
    const below = {
      num: 15_010,
      den: { n: 100_100, d: 4 },
      value: 0.5998001998,
      display: "59,98\u00a0%",
      flags: [],
      verdict: "notMet",
    } as const;
    const rows = [
      { ...row, a: 100_100, b: { n: 100_100, d: 4 }, c: 15_010, ms1: below },
    ] as unknown as IndicatorReport["tableau1"]["rows"];
    const styles = partsOf(renderXlsx({ ...report, tableau1: { ...report.tableau1, rows } }))["xl/styles.xml"];
    expect(styles).toContain('formatCode="0.00%"');
  });

  it("depends on the report alone", () => {
    expect(Buffer.compare(Buffer.from(renderXlsx(report)), Buffer.from(bytes))).toBe(0);
  });

  it("stands a project without any participant, and texts that XML cannot carry", () => {
    const none = { ...report, tableau1: { ...report.tableau1, rows: [] }, tableau2: { ...report.tableau2, rows: [] } };
    const project = { ...report.project, title: "a\u0001b\ud800c\uffff" };
    const sheet = partsOf(renderXlsx({ ...none, project }))["xl/worksheets/sheet1.xml"];
    expect(sheet).toContain("a\ufffdb\ufffdc\ufffd");
    expect(sheet).not.toMatch(/<f>/);
  });
});

const OFFICE = ["/usr/bin/soffice", "/usr/bin/libreoffice"].find(existsSync);
if (OFFICE === undefined) console.warn("SKIPPED: LibreOffice is not installed, the XLSX is not recomputed");

describe.skipIf(OFFICE === undefined)("renderXlsx in LibreOffice", () => {
  /** What LibreOffice makes of a sheet, values not rounded to their format. */
  function recomputed(file: Uint8Array): Record<string, string[][]> {
    const folder = mkdtempSync(path.join(tmpdir(), "ldl-xlsx-"));
    try {
      writeFileSync(path.join(folder, "report.xlsx"), file);
      execFileSync(
        OFFICE ?? "",
        [
          "--headless",
          `-env:UserInstallation=file://${folder}/profile`,
          "--convert-to",
          "csv:Text - txt - csv (StarCalc):9,34,76,1,,1033,false,false,false,false,false,-1",
          "--outdir",
          folder,
          path.join(folder, "report.xlsx"),
        ],
        { stdio: "pipe" },
      );
      const sheets = readdirSync(folder).filter((name) => name.endsWith(".csv"));
      return Object.fromEntries(
        sheets.map((name) => {
          const lines = readFileSync(path.join(folder, name), "utf8").split("\n");
          return [name.replace(/^report-|\.csv$/g, ""), lines.map((line) => line.split("\t"))];
        }),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  const expected = (cell: TableCell): string | number => {
    if (cell.kind === "number") return cell.value.n / cell.value.d;
    if (cell.kind === "rate") return cell.rate.value ?? "";
    return cell.kind === "text" ? cell.text : "";
  };

  function compare(sheet: readonly (readonly string[])[] | undefined, table: ReportTable): void {
    const rows = [...table.rows, table.total];
    for (const [r, row] of rows.entries()) {
      for (const [c, cell] of row.entries()) {
        const shown = (sheet?.[r + 6]?.[c] ?? "missing").replace(/^"|"$/g, "").replaceAll('""', '"');
        const value = expected(cell);
        const number = shown.endsWith("%") ? Number(shown.slice(0, -1)) / 100 : Number(shown);
        if (typeof value === "number") expect(number, `row ${r} column ${c}`).toBeCloseTo(value, 9);
        else expect(shown, `row ${r} column ${c}`).toBe(value);
      }
    }
  }

  it("gives from the formulas alone the values of the report", () => {
    // Values beside the formulas are taken away: what is read back was computed by LibreOffice.
    const stripped = Object.fromEntries(
      Object.entries(unzipSync(bytes)).map(([name, part]) => [
        name,
        name.startsWith("xl/worksheets/") ? Buffer.from(strFromU8(part).replace(/(<\/f>)<v>[^<]*<\/v>/g, "$1")) : part,
      ]),
    );
    const sheets = recomputed(zipSync(stripped));
    expect(Object.keys(sheets).sort()).toEqual([
      "Complémentaires",
      "Métadonnées",
      "Qualité",
      "Requêtes",
      "Tableau 1",
      "Tableau 2",
    ]);
    compare(sheets["Tableau 1"], buildTable(report, { table: "tableau1" }));
    compare(sheets["Tableau 2"], buildTable(report, { table: "tableau2" }));
  });
});
