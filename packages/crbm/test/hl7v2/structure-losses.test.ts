import { describe, expect, it } from "vitest";
import { convert, observation, order, rowsOf, rulesOf, segment } from "./structure-message.ts";

const HB = observation("NM", "718-7^Hémoglobine^LN", "13", { 6: "g/dL" });
const pdf = (text: string): string => Buffer.from(`%PDF-1.4 ${text}`).toString("base64");
const copy = (text: string): string => observation("ED", "11502-2^Compte rendu^LN", `^A^PDF^Base64^${pdf(text)}`);

describe("copies of the report", () => {
  it("a second one is joined and told", () => {
    const conversion = convert(order("F1", "A^Un^L"), HB, copy("un"), order("F2", "B^Deux^L"), copy("deux"));
    expect(conversion.report.copiePdf?.base64).toBe(pdf("un"));
    expect(conversion.report.secondeIntention).toEqual([{ titre: "Compte rendu", base64: pdf("deux") }]);
    expect(rulesOf(conversion)).toContain("LDL-HL7-COPY OBX[3]-5");
  });

  it("the same one again is one", () => {
    const conversion = convert(order("F1", "A^Un^L"), HB, copy("un"), order("F2", "B^Deux^L"), copy("un"));
    expect(conversion.report.secondeIntention).toBeUndefined();
    expect(rulesOf(conversion).filter((rule) => rule.startsWith("LDL-HL7-COPY"))).toEqual([]);
  });
});

describe("people of whom the report has one", () => {
  const [first, second] = ["810066677781^UN", "810004443338^DEUX"];

  it.each<[string, readonly string[], string]>([
    ["repeated in a field", [order("F1", "A^Un^L", { 16: `${first}~${second}` }), HB], "LDL-HL7-PART OBR[1]-16"],
    [
      "in the ORC",
      [segment("ORC", { 1: "RE", 12: second }), order("F1", "A^Un^L", { 16: first }), HB],
      "LDL-HL7-FIELD ORC[1]-12",
    ],
    [
      "in another order",
      [order("F1", "A^Un^L", { 16: first }), HB, order("F2", "B^Deux^L", { 16: second }), HB],
      "LDL-HL7-FIELD OBR[2]-16",
    ],
  ])("a second prescriber %s is told", (_, lines, finding) => {
    const conversion = convert(...lines);
    expect(conversion.report.prescripteur?.professionnel.id).toBe("810066677781");
    expect(rulesOf(conversion)).toContain(finding);
  });

  it("a prescriber said twice is one", () => {
    const lines = [segment("ORC", { 1: "RE", 12: first }), order("F1", "A^Un^L", { 16: first }), HB];
    expect(rulesOf(convert(...lines)).filter((rule) => /-(?:12|16)$/.test(rule))).toEqual([]);
  });

  it("a second interpreter validates", () => {
    const { report } = convert(
      order("F1", "A^Un^L", { 32: "810007778888&BIOLO&Claire~810004443338&SPECIALISTE&Jeanne" }),
      HB,
    );
    expect(report.biologisteResponsable.professionnel.id).toBe("810007778888");
    expect(report.valideurs?.map(({ professionnel }) => professionnel.id)).toEqual(["810004443338"]);
  });

  it("a second médecin traitant is told", () => {
    const conversion = convert(segment("PD1", { 4: `${first}~${second}` }), order("F1", "A^Un^L"), HB);
    expect(conversion.report.medecinTraitant?.id).toBe("810066677781");
    expect(rulesOf(conversion)).toContain("LDL-HL7-PART PD1[1]-4");
  });
});

describe("results that are left out (OBX-11)", () => {
  it.each(["N", "O"])("%s: nobody sought them, the report is final", (status) => {
    const conversion = convert(order("F1", "A^Un^L"), HB, observation("NM", "X^Autre^L", "", { 11: status }));
    expect(conversion.report).toMatchObject({ statut: "final", chapitres: [{ bloc: { statut: "completed" } }] });
    expect(rowsOf(conversion).map(({ label }) => label)).toEqual(["Hémoglobine"]);
    expect(rulesOf(conversion)).toEqual(["LDL-HL7-NOT-SOUGHT OBX[2]-11"]);
  });

  it("O: what they say all the same is told", () => {
    const conversion = convert(
      order("F1", "A^Un^L"),
      HB,
      observation("ST", "JEUN^À jeun^L", "oui", { 11: "O" }),
      "NTE|1||depuis 12 heures",
    );
    expect(rulesOf(conversion).toSorted()).toEqual([
      "LDL-HL7-FIELD OBX[2]-5",
      "LDL-HL7-NOT-SOUGHT OBX[2]-11",
      "LDL-HL7-SEGMENT NTE[1]",
    ]);
  });

  it.each(["P", "D"])("%s: their comments are told", (status) => {
    const conversion = convert(
      order("F1", "A^Un^L"),
      HB,
      observation("NM", "K^Potassium^L", "", { 11: status }),
      "NTE|1||tube coagulé",
    );
    expect(rulesOf(conversion)).toContain("LDL-HL7-SEGMENT NTE[1]");
  });
});
