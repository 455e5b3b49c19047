import { describe, expect, it } from "vitest";
import { convert, observation, order, rowsOf, rulesOf, segment } from "./structure-message.ts";

const PANEL = order("F1", "X^Bilan^L", { 24: "CH" });
const glucose = (value: string, date: string, more: Readonly<Record<number, string>> = {}): string =>
  observation("NM", "GLU^Glycémie^L", value, { 6: "g/L", 14: date, ...more });
const serum = (id: string, date: string): string =>
  segment("SPM", { 1: "1", 2: `^${id}`, 4: "SER^Sérum^HL70487", 17: date });

/** Value of each row, with its earlier values. */
function historyOf(...lines: readonly string[]): readonly string[] {
  return rowsOf(convert(...lines)).map(({ value, label, previous }) =>
    [value ?? label, ...previous.map((earlier) => earlier.value)].join(" < "),
  );
}

describe("an older result of the same analysis", () => {
  it("is a previous result when it is of an earlier day than the specimens", () => {
    const lines = [PANEL, glucose("1.2", "20240312100000"), glucose("1.1", "20240112"), glucose("1.0", "20230112")];
    expect(historyOf(...lines)).toEqual(["1.2 < 1.1 < 1.0"]);
    expect(rulesOf(convert(...lines)).filter((rule) => rule.startsWith("LDL-HL7-SERIES"))).toEqual([]);
  });

  it.each<[string, readonly string[], readonly string[], number]>([
    [
      "germs of one culture",
      [
        PANEL,
        observation("CWE", "630-4^Germe^LN", "112283007^Escherichia coli^SCT", { 14: "20240313" }),
        observation("CWE", "630-4^Germe^LN", "78065002^Enterococcus faecalis^SCT", { 14: "20240314" }),
      ],
      ["Escherichia coli", "Enterococcus faecalis"],
      2,
    ],
    [
      "counts of these germs",
      [
        PANEL,
        observation("NM", "51480-2^Compte^LN", "1000000", { 6: "/mL", 14: "20240313" }),
        observation("NM", "51480-2^Compte^LN", "10000", { 6: "/mL", 14: "20240314" }),
      ],
      ["1000000", "10000"],
      2,
    ],
    [
      "the times of a glucose tolerance test",
      [PANEL, glucose("0.9", "202403120815"), glucose("1.5", "202403120915"), glucose("1.2", "202403121015")],
      ["0.9", "1.5", "1.2"],
      3,
    ],
    [
      "the times before the one that the order gives",
      [
        order("F1", "X^Bilan^L", { 7: "20240312101500" }),
        glucose("0.9", "202403120815"),
        glucose("1.5", "202403120915"),
        glucose("1.2", "202403121015"),
      ],
      ["0.9", "1.5", "1.2"],
      3,
    ],
    [
      "samples of one night",
      [
        order("F1", "X^Bilan^L", { 7: "20240312020000" }),
        glucose("1.2", "202403120200"),
        glucose("0.9", "202403112300"),
      ],
      ["1.2", "0.9"],
      2,
    ],
    [
      "two samples five minutes apart",
      [
        PANEL,
        serum("S1", "202403120815"),
        glucose("0.9", "202403120815"),
        serum("S2", "202403120820"),
        glucose("1.0", "202403120820"),
      ],
      ["0.9", "1.0"],
      0,
    ],
    [
      "results of another day on another specimen",
      [
        PANEL,
        serum("S1", "202403120815"),
        glucose("0.9", "202403120815"),
        serum("S2", "202403120820"),
        glucose("1.0", "20240110"),
      ],
      ["0.9", "1.0"],
      1,
    ],
    [
      "a result in another unit",
      [PANEL, glucose("0.9", "202403121000"), glucose("5.0", "20240110", { 6: "mmol/L" })],
      ["0.9", "5.0"],
      2,
    ],
    [
      "a result in words",
      [
        PANEL,
        observation("ST", "VIH^Sérologie^L", "négatif", { 14: "202403121000" }),
        observation("ST", "VIH^Sérologie^L", "positif", { 14: "20240110" }),
      ],
      ["négatif", "positif"],
      2,
    ],
    [
      "a result of an order without time of collection",
      [
        order("F1", "X^Bilan^L", { 7: "", 14: "20240312091000" }),
        glucose("0.9", "20240312"),
        glucose("1.0", "20240110"),
      ],
      ["0.9", "1.0"],
      2,
    ],
    [
      "an old specimen analysed today",
      [PANEL, glucose("0.9", "202403121000"), glucose("1.0", "20240110", { 19: "202403121100" })],
      ["0.9", "1.0"],
      2,
    ],
    [
      "an older result whose today is awaited",
      [PANEL, glucose("", "", { 11: "I" }), glucose("1.0", "20240110")],
      ["1.0"],
      1,
    ],
  ])("is none among %s, which stay apart and in order, and are told", (_, lines, expected, told) => {
    expect(historyOf(...lines)).toEqual(expected);
    const found = rulesOf(convert(...lines)).filter((rule) => rule.startsWith("LDL-HL7-SERIES"));
    expect(found.length).toBe(told);
  });

  it("is that of an analysis given up today", () => {
    const lines = [PANEL, glucose("", "202403121000", { 11: "X" }), glucose("1.0", "20240110")];
    expect(historyOf(...lines)).toEqual(["Glycémie < 1.0"]);
  });

  it("keeps its comments and marks as comments of the result of today, and tells its validator", () => {
    const conversion = convert(
      PANEL,
      glucose("1.2", "20240312100000"),
      "NTE|1||à jeun",
      glucose("0.4", "20240112", { 8: "LL~DELTA", 16: "810007778888^BIOLO^Claire", 18: "AU480" }),
      "NTE|1||Échantillon coagulé, à contrôler",
    );
    const [row] = rowsOf(conversion);
    expect(row?.previous).toMatchObject([{ value: "0.4", interpretation: "LL" }]);
    expect(row?.comment?.split("\n")).toEqual([
      "à jeun",
      "Antériorité du 12/01/2024 : Échantillon coagulé, à contrôler",
      "Antériorité du 12/01/2024 : Indicateur du laboratoire : DELTA.",
    ]);
    expect(rulesOf(conversion)).toEqual(
      expect.arrayContaining([
        "LDL-HL7-PREVIOUS OBX[2]",
        "LDL-HL7-PREVIOUS-FIELD OBX[2]-16",
        "LDL-HL7-PREVIOUS-FIELD OBX[2]-18",
      ]),
    );
  });
});
