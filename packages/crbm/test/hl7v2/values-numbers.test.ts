import { describe, expect, it } from "vitest";
import { convert, obx, rowOf, rulesOf } from "./values-message.ts";

const NUMBER = "LDL-HL7-NUMBER OBX[1]-5";
const words = (texte: string) => ({ type: "texte", texte });

describe("structured numbers (SN)", () => {
  it.each<[string, string, object]>([
    [">^1^:^128", "", words("> 1:128")],
    ["<^5^-^10", "", words("< 5-10")],
    ["<^5^-^10", "g/L", words("< 5-10 g/L")],
    ["<>^5", "", words("<> 5")],
    ["^2^+", "", words("2+")],
    ["^3^.^5", "", words("3.5")],
    ["^1^:^80", "g/L", words("1:80 g/L")],
    ["^10^-^5", "", words("10-5")],
    ["^1^:", "", words("1:")],
    ["^1^^80", "", words("1 80")],
    [">^beaucoup", "", words("> beaucoup")],
    ["^1^:^80^x", "", words("1:80 x")],
    ["constructor^5", "", words("constructor 5")],
  ])("%s in %s stays in words, with a finding", (value, unit, valeur) => {
    const conversion = convert(obx("SN", value, { 6: unit }));
    expect(rowOf(conversion).valeur).toEqual(valeur);
    expect(rulesOf(conversion)).toEqual([NUMBER]);
  });

  it.each<[string, string, object]>([
    ["=<^5", "", { type: "censuree", comparateur: "<=", valeur: "5" }],
    ["<=^5", "mg/L", { type: "censuree", comparateur: "<=", valeur: "5", unite: "mg/L" }],
    [">=^5", "", { type: "censuree", comparateur: ">=", valeur: "5" }],
    ["^1^/^80", "", { type: "rapport", numerateur: "1", denominateur: "80" }],
    ["=^1^:^80", "", { type: "rapport", numerateur: "1", denominateur: "80" }],
    ["^5^-^10", "g/L", { type: "intervalle", min: "5", max: "10", unite: "g/L" }],
    ["=^5", "g/L", { type: "quantite", valeur: "5", unite: "g/L" }],
  ])("%s in %s is typed, without finding", (value, unit, valeur) => {
    const conversion = convert(obx("SN", value, { 6: unit }));
    expect(rowOf(conversion).valeur).toEqual(valeur);
    expect(rulesOf(conversion)).toEqual([]);
  });

  it("has no value when it is empty", () => {
    expect(rowOf(convert(obx("SN", "^^^"))).valeur).toBeUndefined();
  });
});

describe("numbers (NM)", () => {
  it.each<[string, string, string]>([
    ["5^6", "g/L", "5^6 g/L"],
    ["1.234.567", "", "1.234.567"],
    ["1e5", "", "1e5"],
    ["5-10", "g/L", "5-10 g/L"],
    ["~5", "g/L", "~5 g/L"],
    ["1".repeat(31), "", "1".repeat(31)],
  ])("%s in %s stays in words, with a finding", (value, unit, texte) => {
    const conversion = convert(obx("NM", value, { 6: unit }));
    expect(rowOf(conversion).valeur).toEqual({ type: "texte", texte });
    expect(rulesOf(conversion)).toEqual([NUMBER]);
  });

  it("tells of the unit that words have no use for", () => {
    expect(rulesOf(convert(obx("NM", "hémolysé", { 6: "g/L" })))).toEqual([NUMBER, "LDL-HL7-FIELD OBX[1]-6"]);
  });
});

describe("texts that look like numbers (ST)", () => {
  it.each(["00012", "+2", "12.", ".5", "1 000", "3+", "1/80", "10-12", "1,2,3", "<05"])("%s stays a text", (value) => {
    expect(rowOf(convert(obx("ST", value))).valeur).toEqual({ type: "texte", texte: value });
  });

  it.each<[string, object]>([
    ["12", { type: "reel", valeur: "12" }],
    ["-0,50", { type: "reel", valeur: "-0.50" }],
    ["≥ 100", { type: "censuree", comparateur: ">=", valeur: "100" }],
  ])("%s is a number that says the same", (value, valeur) => {
    expect(rowOf(convert(obx("ST", value))).valeur).toEqual(valeur);
  });

  it("keeps the unit of figures that stay a text", () => {
    expect(rowOf(convert(obx("ST", "10-12", { 6: "g/L" }))).valeur).toEqual(words("10-12 g/L"));
    expect(rowOf(convert(obx("ST", "10-12", { 6: "10^9/L" }))).valeur).toEqual(words("10-12 10^9/L"));
  });
});

