import { XmlAttribute, XmlDocument } from "libxml2-wasm";
import { describe, expect, it } from "vitest";
import { type CrBioLu, readCrBio } from "../../src/index.ts";
import { EXAMPLES, exampleBytes, exampleNamed } from "./examples.ts";

/** The results of a document, found by libxml2 alone: whatever the prefix, wherever they stand. */
const ANALYTE =
  "//*[local-name()='observation'][*[local-name()='templateId'][@root='1.3.6.1.4.1.19376.1.3.1.6' or @root='1.2.250.1.213.1.1.3.80']]";
const child = (name: string): string => `*[local-name()='${name}']`;
const XSI_TYPE = "@*[local-name()='type']";

/** Figures that an XPath engine takes from the file. */
function figures(xml: Uint8Array) {
  using document = XmlDocument.fromBuffer(xml);
  const nodes = (path: string) => document.find(path, {});
  const values = (path: string): readonly string[] =>
    nodes(path).flatMap((node) => (node instanceof XmlAttribute ? node.value : []));
  const own = `${ANALYTE}/${child("value")}`;
  return {
    analytes: nodes(ANALYTE).length,
    values: nodes(own).length,
    numbers: values(`${own}[contains(${XSI_TYPE}, 'PQ') or contains(${XSI_TYPE}, 'REAL')]/@value`),
    bounds: nodes(`${own}[contains(${XSI_TYPE}, 'IVL')]/*[@value]`).length,
    units: values(`${own}/@unit`).length + nodes(`${own}[*/@unit]`).length,
    lows: values(`${ANALYTE}/${child("referenceRange")}/*/${child("value")}/${child("low")}/@value`),
    highs: values(`${ANALYTE}/${child("referenceRange")}/*/${child("value")}/${child("high")}/@value`),
    interpretations: values(`${ANALYTE}/${child("interpretationCode")}/@code`),
    loincs: values(`${ANALYTE}/${child("code")}[@codeSystem='2.16.840.1.113883.6.1']/@code`),
    earlier: nodes(
      `${ANALYTE}/${child("entryRelationship")}[@typeCode='REFR']/${child("observation")}/${child("value")}`,
    ).length,
    dates: nodes(`${ANALYTE}/${child("effectiveTime")}[@value]`).length,
    pdfs: nodes(`//${child("observationMedia")}/${child("value")}[@mediaType='application/pdf']`).length,
    aborted: nodes(`${ANALYTE}/${child("statusCode")}[@code='aborted']`).length,
  };
}

const given = <T>(items: readonly (T | undefined)[]): readonly T[] =>
  items.flatMap((item) => (item === undefined ? [] : [item]));

/** The same figures, from the rows that the reading gives. */
function read({ results, report, pdfCopies }: CrBioLu): ReturnType<typeof figures> {
  return {
    analytes: results.length,
    values: results.filter(({ value }) => value !== undefined).length,
    numbers: given(
      results.map(({ valeur }) => (valeur?.type === "quantite" || valeur?.type === "reel" ? valeur.valeur : undefined)),
    ),
    bounds: results.reduce(
      (sum, { valeur }) => sum + (valeur?.type === "censuree" ? 1 : valeur?.type === "intervalle" ? 2 : 0),
      0,
    ),
    units: results.filter(({ unit }) => unit !== undefined).length,
    lows: given(results.map(({ low }) => low)),
    highs: given(results.map(({ high }) => high)),
    interpretations: given(results.map(({ interpretation }) => interpretation)),
    loincs: given(results.map(({ loinc }) => loinc)),
    earlier: results.reduce((sum, { previous }) => sum + previous.length, 0),
    dates: results.filter(({ date }) => date !== undefined).length,
    pdfs: pdfCopies.length + (report.secondeIntention?.length ?? 0),
    aborted: results.filter(({ status }) => status === "aborted").length,
  };
}

