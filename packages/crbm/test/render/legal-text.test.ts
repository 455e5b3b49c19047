import { type DisplayBlock, type DisplayCell, type DisplayInline, readDocument, renderHtml } from "@ldl/cda";
import { describe, expect, it } from "vitest";
import { type Alteration, altered } from "../../../cda/test/support/altered.ts";
import { CR_BIO_PRESENTERS } from "../../src/index.ts";
import { isCovered } from "../../src/render/narrative-coverage.ts";
import { buildSample } from "../support/samples.ts";
import { reportOfStrains } from "../support/strains.ts";

const LEGAL = "Texte du compte rendu";
const xmlOf = (name: string): string => Buffer.from(buildSample(`cr-bio.${name}.json`).xml).toString("utf8");
const html = (xml: string): string => renderHtml(readDocument(Buffer.from(xml)), { sections: CR_BIO_PRESENTERS });

/** Puts two texts in place of one another in the narrative. */
function swapped(xml: string, one: RegExp, other: RegExp): string {
  const [first, second] = [one.exec(xml)?.[0], other.exec(xml)?.[0]];
  if (first === undefined || second === undefined) throw new Error("nothing to swap");
  return altered(xml, [one, "<?one?>"], [other, first], ["<?one?>", second]);
}

describe("a narrative that contradicts the entries is shown", () => {
  const NFS = xmlOf("nfs");
  const RED_CELLS = /(?<=<td>)3,92(?=<)/;

  it.each<[string, Alteration]>([
    ["above", [RED_CELLS, "&gt; 3,92"]],
    ["below", [RED_CELLS, "&lt;3,92"]],
    ["at least", [RED_CELLS, "≥ 3,92"]],
    ["negative", [RED_CELLS, "-3,92"]],
    ["with a tolerance", [RED_CELLS, "±3,92"]],
    ["with arrows", [RED_CELLS, "3,92 ↑↑"]],
    ["approximate", [RED_CELLS, "~3,92"]],
    ["in doubt", [RED_CELLS, "3,92 ?"]],
    ["ten times as high", [RED_CELLS, "39,2"]],
    ["to a power", [RED_CELLS, "3,92<sup>2</sup>"]],
    ["struck out", [RED_CELLS, '<content revised="delete">3,92</content>']],
    ["in another unit", [/(?<=3,92<\/td>\s*<td>)T\/L/, "G/L"]],
    ["denied", [/(?<=3,92[\s\S]{1,120}?<td>)Normal(?=<)/, "Non normal"]],
    ["of another day", [/Résultat du 12\/03/, "Résultat du 13/03"]],
  ])("a figure %s", (_, alteration) => {
    expect(html(altered(NFS, alteration))).toContain(LEGAL);
  });

  it.each<[string, RegExp, RegExp]>([
    ["figures of two analytes", /(?<=<td>)11,2(?=<)/, /(?<=<td>)3,92(?=<)/],
    ["a figure and a bound", /(?<=<td>)22(?=<)/, /(?<=<td>≤ )20(?=<)/],
  ])("%s swapped", (_, one, other) => {
    expect(html(swapped(NFS, one, other))).toContain(LEGAL);
  });

  it("even where both are of one column", () => {
    const scores = altered(NFS, [/<td>≤ 20<\/td>/, "<td>22</td>"], [/(?<=<td>)22(?=<\/td>\s*<td>mm)/, "≤ 20"]);
    expect(html(scores)).toContain(LEGAL);
  });

  it("answers of two strains swapped", () => {
    const xml = Buffer.from(
      reportOfStrains([
        { comment: "Souche sauvage", interpretation: "S" },
        { comment: "Souche BLSE", interpretation: "R" },
      ]).xml,
    ).toString("utf8");
    expect(html(xml)).not.toContain(LEGAL);
    expect(
      html(
        swapped(
          xml,
          /(?<=Céfotaxime[\s\S]{1,300}<td>)Sensible/,
          /(?<=<td>)Résistant(?=<\/td>\s*<\/tr>\s*<tr>\s*<td>[\s\S]{1,120}Gentamicine)/,
        ),
      ),
    ).toContain(LEGAL);
  });
});

const text = (words: string): DisplayBlock => ({
  kind: "paragraph",
  caption: [],
  children: [{ kind: "text", text: words }],
});
const cell = (words: string, more: Partial<DisplayCell> = {}): DisplayCell => ({
  header: false,
  children: [text(words)],
  ...more,
});