describe("dates", () => {
  it("are read one by one when there are several", () => {
    const [element] = convert(obx("DT", "20240115~20240116")).report.chapitres[0]?.bloc?.elements ?? [];
    const results = element?.genre === "batterie" ? element.resultats : [];
    expect(results.map(({ valeur }) => valeur)).toEqual([
      { type: "date", date: "2024-01-15" },
      { type: "date", date: "2024-01-16" },
    ]);
  });
});

describe("units (OBX-6)", () => {
  it.each<[string, string, readonly string[]]>([
    ["10^9/L", "10*9/L", ["LDL-HL7-UNIT OBX[1]-6"]],
    ["mM", "mmol/L", ["LDL-HL7-UNIT OBX[1]-6"]],
    ["fl", "fL", ["LDL-HL7-UNIT OBX[1]-6"]],
    ["MMOL^mmol/L^L", "mmol/L", []],
    ["G^g/L^L", "g/L", []],
    ["g/L^gramme par litre^L", "g/L", []],
    ["MU/mL", "MU/mL", ["LDL-HL7-UNIT-UNKNOWN OBX[1]-6"]],
    ["MMOL/L", "MMOL/L", ["LDL-HL7-UNIT-UNKNOWN OBX[1]-6"]],
    ["constructor", "constructor", ["LDL-HL7-UNIT-UNKNOWN OBX[1]-6"]],
    ["g/L~mg/L", "g/L", ["LDL-HL7-PART OBX[1]-6"]],
  ])("%s is %s", (written, unit, findings) => {
    const conversion = convert(obx("NM", "5", { 6: written }));
    expect(rowOf(conversion).unit).toBe(unit);
    expect(rulesOf(conversion)).toEqual(findings);
  });

  it("keeps the body surface that a clearance is brought to", () => {
    const row = rowOf(convert(obx("NM", "72", { 6: "mL/min/1,73m²" })));
    expect([row.unit, row.comment]).toEqual(["mL/min", "Résultat rapporté à 1,73 m² de surface corporelle."]);
  });
});

describe("reference values (OBX-7)", () => {
  it.each(["4^10", "10-4", "cocci & bacilles"])("%s stays in words", (written) => {
    const conversion = convert(obx("NM", "5", { 6: "g/L", 7: written }));
    expect(rowOf(conversion).range).toBe(written);
    expect(rulesOf(conversion)).toEqual(["LDL-HL7-RANGE OBX[1]-7"]);
  });

  it.each<[string, string]>([
    ["NM", "hémolysé"],
    ["SN", ">^1^:^128"],
    ["CWE", "H^Hémolysé^L"],
  ])("keep their unit beside a %s without one", (type, value) => {
    const row = rowOf(convert(obx(type, value, { 6: "G/L", 7: "4-10" })));
    expect([row.low, row.high, row.rangeUnit]).toEqual(["4", "10", "10*9/L"]);
  });

  it("keep their unit when the result was given up, whose flag is a comment", () => {
    const conversion = convert(obx("NM", "5", { 6: "g/L", 7: "4-10", 8: "H", 11: "X" }));
    const row = rowOf(conversion);
    expect([row.status, row.low, row.high, row.rangeUnit, row.comment]).toEqual([
      "aborted",
      "4",
      "10",
      "g/L",
      "Indicateur du laboratoire : H.",
    ]);
    expect(rulesOf(conversion)).toEqual(["LDL-HL7-FLAG OBX[1]-8", "LDL-HL7-FIELD OBX[1]-5"]);
  });

  it("are a comment when they are too long for their place", () => {
    const long = "x".repeat(300);
    const conversion = convert(obx("NM", "5", { 6: "g/L", 7: long }));
    expect(rowOf(conversion).comment).toBe(`Valeurs de référence : ${long}`);
    expect(rulesOf(conversion)).toEqual(["LDL-HL7-RANGE OBX[1]-7"]);
  });
});
