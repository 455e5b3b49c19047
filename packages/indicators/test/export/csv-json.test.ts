import { beforeAll, describe, expect, it } from "vitest";
import {
  buildTable,
  type IndicatorReport,
  IndicatorReport as IndicatorReportSchema,
  indicatorReportJsonSchema,
  maskSmallCells,
  type ReportTable,
  renderCsv,
  renderJson,
  renderMetadataJson,
  renderQueriesCsv,
  type TableTemplateInput,
} from "../../src/index.ts";
import { sampleReport } from "../support/sample-report.ts";

const text = (bytes: Uint8Array): string => new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
const linesOf = (bytes: Uint8Array): string[] => text(bytes).split("\r\n");

let report: IndicatorReport;
beforeAll(async () => {
  report = await sampleReport();
});

describe("renderCsv", () => {
  it("writes tableau 1 as French Excel reads it", async () => {
    const bytes = renderCsv(buildTable(report, { table: "tableau1" }));
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = linesOf(bytes);
    expect(lines[0]).toBe(
      "\ufeffN°;Établissement;FINESS ET;Statut;A - Séjours annuels SAE 2014;B - Séjours trimestriels moyens;C - LDL produites;D - LDL transmises MSSanté;E - MS-1 (%);F - MS-2 (%)",
    );
    expect(lines[1]).toMatch(/^1;CH Exemple;"010000024";public;900;225;\d+;\d+;\d+,\d;\d+,\d$/);
    expect(lines[2]).toMatch(/^2;"'=1\+1;Clinique ""du Parc""";;privé;300;75;/);
    // No activity: no B and no MS-1, empty and not 0.
    expect(lines[3]).toMatch(/^3;Établissement d'outre-mer;;;;;\d+;\d+;;\d+,\d$/);
    expect(lines[4]).toMatch(/^;TOTAL;;;1200;300;\d+;\d+;/);
    expect(lines.slice(5)).toEqual([""]);
    await expect(text(bytes)).toMatchFileSnapshot("../golden/tableau1.csv");
  });

  it("writes tableau 2 with its statement and the second reading of MS-4", async () => {
    const bytes = renderCsv(buildTable(report, { table: "tableau2" }));
    expect(linesOf(bytes)[0]).toContain(
      "K - CR de niveau 3 (MS-3);L - CR transmis MSSanté;M - MS-4 (%);L / I (%);Requête utilisée",
    );
    expect(linesOf(bytes)[1]).toContain("4000001;1000000,25;");
    await expect(text(bytes)).toMatchFileSnapshot("../golden/tableau2.csv");
  });

  it("lists the statements with their text and hash", () => {
    const csv = text(renderQueriesCsv(report));
    for (const query of report.queries) expect(csv).toContain(`${query.sha256};`);
    expect(csv).toContain("WITH entity AS (");
  });

  it("follows the layout that a vendor loads, and refuses one that makes no sense", () => {
    const template: TableTemplateInput = {
      id: "tableau1",
      version: "dgos-1",
      reconstructed: false,
      title: "Tableau 1",
      columns: [
        { key: "label", label: "ES", type: "text" },
        { key: "ldlSent", letter: "D", label: "Envoyées", type: "int", total: "sum" },
      ],
    };
    const lines = linesOf(renderCsv(buildTable(report, { table: "tableau1", template })));
    expect(lines[0]).toBe("\ufeffES;D - Envoyées");
    expect(lines.at(-2)).toBe(`TOTAL;${report.tableau1.total.d}`);
    const wrong = {
      ...template,
      columns: [{ key: "unknown", label: "x", type: "int" }],
    } as unknown as TableTemplateInput;
    expect(() => buildTable(report, { table: "tableau1", template: wrong })).toThrow(
      expect.objectContaining({ code: "LDL_INPUT_INVALID" }) as Error,
    );
  });
});

describe("maskSmallCells", () => {
  const tableOf = (counts: readonly (readonly [i: number, k: number, l: number])[]): ReportTable => {
    const rows = counts.map(([i, k, l], n) => ({ ...report.tableau2.rows[0], entityId: `L${n}`, i, k, j: i - k, l }));
    const sum = (name: "i" | "j" | "k" | "l") => rows.reduce((all, row) => all + row[name], 0);
    const total = { ...report.tableau2.total, i: sum("i"), j: sum("j"), k: sum("k"), l: sum("l") };
    const tableau2 = { rows, total } as IndicatorReport["tableau2"];
    return buildTable({ ...report, tableau2 }, { table: "tableau2" });
  };
  const shown = (table: ReportTable, ...keys: readonly string[]) => {
    const columns = table.template.columns.map((column, index) => ({ key: column.key, index }));
    return [...table.rows, table.total].map((row) =>
      columns
        .filter(({ key }) => keys.includes(key))
        .map(({ index }) => (row[index]?.kind === "masked" ? "*" : "shown"))
        .join(" "),
    );
  };

  it("masks small counts, what gives them away, and the rates made of them", () => {
    const masked = maskSmallCells(
      tableOf([
        [100, 95, 50],
        [200, 150, 140],
        [300, 200, 190],
      ]),
    );
    // J of the first is 5: K goes with it in the row, and the smallest neighbours in both columns.
    expect(shown(masked, "crAll", "crOther", "crLevel3")).toEqual([
      "shown * *",
      "shown * *",
      "shown shown shown",
      "shown shown shown",
    ]);
    expect(shown(masked, "ms4")).toEqual(["*", "*", "shown", "shown"]);
    expect(text(renderCsv(masked))).toContain(";masqué;");
  });

  it("leaves large counts and zeros alone, and can mask the small ones only", () => {
    expect(
      shown(
        maskSmallCells(
          tableOf([
            [100, 50, 0],
            [200, 150, 140],
          ]),
        ),
        "crSent",
        "ms4",
      ),
    ).toEqual(Array(3).fill("shown shown"));
    const primary = maskSmallCells(
      tableOf([
        [100, 50, 4],
        [200, 150, 140],
      ]),
      { secondary: false },
    );
    expect(shown(primary, "crSent")).toEqual(["*", "shown", "shown"]);
    expect(
      shown(
        maskSmallCells(
          tableOf([
            [100, 50, 4],
            [200, 150, 140],
          ]),
          { threshold: 4 },
        ),
        "crSent",
      ),
    ).toEqual(Array(3).fill("shown"));
  });
});

describe("JSON", () => {
  it("is the report, in an order that does not change", () => {
    const json = text(renderJson(report));
    expect(JSON.parse(json)).toEqual(report);
    expect(IndicatorReportSchema.parse(JSON.parse(json))).toEqual(report);
    expect(text(renderJson(JSON.parse(json) as IndicatorReport))).toBe(json);
    expect(JSON.parse(text(renderMetadataJson(report)))).toMatchObject({
      status: "provisional",
      engine: { name: "@ldl/indicators" },
    });
  });

  it("has a published schema that is the one of the code", async () => {
    await expect(`${JSON.stringify(indicatorReportJsonSchema(), null, 2)}\n`).toMatchFileSnapshot(
      "../../schema/indicator-report-1.schema.json",
    );
  });
});
