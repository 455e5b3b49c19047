import { describe, expect, it } from "vitest";
import { convert, obx, rowOf, rulesOf } from "./values-message.ts";

describe("delimiters that the sender did not escape", () => {
  it.each<[string, string]>([
    ["ST", "cocci & bacilles"],
    ["ST", "a^b reste"],
    ["TX", "ligne & suite^encore"],
    ["FT", "A & B"],
    ["IS", "A&B^C"],
  ])("are text in %s: %s", (type, value) => {
    const conversion = convert(obx(type, value));
    expect(rowOf(conversion).valeur).toEqual({ type: "texte", texte: value });
    expect(rulesOf(conversion)).toEqual([]);
  });

  it("are text in a comment", () => {
    expect(rowOf(convert(obx("ST", "x"), "NTE|1||A & B^C")).comment).toBe("A & B^C");
  });

  it("are text, whole, in the description of a specimen", () => {
    const description = `hémolysé & coagulé^${"x".repeat(300)}`;
    const specimen = `SPM|1|^S1||SER^Sérum^HL70487${"|".repeat(10)}${description}`;
    const [element] = convert(obx("ST", "x"), specimen).report.chapitres;
    expect(element?.bloc?.prelevements?.[0]?.commentaires).toEqual([{ texte: description }]);
  });

  it("are text in the words of a code", () => {
    const conversion = convert(obx("CWE", "C^Cocci & bacilles^L", { 3: "A^Cellules T & B^L" }));
    const row = rowOf(conversion);
    expect([row.label, row.value]).toEqual(["Cellules T & B", "Cocci & bacilles"]);
    expect(rulesOf(conversion)).toEqual([]);
  });

  it("are told where a type has subcomponents, and the first does not hold them", () => {
    const conversion = convert(obx("ST", "x", { 16: "810007778995^ANALY&de^Marc", 14: "20240312" }));
    expect(rulesOf(conversion)).toEqual(["LDL-HL7-PART OBX[1]-16"]);
  });
});

describe("layout", () => {
  it.each([
    ["1\\.sk2\\5", "1  5"],
    ["1\\.ce\\5", "1\n5"],
    ["1\\.br\\5", "1\n5"],
    ["\\XE9\\t\\XC3A9\\", "été"],
  ])("%s never joins two words, nor loses a byte", (value, texte) => {
    expect(rowOf(convert(obx("FT", value))).value).toBe(texte);
  });
});

describe("words that are too long for a label", () => {
  const long = `${"x".repeat(300)} fin`;

  it("are whole as a value without code", () => {
    expect(rowOf(convert(obx("CWE", `^${long}`))).valeur).toEqual({ type: "texte", texte: long });
  });

  it("are whole in a comment beside a code, with a finding", () => {
    const conversion = convert(obx("CWE", `C^${long}^L`));
    const row = rowOf(conversion);
    expect(row.valeur?.type === "code" ? row.valeur.code.libelle : "").toBe(`${"x".repeat(249)}…`);
    expect(row.comment).toBe(long);
    expect(rulesOf(conversion)).toEqual(["LDL-HL7-LABEL OBX[1]-5"]);
  });

  it("are told in the name of an analysis", () => {
    expect(rulesOf(convert(obx("ST", "a", { 3: `A^${long}^L` })))).toEqual(["LDL-HL7-LABEL OBX[1]-3"]);
  });

  it("end before a character of two units, not in its middle", () => {
    const { label } = rowOf(convert(obx("ST", "a", { 3: `A^${"x".repeat(248)}😀${"y".repeat(10)}^L` })));
    expect(label).toBe(`${"x".repeat(248)}…`);
  });
});

describe("codes", () => {
  it.each<[string, string, string]>([
    ["two local codes of an analysis", obx("ST", "a", { 3: "HB^Hb^L^HB2^Hb 2^99XX" }), "LDL-HL7-ALTERNATE OBX[1]-3"],
    ["several codes of an analysis", obx("ST", "a", { 3: "HB^Hb^L~HB2^Hb2^L" }), "LDL-HL7-PART OBX[1]-3"],
    ["a code with a blank", obx("ST", "a", { 3: "HB 1^Hb^L" }), "LDL-HL7-CODE-FORM OBX[1]-3"],
    ["words that no code has", obx("CWE", "A^un^L^^autre^^^^original"), "LDL-HL7-PART OBX[1]-5"],
    ["a method that is not of the table", obx("ST", "a", { 17: "XX1^PCR maison^L" }), "LDL-HL7-METHOD OBX[1]-17"],
    ["a second method", obx("ST", "a", { 17: "^PCR~^ELISA" }), "LDL-HL7-PART OBX[1]-17"],
    ["a second analyser", obx("ST", "a", { 18: "COBAS~ARCHITECT" }), "LDL-HL7-PART OBX[1]-18"],
  ])("%s", (_, line, finding) => {
    expect(rulesOf(convert(line))).toEqual([finding]);
  });

  it("too long to be kept are words: cut, they would be other codes", () => {
    const conversion = convert(obx("CWE", `${"9".repeat(65)}^^SCT`));
    expect(rowOf(conversion).valeur).toEqual({ type: "texte", texte: "9".repeat(65) });
    expect(rulesOf(conversion)).toEqual(["LDL-HL7-CODE-FORM OBX[1]-5"]);
  });

  it("of the table of techniques are the method", () => {
    const conversion = convert(obx("ST", "a", { 17: "9JX^Impédance^1.2.250.1.213.2.3.5" }));
    const [element] = conversion.report.chapitres[0]?.bloc?.elements ?? [];
    const result = element?.genre === "batterie" ? element.resultats[0] : undefined;
    expect(result?.methode).toMatchObject({ code: { code: "9JX" }, texte: "Impédance" });
    expect(rulesOf(conversion)).toEqual([]);
  });
});