function table(titles: readonly string[], ...rows: readonly (readonly (string | DisplayCell)[])[]): DisplayBlock {
  return {
    kind: "table",
    caption: [],
    head: [{ cells: titles.map((title) => cell(title, { header: true })) }],
    body: rows.map((cells) => ({
      cells: cells.map((one, index) => (typeof one === "string" ? cell(one, { header: index === 0 }) : one)),
    })),
    foot: [],
  };
}

const GLUCOSE = table(
  ["Analyse", "Résultat", "Valeurs de référence"],
  ["Glucose T0", "5", "≤ 6"],
  ["Glucose", "7 mmol/L", ""],
  ["Glucose", "9 mmol/L", ""],
);
const covered = (narrative: readonly DisplayBlock[], said: readonly DisplayBlock[] = [GLUCOSE]): boolean =>
  isCovered(narrative, { blocks: said, fileIds: ["image-1"] });
const styled = (styles: Extract<DisplayInline, { kind: "styled" }>["styles"]): DisplayBlock => ({
  kind: "paragraph",
  caption: [],
  children: [{ kind: "styled", styles, children: [{ kind: "text", text: "Glucose" }] }],
});

describe("what a narrative says stands in the tables", () => {
  it.each<[string, readonly DisplayBlock[], boolean]>([
    ["nothing", [], true],
    ["the same", [GLUCOSE], true],
    ["less", [table(["Analyse", "Résultat"], ["Glucose", "7 mmol/L"])], true],
    ["a value and its unit in two cells", [table(["Analyse", "Résultat", "Unité"], ["Glucose", "7", "mmol/L"])], true],
    ["under titles of its own", [table(["Analyse", "Résultat (g/L)"], ["Glucose", "7 mmol/L"])], false],
    ["without titles", [table(["", ""], ["Glucose", "7 mmol/L"])], true],
    [
      "a figure under the title of another",
      [table(["Analyse", "Résultat", "Valeurs de référence"], ["Glucose T0", "≤ 6", "5"])],
      false,
    ],
    ["a figure without its name", [table(["Résultat"], ["7 mmol/L"])], false],
    [
      "a name over two rows",
      [table(["Analyse", "Résultat"], [cell("Glucose", { rowSpan: 2 }), "7 mmol/L"], ["9 mmol/L"])],
      false,
    ],
    [
      "rows of one name in another order",
      [table(["Analyse", "Résultat"], ["Glucose", "9 mmol/L"], ["Glucose", "7 mmol/L"])],
      false,
    ],
    ["one row twice", [table(["Analyse", "Résultat"], ["Glucose T0", "5"], ["Glucose T0", "5"])], false],
    ["a figure twice", [table(["", "", ""], ["Glucose T0", "5", "5"])], false],
    ["a row as a paragraph", [text("Glucose 7 mmol/L")], false],
    ["a title that says more", [table(["Analyse", "Résultat du 1er mai"], ["Glucose", "7 mmol/L"])], false],
    ["a table in a cell", [table(["Analyse", "Résultat"], ["Glucose", cell("", { children: [GLUCOSE] })])], false],
    [
      "a file that is shown",
      [{ kind: "paragraph", caption: [], children: [{ kind: "media", fileIds: ["image-1"], caption: [] }] }],
      true,
    ],
    [
      "another file",
      [{ kind: "paragraph", caption: [], children: [{ kind: "media", fileIds: ["image-2"], caption: [] }] }],
      false,
    ],
  ])("%s", (_, narrative, expected) => {
    expect(covered(narrative)).toBe(expected);
  });

  it.each<[Extract<DisplayInline, { kind: "styled" }>["styles"][number], boolean]>([
    ["bold", true],
    ["italic", true],
    ["strike", false],
    ["sup", false],
    ["inserted", false],
    ["deleted", false],
  ])("in letters that are %s", (style, expected) => {
    expect(covered([styled([style])], [text("Glucose")])).toBe(expected);
  });

  it("is looked for once, however long both are", () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => ["Glucose", `${index % 7}`]);
    expect(covered([table(["Analyse", "Résultat"], ...rows)], [table(["Analyse", "Résultat"], ...rows)])).toBe(true);
    const one = [["Glucose", ...Array.from({ length: 20_000 }, () => "7")]];
    expect(covered([table([], ...one)], [table([], ...rows)])).toBe(false);
    const paragraphs = rows.map(([, words = ""]) => text(words));
    expect(covered(paragraphs, paragraphs)).toBe(true);
  });
});
