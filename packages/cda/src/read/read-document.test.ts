import { isLdlError } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { type Alteration, altered, readXml, sampleXml } from "../../test/support/altered.ts";
import type { ReadDocument } from "./document.ts";
import { readDocument } from "./read-document.ts";

const MIN = sampleXml();
const MAX = sampleXml("ldl-ses.max.json");

function rulesOf({ issues }: ReadDocument): readonly string[] {
  return issues.map(({ rule }) => rule);
}

/** Puts a prefix before every element of the CDA namespace, and in the type names. */
function prefixed(xml: string): string {
  return xml
    .replace(/^<\?xml[^>]*\?>\s*/, "")
    .replace(/<(\/?)(?=[A-Za-z])(?![a-z0-9-]+:)/g, "<$1c:")
    .replace(/xsi:type="/g, 'xsi:type="c:')
    .replace('xmlns="urn:hl7-org:v3"', 'xmlns:c="urn:hl7-org:v3"');
}

describe("readDocument", () => {
  it("reads a letter without a finding", () => {
    const document = readXml(MAX);
    expect(document).toMatchObject({ kind: "LDL-SES", level: 3, modelVersion: "2022.01", issues: [] });
    expect(document.code).toMatchObject({ code: "11490-0", system: "2.16.840.1.113883.6.1" });
    expect(document.sections[0]).toMatchObject({
      title: "Statut du document",
      code: { code: "33557-0" },
      templateIds: ["1.2.250.1.213.1.1.2.35", "1.2.250.1.213.1.1.2.35.1"],
    });
    expect(document.sections[0]?.entries[0]?.localName).toBe("entry");
  });

  it.each([
    [
      "a style sheet",
      '<xsl:stylesheet xmlns:xsl="http://www.w3.org/1999/XSL/Transform" version="1.0"><d:Contenu xmlns:d="urn:asip-sante:ci-sis">',
      "</d:Contenu></xsl:stylesheet>",
    ],
    [
      "an enveloping signature",
      '<ds:Signature xmlns:ds="http://www.w3.org/2000/09/xmldsig#"><ds:Object>',
      "</ds:Object></ds:Signature>",
    ],
  ])("finds a prefixed document inside %s and reads the same content", (_, before, after) => {
    const document = readXml(before + prefixed(MAX) + after);
    const plain = readXml(MAX);
    expect(document.root.name).toBe("c:ClinicalDocument");
    expect(document.header).toEqual(plain.header);
    expect(document.sections.map(({ narrative }) => narrative)).toEqual(
      plain.sections.map(({ narrative }) => narrative),
    );
    expect(rulesOf(document)).toEqual(["LDL-R-WRAPPED"]);
  });

  it("reads the first of two documents and says so", () => {
    const one = prefixed(MIN);
    const document = readXml(`<data>${one}${one}</data>`);
    expect(rulesOf(document)).toEqual(["LDL-R-WRAPPED", "LDL-R-SEVERAL"]);
  });

  it("can be written as JSON, without the XML", () => {
    const plain: unknown = JSON.parse(JSON.stringify(readXml(MAX)));
    expect(plain).toMatchObject({ kind: "LDL-SES", header: { version: 1 }, files: [{ role: "copy" }] });
    expect(JSON.stringify(plain)).not.toContain('"children":[{"kind":"element"');
    expect(plain).not.toHaveProperty("root");
  });

  it("takes the kind from the type when no model is declared", () => {
    const document = readXml(altered(MIN, ['<templateId root="1.2.250.1.213.1.1.1.29" extension="2022.01"/>', ""]));
    expect([document.kind, document.modelVersion]).toEqual(["LDL-SES", undefined]);
    expect(rulesOf(document)).toEqual(["LDL-R-TEMPLATE"]);
  });

  it("does not want a version on the model", () => {
    const document = readXml(altered(MIN, ['29" extension="2022.01"', '29"']));
    expect([document.kind, document.modelVersion, document.issues]).toEqual(["LDL-SES", undefined, []]);
  });
});

interface Quirk {
  readonly name: string;
  readonly alterations: readonly Alteration[];
  readonly rules: readonly string[];
  readonly expected: (document: ReadDocument) => void;
}

const ID = /<id root="2\.25\.[0-9]+"\/>/;
const INS = '<id root="1.2.250.1.213.1.4.10" extension="279035121518989"/>';
const FAMILY = '<family qualifier="BR">PAT-TROIS</family>';
const AUTHOR_ID = /(<assignedAuthor>\s*)<id root="1\.2\.250\.1\.71\.4\.2\.1" extension="810002422979"\/>/;
const REFERENCE = '<reference value="#motif"/>';

const QUIRKS: readonly Quirk[] = [
  {
    name: "a UUID in lower case",
    alterations: [[ID, '<id root="2db3e431-03b4-4fc4-99e5-aa2e3ce1d12a"/>']],
    rules: ["LDL-R-ID-CASE"],
    expected: ({ header }) => expect(header.id.racine).toBe("2DB3E431-03B4-4FC4-99E5-AA2E3CE1D12A"),
  },
  {
    name: "a root that is neither an OID nor a UUID",
    alterations: [[ID, '<id root="DOC 1" extension="x"/>']],
    rules: ["LDL-R-ID-OID"],
    expected: ({ header }) => expect(header.id).toEqual({ racine: "DOC 1", extension: "x" }),
  },
  {
    name: "a wrong key of the matricule INS",
    alterations: [["279035121518989", "279035121518988"]],
    rules: ["LDL-R-ID-INS"],
    expected: ({ header }) => expect(header.patient.ins?.matricule).toBe("279035121518988"),
  },
  {
    name: "a second INS and an INS-C",
    alterations: [
      [
        INS,
        `${INS}<id root="1.2.250.1.213.1.4.8" extension="185022A00412308"/><id root="1.2.250.1.213.1.4.2" extension="1"/>`,
      ],
    ],
    rules: ["LDL-R-ID-INS-SEVERAL", "LDL-R-ID-INSC"],
    expected: ({ header }) => {
      expect(header.patient.ins).toMatchObject({ environnement: "test", type: "NIR" });
      expect(header.patient.identifiantsLocaux).toEqual([{ racine: "1.2.250.1.213.1.4.8", valeur: "185022A00412308" }]);
    },
  },
  {
    name: "an identifier without extension",
    alterations: [[INS, `${INS}<id root="1.2.250.1.999.1"/>`]],
    rules: ["LDL-R-ID-LOCAL"],
    expected: ({ header }) => expect(header.patient.identifiantsLocaux).toBeUndefined(),
  },
  {
    name: "the old qualifier SP",
    alterations: [[FAMILY, `${FAMILY}<family qualifier="SP">DURAND</family>`]],
    rules: ["LDL-R-NAME-QUALIFIER"],
    expected: ({ header }) => expect(header.patient).toMatchObject({ nomNaissance: "PAT-TROIS", nomUtilise: "DURAND" }),
  },
  {
    name: "names without qualifier",
    alterations: [[FAMILY, "<family>PAT-TROIS</family>"]],
    rules: ["LDL-R-NAME-QUALIFIER"],
    expected: ({ header }) => expect(header.patient.nomNaissance).toBe("PAT-TROIS"),
  },
  {
    name: "a sex outside the value set",
    alterations: [['code="F" displayName="Féminin"', 'code="U" displayName="Indéterminé"']],
    rules: ["LDL-R-CODE"],
    expected: ({ header }) => expect(header.patient.sexe).toBe("UN"),
  },
  {
    name: "a date of birth with its time",
    alterations: [['<birthTime value="19790328"/>', '<birthTime value="19790328103000+0100"/>']],
    rules: [],
    expected: ({ header }) => expect(header.patient.dateNaissance).toBe("1979-03-28"),
  },
  {
    name: "a date of birth known to the year",
    alterations: [['<birthTime value="19790328"/>', '<birthTime value="1979"/>']],
    rules: ["LDL-R-TIME"],
    expected: ({ header }) => expect(header.patient.dateNaissance).toBe("1979"),
  },
  {
    name: "a wrong code of the place of birth",
    alterations: [["<county>51215</county>", "<county>Dompremy</county>"]],
    rules: ["LDL-R-COG"],
    expected: ({ header }) => expect(header.patient.lieuNaissance?.codeCog).toBe("Dompremy"),
  },
  {
    name: "a wrong RPPS key, many times",
    alterations: [[/810002422979/g, "810002422970"]],
    rules: Array.from({ length: 3 }, () => "LDL-R-ID-PS"),
    expected: ({ header }) => expect(header.responsable.professionnel.id).toBe("810002422970"),
  },
  {
    name: "a professional known outside the national directory",
    alterations: [[AUTHOR_ID, '<assignedAuthor><id root="1.2.250.1.999.3" extension="U12"/>']],
    rules: ["LDL-R-ID-PS-ROOT"],
    expected: ({ header }) => expect(header.auteurs[0]).toMatchObject({ professionnel: { id: "U12" } }),
  },
  {
    name: "a professional without identifier",
    alterations: [[AUTHOR_ID, '<assignedAuthor><id nullFlavor="UNK"/>']],
    rules: ["LDL-R-ABSENT"],
    expected: ({ header }) => expect(header.auteurs[0]).toMatchObject({ professionnel: { id: "" } }),
  },
  {
    name: "a civility in full",
    alterations: [["<prefix>MME</prefix>", "<prefix>Madame</prefix>"]],
    rules: ["LDL-R-NAME-TITLE"],
    expected: ({ header }) =>
      expect(header.auteurs[0]).toMatchObject({ professionnel: { nom: { civilite: "Madame" } } }),
  },
  {
    name: "lines and parts in one address",
    alterations: [
      ["<streetName>Rue des Tilleuls</streetName>", "<streetAddressLine>Rue des Tilleuls</streetAddressLine>"],
    ],
    rules: ["LDL-R-ADDRESS"],
    expected: ({ header }) =>
      expect(header.auteurs[0]).toMatchObject({
        professionnel: { organisation: { adresses: [{ lignes: ["Rue des Tilleuls", "12 75015 PARIS FRANCE"] }] } },
      }),
  },
  {
    name: "a telephone with blanks and an unknown use",
    alterations: [['value="tel:0140000001" use="WP"', 'value="tel:01 40 00 00 01" use="XX"']],
    rules: ["LDL-R-TELECOM", "LDL-R-TELECOM-USE"],
    expected: ({ header }) =>
      expect(header.auteurs[0]).toMatchObject({
        professionnel: { organisation: { telecoms: [{ valeur: "tel:01 40 00 00 01" }] } },
      }),
  },
  {
    name: "a date of the document without time",
    alterations: [['<effectiveTime value="20240315110000+0100"/>', '<effectiveTime value="20240715"/>']],
    rules: ["LDL-R-TIME-DAY"],
    expected: ({ header }) => expect(header.creeLe).toBe("2024-07-15T00:00:00+02:00"),
  },
  {
    name: "an unreadable date of an author",
    alterations: [[/<author>\s*<time value="20240315110000\+0100"\/>/, '<author><time value="15 mars"/>']],
    rules: ["LDL-R-TIME", "LDL-R-DEFAULT"],
    expected: ({ header }) => expect(header.auteurs[0]?.date).toBe("2024-03-15T11:00:00+01:00"),
  },
  {
    name: "no setId, no version, no language, another confidentiality",
    alterations: [
      [/<setId [^>]*>/, ""],
      [/<versionNumber [^>]*>/, ""],
      [/<languageCode [^>]*>/, ""],
      ['<confidentialityCode code="N"', '<confidentialityCode code="MASQUE_PS"'],
    ],
    rules: ["LDL-R-DEFAULT", "LDL-R-DEFAULT", "LDL-R-DEFAULT", "LDL-R-DEFAULT"],
    expected: ({ header }) => {
      expect(header).toMatchObject({ version: 1, langue: "fr-FR", confidentialite: "N" });
      expect(header.setId).toEqual(header.id);
    },
  },
  {
    name: "no legal responsible",
    alterations: [[/<legalAuthenticator>.*<\/legalAuthenticator>/s, ""]],
    rules: ["LDL-R-ABSENT", "LDL-R-ABSENT"],
    expected: ({ header }) => expect(header.responsable.professionnel.id).toBe(""),
  },
  {
    name: "no custodian, no act, no stay",
    alterations: [
      [/<custodian>.*<\/custodian>/s, ""],
      [/<documentationOf>.*<\/documentationOf>/s, ""],
      [/<componentOf>.*<\/componentOf>/s, ""],
    ],
    rules: ["LDL-R-ABSENT", "LDL-R-ABSENT", "LDL-R-DEFAULT", "LDL-R-ABSENT", "LDL-R-ABSENT"],
    expected: ({ header }) => {
      expect(header.conservateur).toEqual({ genre: "structure", id: "", nom: "" });
      expect(header.acte).toMatchObject({
        debut: "2024-03-15T11:00:00+01:00",
        executant: { professionnel: { id: "" } },
      });
      expect(header.priseEnCharge.lieu.secteur.code).toBe("");
    },
  },
  {
    name: "a document appended to another",
    alterations: [
      [
        "<componentOf>",
        '<relatedDocument typeCode="APND"><parentDocument><id root="1.2.3"/></parentDocument></relatedDocument><componentOf>',
      ],
    ],
    rules: ["LDL-R-RELATED"],
    expected: ({ header }) => expect(header.remplace).toBeUndefined(),
  },
  {
    name: "unknown elements anywhere",
    alterations: [["<custodian>", '<inconnu xmlns="urn:x"><id root="1"/></inconnu><custodian>']],
    rules: [],
    expected: ({ header }) => expect(header.conservateur.genre).toBe("structure"),
  },
  {
    name: "null addresses and telecoms",
    alterations: [[INS, `${INS}<addr nullFlavor="NAV"/><telecom nullFlavor="UNK"/>`]],
    rules: [],
    expected: ({ header }) => expect(header.patient).not.toHaveProperty("adresses"),
  },
  {
    name: "no body",
    alterations: [[/<component>\s*<structuredBody>.*<\/structuredBody>\s*<\/component>/s, ""]],
    rules: ["LDL-R-BODY"],
    expected: ({ level, sections, files }) => expect([level, sections, files]).toEqual([1, [], []]),
  },
];

describe("a document that deviates", () => {
  it.each(QUIRKS)("with $name is read", ({ alterations, rules, expected }) => {
    const document = readXml(altered(MIN, ...alterations));
    expect(rulesOf(document)).toEqual(rules);
    expected(document);
  });

  it("with references without # or that dangle is read, with their places", () => {
    const document = readXml(
      altered(
        MAX,
        [REFERENCE.replace("motif", "statut-document"), '<reference value="statut-document"/>'],
        ['<reference value="#modalite-entree"/>', '<reference value="#nulle-part"/>'],
      ),
    );
    expect(document.issues.map(({ rule, path }) => [rule, path.split("/").slice(-4).join("/")])).toEqual([
      ["LDL-R-REFERENCE-HASH", "entry[1]/observation[1]/text[1]/reference[1]"],
      ["LDL-R-REFERENCE-DANGLING", "entry[1]/observation[1]/text[1]/reference[1]"],
    ]);
    expect(document.referenced("statut-document")?.localName).toBe("paragraph");
    expect(document.referenced("#statut-document")).toBe(document.referenced("statut-document"));
    expect(document.referenced("#nulle-part")).toBeUndefined();
  });

  it("keeps at most 100 findings of a rule", () => {
    const many = '<reference value="#x"/>'.repeat(5000);
    const document = readXml(altered(MIN, ["</structuredBody>", `<x>${many}</x></structuredBody>`]));
    expect(document.issues.filter(({ rule }) => rule === "LDL-R-REFERENCE-DANGLING").length).toBe(100);
  });
});

describe("what cannot be read", () => {
  const bytes = (text: string): Uint8Array => Buffer.from(text, "utf8");

  it.each([
    ["text", bytes("bonjour"), "LDL_CDA_MALFORMED"],
    ["nothing", new Uint8Array(), "LDL_CDA_MALFORMED"],
    ["a truncated letter", bytes(MIN.slice(0, 5000)), "LDL_CDA_MALFORMED"],
    [
      "a document type",
      bytes(
        MIN.replace("<ClinicalDocument", "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><ClinicalDocument"),
      ),
      "LDL_CDA_MALFORMED",
    ],
    [
      "a letter deeper than the limit",
      bytes(altered(MIN, ["</structuredBody>", `${"<a>".repeat(300)}${"</a>".repeat(300)}</structuredBody>`])),
      "LDL_CDA_MALFORMED",
    ],
    ["another XML", bytes("<html xmlns='urn:x'><body/></html>"), "LDL_CDA_UNEXPECTED_KIND"],
    ["a ClinicalDocument of no namespace", bytes("<ClinicalDocument/>"), "LDL_CDA_UNEXPECTED_KIND"],
    ["a letter without identifier", bytes(altered(MIN, [ID, ""])), "LDL_CDA_INCOMPLETE"],
    ["a letter without date", bytes(altered(MIN, [/<effectiveTime value[^>]*>/, ""])), "LDL_CDA_INCOMPLETE"],
    ["a letter without patient", bytes(altered(MIN, [/<recordTarget>.*<\/recordTarget>/s, ""])), "LDL_CDA_INCOMPLETE"],
  ] as const)("%s is refused", (_, source, code) => {
    try {
      readDocument(source);
      expect.fail("read");
    } catch (error) {
      if (!isLdlError(error)) throw error;
      expect(error.code).toBe(code);
      expect(error.message).not.toMatch(/PAT-TROIS|27903512/);
    }
  });

  it("says where the XML breaks", () => {
    expect(() => readDocument(bytes("<a>\n <b></a>"))).toThrow(
      expect.objectContaining({ code: "LDL_CDA_MALFORMED", details: expect.objectContaining({ line: 2 }) as unknown }),
    );
  });

  it("goes by the limits it is given", () => {
    const source = bytes(MIN);
    expect(() => readDocument(source, { maxBytes: 1000 })).toThrow(
      expect.objectContaining({ details: expect.objectContaining({ reason: "LIMIT" }) as unknown }),
    );
    expect(() => readDocument(source, { maxDepth: 4 })).toThrow(expect.objectContaining({ code: "LDL_CDA_MALFORMED" }));
  });
});
