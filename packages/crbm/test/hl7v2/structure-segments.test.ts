import { isLdlError } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { convert, convertText, messageOf, observation, order, rowsOf, rulesOf, segment } from "./structure-message.ts";

const SERUM = segment("SPM", { 1: "1", 2: "^S1", 4: "SER^Sérum^HL70487", 17: "20240312081500" });
const URINE = segment("SPM", { 1: "1", 2: "^S2", 4: "UR^Urine^HL70487", 17: "20240312090000" });
const GLUCOSE = observation("NM", "GLU^Glucose^L", "0.9", { 6: "g/L" });
const PROTEIN = observation("NM", "PRO^Protéines^L", "72", { 6: "g/L" });
const pdf = (text: string): string => `^A^PDF^Base64^${Buffer.from(`%PDF-1.4 ${text}`).toString("base64")}`;

function reasonOf(text: string): string {
  try {
    convertText(text);
  } catch (error) {
    if (isLdlError(error) && error.code === "LDL_BIO_HL7V2_UNREADABLE") return error.details.reason;
    throw error;
  }
  return "";
}

describe("a comment belongs to what it follows", () => {
  it("after an ORC: to the order that comes", () => {
    const conversion = convert(
      order("F1", "A^Un^L"),
      GLUCOSE,
      "ORC|RE|O2|F2",
      "NTE|1||de la seconde",
      order("F2", "B^Deux^L"),
      "NTE|1||suite",
      PROTEIN,
    );
    expect(rowsOf(conversion).map(({ label, comment }) => [label, comment ?? ""])).toEqual([
      ["Glucose", ""],
      ["Protéines", ""],
    ]);
    const elements = conversion.report.chapitres[0]?.bloc?.elements;
    expect(elements?.map(({ commentaires }) => commentaires)).toEqual([undefined, [{ texte: "de la seconde\nsuite" }]]);
  });

  it("after an SPM: to the specimen", () => {
    const conversion = convert(order("F1", "A^Un^L"), GLUCOSE, SERUM, "NTE|1||sérum lactescent");
    expect(rowsOf(conversion)[0]?.comment).toBeUndefined();
    expect(conversion.report.chapitres[0]?.bloc?.prelevements).toMatchObject([
      { echantillon: { valeur: "S1" }, commentaires: [{ texte: "sérum lactescent" }] },
    ]);
  });

  it("between an ORC and its OBR, a specimen is of the order that comes and an observation of none", () => {
    const conversion = convert(
      order("F1", "A^Un^L"),
      GLUCOSE,
      SERUM,
      "ORC|RE|O2|F2",
      URINE,
      observation("NM", "X^Perdu^L", "1"),
      "NTE|1||perdu",
      order("F2", "B^Deux^L"),
      PROTEIN,
    );
    expect(rowsOf(conversion).map(({ label, specimen, comment }) => [label, specimen, comment])).toEqual([
      ["Glucose", "Sérum", undefined],
      ["Protéines", "Urine", undefined],
    ]);
    expect(rulesOf(conversion)).toEqual(expect.arrayContaining(["LDL-HL7-SEGMENT OBX[2]", "LDL-HL7-FIELD NTE[1]-3"]));
  });
});

describe("one message at a time", () => {
  const one = messageOf(order("F1", "A^Un^L"), GLUCOSE);

  it.each<[string, string]>([
    ["two MLLP blocks", `\u000B${one}\r\u001C\r\u000B${one}\r\u001C\r`],
    ["two headers", `${one}\r${one}`],
    ["a second block that is not closed", `\u000B${one}\r\u000B${one}`],
    ["a message after its block", `\u000B${one}\u001C\r${one}`],
  ])("%s are refused", (_, text) => {
    expect(reasonOf(text)).toBe("several-messages");
  });

  it("an empty block after the message is no message", () => {
    expect(reasonOf(`\u000B${one}\r\u001C\r\u000B\r\u001C\r`)).toBe("");
  });
});

