import { describe, expect, it } from "vitest";
import { refusals, samples, seededIds, written } from "../../test/samples.ts";
import {
  buildDocumentNonStructure,
  buildLettreDeLiaisonEntree,
  buildLettreDeLiaisonSortie,
  documentIdOf,
  nextVersionOf,
  replaceDocument,
  uuidSource,
} from "../index.ts";

describe("defaults", () => {
  it("come from the clock and the source of identifiers", () => {
    const { creeLe: _, ...input } = samples.sesMin();
    const { header } = buildLettreDeLiaisonSortie(input, {
      now: () => new Date("2024-07-01T08:30:00Z"),
      newId: seededIds("a"),
    });
    expect(header.creeLe).toBe("2024-07-01T10:30:00+02:00");
    expect(header.titre).toBe("Lettre de liaison à la sortie d'un établissement de soins");
    expect(header.setId).not.toEqual(header.id);
  });

  it("are random identifiers and the present when nothing is injected", () => {
    const { creeLe: _, ...input } = samples.eesMin();
    const [one, other] = [buildLettreDeLiaisonEntree(input), buildLettreDeLiaisonEntree(input)];
    expect(one.header.id).not.toEqual(other.header.id);
    expect(Math.abs(Date.parse(one.header.creeLe) - Date.now())).toBeLessThan(60_000);
  });

  it("make the letter about a hospitalisation", () => {
    expect(buildLettreDeLiaisonEntree(samples.eesMin()).lettre.acte.code?.code).toBe("IMP");
  });
});

describe("identifiers", () => {
  it("turn a UUID into the decimal OID of ITU-T X.667", () => {
    const newId = uuidSource(() => "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
    expect(newId()).toBe("F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6");
    expect(documentIdOf(newId()).racine).toBe("2.25.329800735698586629295641978511506172918");
  });

  it("must be UUIDs: anything else is a mistake of the program", () => {
    expect(() => buildLettreDeLiaisonSortie(samples.sesMin(), { newId: () => "42" })).toThrow(TypeError);
  });
});

describe("what building returns", () => {
  it("tells kind, type, level and the header alone", () => {
    const { kind, type, level, header } = buildLettreDeLiaisonSortie(samples.sesMax());
    expect([kind, type.code, level]).toEqual(["LDL-SES", "11490-0", 3]);
    expect(Object.keys(header)).not.toContain("synthese");
    expect(header.patient.nomNaissance).toBe("PAT-TROIS");
  });

  it.each([
    ["18761-7", "LDL-EES"],
    ["11490-0", "LDL-SES"],
    ["11502-2", "CR-BIO"],
    ["60591-5", "OTHER"],
  ])("calls a level 1 document of type %s a %s", (code, kind) => {
    const type = { code, systeme: "2.16.840.1.113883.6.1", libelle: "Document" };
    expect(buildDocumentNonStructure({ ...samples.pdf(), type }).kind).toBe(kind);
  });

  it("indents on request, without any change of content", () => {
    const options = { newId: seededIds("x"), indentation: "spaces" as const };
    const indented = Buffer.from(buildLettreDeLiaisonSortie(samples.sesMin(), options).xml).toString();
    expect(indented).toContain("\n  <realmCode");
    const plain = Buffer.from(buildLettreDeLiaisonSortie(samples.sesMin(), { newId: seededIds("x") }).xml).toString();
    expect(plain).not.toContain("\n  <");
  });
});

describe("a level 1 document", () => {
  const document = written(buildDocumentNonStructure(samples.pdf()));

  it("has exactly three templates and the content in base64", () => {
    expect(document.all("templateId")).toHaveLength(3);
    expect(document.attribute("templateId[3]", "root")).toBe("1.3.6.1.4.1.19376.1.2.20");
    expect(document.attribute("component/nonXMLBody/text", "mediaType")).toBe("application/pdf");
    expect(document.attribute("component/nonXMLBody/text", "representation")).toBe("B64");
    expect(document.text("component/nonXMLBody/text")).toBe(samples.pdf().contenu.base64);
  });

  it("says the language of its content only when it is another one", () => {
    const contenu = { mediaType: "text/plain", base64: Buffer.from("Hello").toString("base64") } as const;
    const build = (langue: string) =>
      written(buildDocumentNonStructure({ ...samples.pdf(), contenu: { ...contenu, langue } }));
    expect(build("en-GB").attribute("component/nonXMLBody/languageCode", "code")).toBe("en-GB");
    expect(build("fr-FR").all("component/nonXMLBody/languageCode")).toHaveLength(0);
  });
});

describe("replacing", () => {
  const previous = buildLettreDeLiaisonSortie(samples.sesMin(), { newId: seededIds("first") });

  it("keeps the set of versions, counts one more, links to the replaced version", () => {
    const { header } = replaceDocument(
      previous,
      { ...samples.sesMin(), motif: "Corrigé" },
      { newId: seededIds("next") },
    );
    expect(header.setId).toEqual(previous.header.setId);
    expect(header.id).not.toEqual(previous.header.id);
    expect(header.version).toBe(2);
    expect(header.remplace).toEqual({ id: previous.header.id, version: 1 });
    expect(nextVersionOf(header).version).toBe(3);
  });

  it("replaces every kind that it builds, at the same level", () => {
    const admission = buildLettreDeLiaisonEntree(samples.eesMin());
    expect(replaceDocument(admission, samples.eesMin()).kind).toBe("LDL-EES");
    const file = buildDocumentNonStructure(samples.pdf());
    expect(replaceDocument(file, samples.pdf()).level).toBe(1);
  });

  it("refuses another patient, and members that it sets itself", () => {
    const { patient } = samples.eesMin();
    expect(refusals(() => replaceDocument(previous, { ...samples.sesMin(), patient }))).toEqual([
      "patient LDL-H-REMPLACEMENT",
    ]);
    const given = { ...samples.sesMin(), version: 9 };
    expect(refusals(() => replaceDocument(previous, given))).toEqual(["version LDL-H-REMPLACEMENT"]);
  });

  it("recognises a patient by a local identifier when one of both has no INS", () => {
    const { ins: _, ...others } = samples.sesMax().patient;
    const max = buildLettreDeLiaisonSortie(samples.sesMax());
    const { id: _id, setId: _setId, ...input } = samples.sesMax();
    expect(replaceDocument(max, { ...input, patient: others }).header.version).toBe(2);
    const stranger = { ...others, identifiantsLocaux: [{ racine: "1.2.250.1.999.1.1", valeur: "AUTRE" }] };
    expect(refusals(() => replaceDocument(max, { ...input, patient: stranger }))).toEqual([
      "patient LDL-H-REMPLACEMENT",
    ]);
  });

  it("leaves documents of other packages to them", () => {
    const report = { ...previous, kind: "CR-BIO", level: 3 } as const;
    expect(() => replaceDocument(report as never, samples.sesMin())).toThrow(TypeError);
  });
});
