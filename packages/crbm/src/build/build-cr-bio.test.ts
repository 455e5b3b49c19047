import { readDocument } from "@ldl/cda";
import { LdlError } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { quick, readSample, repeatable } from "../../test/support/samples.ts";
import { buildCrBio, type LabReportInput } from "../index.ts";

function textOf(xml: Uint8Array): string {
  return Buffer.from(xml).toString("utf8");
}

function built(change: Partial<LabReportInput> = {}) {
  return buildCrBio({ ...readSample("cr-bio.min.json"), ...change }, quick("built"));
}

describe("the PDF copy", () => {
  it("is rendered as PDF/A-1 when the host gives none", () => {
    const { xml, report, issues } = buildCrBio(readSample("cr-bio.min.json"), repeatable("copy"));
    expect(issues).toEqual([]);
    const [copy] = readDocument(xml).pdfCopies;
    const pdf = Buffer.from(copy?.bytes() ?? []);
    expect(pdf.toString("base64")).toBe(report.copiePdf?.base64);
    expect(pdf.toString("latin1")).toMatch(/^%PDF-1\.4[\s\S]*pdfaid:part/);
  });

  it("is the one of the host, given or rendered by it from the document", () => {
    const base64 = Buffer.from("%PDF-1.4\npdfaid:part>1<\n").toString("base64");
    expect(built({ copiePdf: { base64 } }).report.copiePdf?.base64).toBe(base64);
    const seen: string[] = [];
    const { report } = buildCrBio(readSample("cr-bio.min.json"), {
      ...repeatable("host"),
      renderCopy: (document) => {
        seen.push(...document.sections.map(({ title }) => title ?? ""));
        return Buffer.from(base64, "base64");
      },
    });
    expect(report.copiePdf?.base64).toBe(base64);
    expect(seen).toEqual(["Biochimie"]);
  });

  it("is refused when the host renders no PDF, and warned of when it is no PDF/A-1", () => {
    const rendering = (content: string) => () =>
      buildCrBio(readSample("cr-bio.min.json"), { ...repeatable("host"), renderCopy: () => Buffer.from(content) });
    for (const content of ["", "x"])
      expect(rendering(content)).toThrow(/^copiePdf\.base64 : contenu PDF attendu .* \(LDL-PDF-001\)$/);
    expect(rendering("%PDF-1.4\n")().issues.map(({ rule }) => rule)).toContain("LDL-PDF-002");
    const renderCopy = (() => "%PDF-1.4\npdfaid:part>1<\n") as never;
    expect(() => buildCrBio(readSample("cr-bio.min.json"), { renderCopy })).toThrow(TypeError);
  });
});

describe("defaults", () => {
  it("are taken from the laboratory and from the signatory", () => {
    const { report } = built();
    const { adresses, telecoms, id } = report.laboratoire.organisation;
    expect(report.directeur).toMatchObject({ adresses, telecoms });
    expect(report.biologisteResponsable.professionnel.organisation).toMatchObject({ id });
    expect(report.auteurs).toEqual([{ genre: "professionnel", ...report.biologisteResponsable }]);
    expect(report.conservateur).toMatchObject({ genre: "structure", id });
    expect(report.priseEnCharge).toMatchObject({
      type: { code: "AMB" },
      debut: report.recuLe,
      lieu: { secteur: { code: "SA25" } },
    });
    expect(report.chapitres[0]).toMatchObject({ titre: "Biochimie", bloc: { code: { code: "18719-5" } } });
  });

  it("date the release of a final report, not of a partial one", () => {
    const { renduLe: _, ...input } = readSample("cr-bio.min.json");
    expect(buildCrBio(input, quick("a")).report.renduLe).toBe(input.creeLe);
    expect(buildCrBio(readSample("cr-bio.partiel.json"), quick("b")).report.renduLe).toBeUndefined();
  });
});

describe("what is written", () => {
  it("says whether the report is partial", () => {
    expect(textOf(built().xml)).toContain('<lab:statusCode code="completed"/>');
    expect(textOf(buildCrBio(readSample("cr-bio.partiel.json"), quick("p")).xml)).toContain(
      '<lab:statusCode code="active"/>',
    );
  });

  it("holds legal entity and accreditations beside the FINESS of the site", () => {
    const xml = textOf(buildCrBio(readSample("cr-bio.sous-traitance.json"), quick("s")).xml);
    expect(xml).toMatch(
      /<id root="1\.2\.250\.1\.71\.4\.2\.2" extension="1750803454"\/><id root="1\.2\.250\.1\.71\.4\.2\.2" extension="1\d{9}"\/><id root="1\.2\.250\.1\.213\.6\.3\.1" extension="8-1234"\/>/,
    );
  });

  it("has words inline, or in the narrative as the official examples do", () => {
    const input = readSample("cr-bio.ecbu-antibiogramme.json");
    expect(textOf(buildCrBio(input, quick("st")).xml)).toContain('<value xsi:type="ST">Trouble</value>');
    expect(textOf(buildCrBio(input, { ...quick("cd"), textValueType: "CD" }).xml)).toContain(
      '<value xsi:type="CD"><originalText><reference value="#bio1-1-1-val"/></originalText></value>',
    );
  });

  it.each<[string, string]>([
    ["censuree", '<value xsi:type="IVL_PQ"><high value="0.6" unit="mg/L" inclusive="false"/></value>'],
    ["intervalle", '<value xsi:type="IVL_REAL"><low value="2"/><high value="5"/></value>'],
    [
      "rapport",
      '<value xsi:type="RTO"><numerator xsi:type="INT" value="1"/><denominator xsi:type="INT" value="80"/></value>',
    ],
    ["entier", '<value xsi:type="INT" value="200"/>'],
    ["date", '<value xsi:type="TS" value="20240220"/>'],
    ["booleen", '<value xsi:type="BL" value="true"/>'],
    ["fichier", '<value xsi:type="ED" mediaType="image/png" representation="B64">'],
  ])("has the data type of each kind of value: %s", (_, markup) => {
    expect(textOf(buildCrBio(readSample("cr-bio.types-de-valeurs.json"), quick("v")).xml)).toContain(markup);
  });

  it("refuses what XML forbids with the path of the text", () => {
    expect(() => built({ commentaires: [{ titre: "Conclusion", texte: "a\u0001" }] })).toThrow(LdlError);
  });
});