describe("specimens", () => {
  it("are read in the order (OBR-15) when there is no SPM", () => {
    const conversion = convert(order("F1", "A^Un^L", { 15: "UR&Urine&HL70070^^milieu de jet" }), GLUCOSE);
    expect(rowsOf(conversion)[0]?.specimen).toBe("Urine");
    expect(conversion.report.chapitres[0]?.bloc?.prelevements).toMatchObject([
      {
        date: "2024-03-12T08:15:00+01:00",
        echantillon: { valeur: "F1-1" },
        nature: { code: "UR", systeme: "2.16.840.1.113883.18.311" },
        commentaires: [{ texte: "milieu de jet" }],
      },
    ]);
    expect(rulesOf(conversion)).toEqual(["LDL-HL7-SPECIMEN OBR[1]-15"]);
  });

  it("keep in words a nature that no table has (OBR-15)", () => {
    const conversion = convert(order("F1", "A^Un^L", { 15: "Liquide de lavage" }), GLUCOSE);
    expect(conversion.report.chapitres[0]?.bloc?.prelevements).toMatchObject([
      { nature: { code: "USPEC" }, commentaires: [{ texte: "Liquide de lavage" }] },
    ]);
  });

  it("say when OBR-15 and the SPM do not agree, and nothing when they do", () => {
    const field = "LDL-HL7-FIELD OBR[1]-15";
    expect(rulesOf(convert(order("F1", "A^Un^L", { 15: "UR&Urine" }), GLUCOSE, SERUM))).toContain(field);
    expect(rulesOf(convert(order("F1", "A^Un^L", { 15: "SER" }), GLUCOSE, SERUM))).not.toContain(field);
  });

  it("of an order that holds but a file are reported, unless another order has them", () => {
    const file = [order("F2", "PDF^Fichier^L"), observation("ED", "PDF^Cytogénétique^L", pdf("x"))];
    const other = convert(order("F1", "A^Un^L"), GLUCOSE, SERUM, ...file, URINE);
    expect(rulesOf(other)).toContain("LDL-HL7-SEGMENT SPM[2]");
    const same = convert(order("F1", "A^Un^L"), GLUCOSE, SERUM, ...file, SERUM);
    expect(rulesOf(same).filter((rule) => rule.includes("SPM"))).toEqual([]);
    const before = convert(
      order("F1", "A^Un^L", { 15: "SER" }),
      GLUCOSE,
      order("F2", "PDF^Fichier^L", { 15: "UR" }),
      file[1] ?? "",
    );
    expect(rulesOf(before)).toContain("LDL-HL7-FIELD OBR[2]-15");
  });

  it("of one order stay with the results below each", () => {
    const conversion = convert(order("F1", "A^Un^L"), SERUM, GLUCOSE, URINE, PROTEIN);
    expect(rowsOf(conversion).map(({ label, specimen }) => [label, specimen])).toEqual([
      ["Glucose", "Sérum"],
      ["Protéines", "Urine"],
    ]);
  });

  it("of two orders stay with the results of each, isolates too", () => {
    const germ = (value: string): string => observation("CWE", "630-4^Germe^LN", value, { 4: "1" });
    const answer = observation("ST", "6932-8^Oxacilline^LN", "", { 8: "R" });
    const conversion = convert(
      order("F1", "ECBU^ECBU^L"),
      germ("112283007^Escherichia coli^SCT"),
      URINE,
      order("F2", "AUTRE^Autre^L"),
      PROTEIN,
      SERUM,
      order("F3", "ATB^Antibiogramme^L", { 26: "630-4&Germe&LN^1", 29: "^F1" }),
      answer,
      URINE,
    );
    expect(rowsOf(conversion).map(({ organism, label, specimen }) => [organism, label, specimen])).toEqual([
      ["Escherichia coli", "Germe", "Urine"],
      ["Escherichia coli", "Oxacilline", "Urine"],
      [undefined, "Protéines", "Sérum"],
    ]);
  });
});

describe("a partial report", () => {
  it("has its block await what an antibiogram awaits", () => {
    const { report } = convert(
      order("F1", "ECBU^ECBU^L"),
      observation("CWE", "630-4^Germe^LN", "112283007^Escherichia coli^SCT", { 4: "1" }),
      order("F2", "ATB^Antibiogramme^L", { 25: "P", 26: "630-4&Germe&LN^1", 29: "^F1" }),
      observation("ST", "6932-8^Oxacilline^LN", "", { 8: "R" }),
    );
    expect(report).toMatchObject({ statut: "partiel", chapitres: [{ bloc: { statut: "active" } }] });
  });
});