describe.skipIf(EXAMPLES.length === 0)("every official report", () => {
  it.each(EXAMPLES)("%s: what is read is what XPath finds", (_, file) => {
    const xml = exampleBytes(file);
    expect(read(readCrBio(xml))).toEqual(figures(xml));
  });

  it.each(EXAMPLES)("%s: nothing mandatory is missing, and each finding has its place", (_, file) => {
    const { issues, report, patient } = readCrBio(exampleBytes(file));
    expect(issues.filter(({ severity }) => severity === "error")).toEqual([]);
    for (const { path, message, rule } of issues) {
      expect(path).toMatch(/^\//);
      expect(message).not.toBe("");
      expect(rule).toMatch(/^LDL-(?:BIO-)?R-/);
    }
    expect(patient.nomNaissance).not.toBe("");
    expect(report.laboratoire.organisation.nom).toBeDefined();
  });

  it.each([
    ["2021.01_CDA-R2-Niveau-1", "2021.01", 1],
    ["2021.01_Electrophorese", "2021.01", 3],
    ["2023.01_Electrophorese", "2023.01", 3],
    ["2024.01_Electrophorese", "2024.01", 3],
    ["2024.01_TSH_1", "2024.01", 3],
  ])("%s is of version %s, level %i", (part, version, level) => {
    const file = exampleNamed(part);
    if (file === undefined) return;
    const { modelVersion, level: found } = readCrBio(exampleBytes(file));
    expect([modelVersion, found]).toEqual([version, level]);
  });
});

describe.skipIf(exampleNamed("2024.01_Microbiologie_V1") === undefined)("microbiology", () => {
  const read = () => readCrBio(exampleBytes(exampleNamed("2024.01_Microbiologie_V1") ?? ""));

  it("gives each antibiotic its organism, concentration, S, I or R", () => {
    const rows = read().results.filter(({ interpretation }) => interpretation !== undefined);
    expect(
      rows.map(({ organism, label, value, unit, interpretation }) => [organism, label, value, unit, interpretation]),
    ).toEqual([
      ["Escherichia coli", "Amoxicilline", ">=0.512", "ug/mL", "R"],
      ["Escherichia coli", "Ampicilline", "<0.128", "ug/mL", "I"],
      ["Escherichia coli", "Gentamicine", "<0.032", "ug/mL", "S"],
      ["Streptococcus D.", "Amoxicilline", "<0.012", "ug/mL", "S"],
      ["Streptococcus D.", "Ampicilline", "<0.013", "ug/mL", "S"],
      ["Streptococcus D.", "Gentamicine", "<0.014", "ug/mL", "S"],
    ]);
  });

  it("gives words, paths, specimen and validation", () => {
    const { results, report } = read();
    expect(results[0]).toMatchObject({
      path: ["Examen cytobactériologique des urines (ECBU)", "Examen macroscopique"],
      loinc: "5778-6",
      label: "Couleur",
      value: "paille",
      specimen: "Urine",
      specimens: [{ code: "UR", collectedAt: "2024-01-04T07:35+01:00", receivedAt: "2024-01-04T07:52+01:00" }],
      date: "2024-01-04T13:19:33+01:00",
      status: "completed",
    });
    const bloc = report.chapitres[0]?.bloc;
    expect(bloc?.validation).toMatchObject({
      date: "2024-01-04T11:20+01:00",
      biologiste: { nom: { nom: "DE SANTS" } },
    });
    expect(bloc?.elements.map(({ genre }) => genre)).toEqual(["batterie", "batterie", "isolat", "isolat"]);
    expect(report.laboratoire).toMatchObject({ organisation: { nom: "Laboratoire des charmes" } });
  });
});

describe.skipIf(exampleNamed("2021.01_Electrophorese") === undefined)("electrophoresis of 2021.01", () => {
  it("keeps trailing zeros, earlier results, the sub-contracted laboratory and the image", () => {
    const { results, report, document } = readCrBio(exampleBytes(exampleNamed("2021.01_Electrophorese") ?? ""));
    expect(results.find(({ low }) => low === "63.000000")).toMatchObject({
      value: "75.0",
      number: 75,
      high: "83.000000",
    });
    expect(results.filter(({ previous }) => previous.length > 0).length).toBeGreaterThan(0);
    expect(new Set(results.map(({ performer }) => performer))).toContain("LABORATOIRE SOUS-TRAITANT");
    expect(document.files.some(({ role }) => role === "image")).toBe(true);
    expect(JSON.stringify(report)).toContain('"mediaType":"image/');
  });
});
