import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildSample, readSample } from "../../../test/samples.ts";
import { validateDocument } from "../validate-document.ts";
import { SDK_RULES } from "./sdk-rules.ts";

const GOLDEN = path.join(import.meta.dirname, "../../../test/golden");
const SORTIE = readFileSync(path.join(GOLDEN, "ldl-ses.max.xml"), "utf8");
const ENTREE = readFileSync(path.join(GOLDEN, "ldl-ees.max.xml"), "utf8");

type Damage = (xml: string) => string;

/** Replaces what is there; a case whose text is gone must fail, not pass. */
function swap(from: string | RegExp, to: string): Damage {
  return (xml) => {
    const damaged = xml.replace(from, to);
    if (damaged === xml) throw new Error(`not found: ${String(from)}`);
    return damaged;
  };
}

/** Removes the section of a LOINC code. */
function withoutSection(code: string): Damage {
  return (xml) => {
    const at = xml.indexOf(`<code code="${code}"`);
    const start = xml.lastIndexOf("<component>", at);
    const end = xml.indexOf("</section>", at) + "</section>".length;
    if (at < 0) throw new Error(`no section ${code}`);
    return `${xml.slice(0, start)}${xml.slice(xml.indexOf("</component>", end) + "</component>".length)}`;
  };
}

/** Removes the entry of the observation with a code. */
function withoutEntry(code: string): Damage {
  return (xml) => {
    const at = xml.indexOf(`<code code="${code}"`);
    const start = xml.lastIndexOf("<entry>", at);
    return `${xml.slice(0, start)}${xml.slice(xml.indexOf("</entry>", at) + "</entry>".length)}`;
  };
}

const VISIBILITY = "1.2.250.1.213.1.1.4.13";
const CONFIDENTIALITY = '<confidentialityCode code="N" displayName="Normal" codeSystem="2.16.840.1.113883.5.25"/>';
const pdf = (text: string): string => `representation="B64">${Buffer.from(text).toString("base64")}<`;

const CASES: readonly (readonly [rule: string, damage: Damage, source?: string])[] = [
  ["LDL-V-INS-CLE", swap("279035121518989", "279035121518988")],
  ["LDL-V-INS-CLE", swap("279035121518989", "2790351215189")],
  ["LDL-V-INS-ABSENT", swap('<id root="1.2.250.1.213.1.4.10" extension="279035121518989"/>', "")],
  ["LDL-V-INS-PLUSIEURS", swap(/(<id root="1.2.250.1.213.1.4.10"[^>]*>)/, "$1$1")],
  ["LDL-V-PS-CLE", swap("810002422979", "810002422978")],
  ["LDL-V-STRUCT-CLE", swap('extension="1510000029"', 'extension="1510000028"')],
  ["LDL-V-OID", swap('<setId root="1.2.250.1.999.1.20240315"/>', '<setId root="1.2.250.01"/>')],
  ["LDL-V-OID", swap('codeSystem="2.16.840.1.113883.5.1"', 'codeSystem="2,16"')],
  ["LDL-V-REF-PENDANTE", swap('<reference value="#recherche-bmr"/>', '<reference value="#recherche-bmrx"/>')],
  ["LDL-V-REF-PENDANTE", swap('<reference value="#recherche-bmr"/>', '<reference value="#"/>')],
  ["LDL-V-REF-FORME", swap('<reference value="#recherche-bmr"/>', '<reference value="recherche-bmr"/>')],
  ["LDL-V-ID-DOUBLE", swap('ID="recherche-bmr"', 'ID="modalite-sortie"')],
  ["LDL-V-MEDIA-PENDANT", swap('referencedObject="copie-document-pdf"', 'referencedObject="absent"')],
  ["LDL-V-ENTREE-DOUBLE", swap("03EB4FC1-CEDF-431D-8199-7CE582A2A4BE", "5DC9B016-6897-4C61-85D8-D7DD0B0626E7")],
  ["LDL-V-DATE-REELLE", swap('<birthTime value="19790328"/>', '<birthTime value="19790230"/>')],
  ["LDL-V-DATE-CORPS", swap('<effectiveTime value="20240227"/>', '<effectiveTime value="20242702"/>')],
  ["LDL-V-DATE-FUSEAU", swap("20240315162000+0100", "20240315162000")],
  ["LDL-V-DATE-FUSEAU", swap("20240315162000+0100", "20240315162000+100")],
  ["LDL-V-DATE-ORDRE", swap('<high value="20240315103000+0100"/>', '<high value="20240225"/>')],
  ["LDL-V-DATE-SEJOUR", swap('<high value="20240315103000+0100"/>', '<high value="20240226130500+0000"/>')],
  ["LDL-V-DATE-DOCUMENT", swap('<effectiveTime value="20240315162000+0100"/>', '<effectiveTime value="20240101"/>')],
  ["LDL-V-DATE-NAISSANCE", swap('<birthTime value="19790328"/>', '<birthTime value="20250101"/>')],
  ["LDL-V-DATE-DECES", swap("<sdtc:deceasedInd", '<sdtc:deceasedTime value="20991231"/><sdtc:deceasedInd')],
  ["LDL-V-DATE-DECES", swap("<sdtc:deceasedInd", '<sdtc:deceasedTime value="1970"/><sdtc:deceasedInd')],
  ["LDL-V-SECTION-TEXTE", swap(/<text>[\s\S]*?<\/text>(?=\s*<entry>)/, "")],
  ["LDL-V-SECTION-TEXTE", swap(/<text>[\s\S]*?<\/text>(?=\s*<entry>)/, "<text> </text>")],
  ["LDL-V-SECTION-TITRE", swap("<title>Statut du document</title>", "")],
  ["LDL-V-SES-SYNTHESE", withoutEntry("ORG-074")],
  ["LDL-V-SES-SYNTHESE", (xml) => xml.replace(/<entry>(?:(?!<\/entry>)[\s\S])*"ORG-074"[\s\S]*?<\/entry>/, "$&$&")],
  ["LDL-V-SES-DETAIL", swap('<value xsi:type="BL" value="true"/>', '<value xsi:type="BL" value="false"/>')],
  ["LDL-V-SES-STATUT", swap('<value xsi:type="CD" code="9571008"', '<value xsi:type="CD"')],
  ["LDL-V-UCUM", swap('unit="[IU]/d"', 'unit="UI/j"')],
  ["LDL-V-FICHIER-BASE64", swap('representation="B64">', 'representation="B64">*')],
  ["LDL-V-FICHIER-COMPRESSE", swap('representation="B64"', 'representation="B64" compression="DF"')],
  ["LDL-V-FICHIER-TYPE", swap('mediaType="application/pdf"', 'mediaType="image/png"')],
  ["LDL-V-PDF-ENTETE", swap(/representation="B64">[^<]*</, pdf("PK not a PDF"))],
  ["LDL-V-PDF-A1", swap(/representation="B64">[^<]*</, pdf("%PDF-1.4\n<pdfaid:part>3</pdfaid:part>"))],
  ["LDL-V-PDF-A1", swap(/representation="B64">[^<]*</, pdf("%PDF-1.4\n"))],
  [
    "LDL-V-TEXTE-B64",
    swap(/<structuredBody[\s\S]*<\/structuredBody>/, "<nonXMLBody><text>bonjour</text></nonXMLBody>"),
  ],
  ["LDL-V-DMP-ID", swap('<id root="1.2.250.1.999.1.20240315.1"/>', '<id root="1.2.250.1.999.1" extension="1"/>')],
  ["LDL-V-VISIBILITE", swap(CONFIDENTIALITY, `<confidentialityCode code="MASQUE_PS" codeSystem="${VISIBILITY}"/>`)],
  [
    "LDL-V-VISIBILITE-CUMUL",
    swap(
      CONFIDENTIALITY,
      ["MASQUE_PS", "INVISIBLE_PATIENT"]
        .map((code) => `<confidentialityCode code="${code}" codeSystem="${VISIBILITY}"/>`)
        .join(""),
    ),
  ],
  ["LDL-V-LANGUE", swap('code="fr-FR"', 'code="fr-XX"')],
  ["LDL-V-MODELE", swap('<templateId root="1.2.250.1.213.1.1.1.29" extension="2022.01"/>', "")],
  ["LDL-V-MODELE-VERSION", swap(' extension="2022.01"', "")],
  ["LDL-V-SETID", swap('<setId root="1.2.250.1.999.1.20240315"/>', '<setId root="1.2.250.1.999.1.20240315.1"/>')],
  [
    "LDL-V-REMPLACE-SOI",
    swap(
      "<componentOf>",
      '<relatedDocument typeCode="RPLC"><parentDocument><id root="1.2.250.1.999.1.20240315.1"/></parentDocument></relatedDocument><componentOf>',
    ),
  ],
  ["LDL-V-VERSION", swap('<versionNumber value="1"/>', '<versionNumber value="2"/>')],
  ["LDL-V-LOI-SES-MEDECIN-TRAITANT", swap(/code="PCP"/g, 'code="CORRE"')],
  ["LDL-V-LOI-SES-ADRESSEUR", swap('typeCode="REFB"', 'typeCode="REF"')],
  ["LDL-V-LOI-SES-SORTIE", swap(/<high value="[^"]*"\/>(?=\s*<\/effectiveTime>)/g, '<high nullFlavor="UNK"/>')],
  ["LDL-V-LOI-SES-DISPOSITIFS", withoutSection("46264-8")],
  ["LDL-V-LOI-SES-TRAITEMENTS-SORTIE", withoutSection("10183-2")],
  ["LDL-V-LOI-SES-TRAITEMENTS-ARRETES", withoutSection("18610-6")],
  ["LDL-V-LOI-SES-RESULTATS-ATTENDUS", withoutSection("30954-2")],
  ["LDL-V-LOI-SES-SUITES", withoutSection("18776-5")],
  ["LDL-V-LOI-EES-MOTIF", withoutSection("42349-1"), ENTREE],
  ["LDL-V-LOI-EES-TRAITEMENTS", withoutSection("42346-7"), ENTREE],
  ["LDL-V-LOI-EES-ALLERGIES", withoutSection("48765-2"), ENTREE],
];

function findingsOf(xml: string) {
  return validateDocument(Buffer.from(xml)).findings;
}

describe("the rules of the SDK", () => {
  it("find nothing in complete letters", () => {
    expect(findingsOf(SORTIE)).toEqual([]);
    expect(findingsOf(ENTREE)).toEqual([]);
  });

  it.each(CASES.map(([rule, damage, source = SORTIE]) => ({ rule, damage, source })))(
    "$rule finds its defect, and says where",
    ({ rule, damage, source }) => {
      const found = findingsOf(damage(source)).filter(({ ruleId }) => ruleId === rule);
      const { severity } = SDK_RULES.find(({ id }) => id === rule) ?? {};
      expect(found[0]).toMatchObject({ kind: "sdk", ruleSet: "SDK", severity });
      expect(found[0]?.line).toBeGreaterThan(1);
      expect(found[0]?.location).toMatch(/^\/ClinicalDocument\[1\]/);
    },
  );

  it("each have a case, a source, and a message in French without any content of the document", () => {
    const tried = new Set(CASES.map(([rule]) => rule));
    expect(SDK_RULES.map(({ id }) => id).filter((id) => !tried.has(id))).toEqual([]);
    expect(new Set(SDK_RULES.map(({ id }) => id)).size).toBe(SDK_RULES.length);
    for (const { id, source, path: place, message, expected } of SDK_RULES) {
      expect(id).toMatch(/^LDL-V-[A-Z0-9-]+$/);
      expect(Math.min(source.length, place.length, message.length, expected.length)).toBeGreaterThan(3);
    }
  });

  it("never repeat who the patient is", () => {
    const damaged = CASES.filter(([, , source]) => source === undefined).map(([, damage]) =>
      findingsOf(damage(SORTIE)),
    );
    expect(JSON.stringify(damaged)).not.toMatch(/27903512151|PAT-TROIS|DOMINIQUE|1979/);
  });

  it("name the field of the builder's input", () => {
    const fieldOf = (damage: Damage): string | undefined => findingsOf(damage(SORTIE))[0]?.inputField;
    expect(fieldOf(swap("279035121518989", "279035121518988"))).toBe("patient");
    expect(fieldOf(swap('<birthTime value="19790328"/>', '<birthTime value="19790230"/>'))).toBe(
      "patient.dateNaissance",
    );
    expect(fieldOf(withoutEntry("ORG-074"))).toBe("synthese");
    expect(fieldOf(swap('<effectiveTime value="20240227"/>', '<effectiveTime value="20242702"/>'))).toBe(
      "synthese.microOrganismes",
    );
    expect(fieldOf(swap('unit="[IU]/d"', 'unit="UI/j"'))).toMatch(/^traitements\w+(?:\.liste)?\.\d+$/);
    expect(fieldOf(swap('<high value="20240315103000+0100"/>', '<high value="20240225"/>'))).toBe("acte.fin");
  });

  it("tell what an embedded PDF claims, without a finding", () => {
    const { info, verdict } = validateDocument(Buffer.from(SORTIE));
    expect(verdict).toBe("valid");
    expect(info.embeddedFiles).toEqual([
      {
        location: expect.stringContaining("observationMedia") as string,
        mediaType: "application/pdf",
        claim: "PDF 1.4, se déclare PDF/A-1B",
      },
    ]);
  });

  it("find no error in any sample", () => {
    for (const name of ["ldl-ses.min.json", "ldl-ees.min.json", "pdf.min.json"]) {
      const { findings, verdict } = validateDocument(buildSample(name, readSample(name)).xml);
      expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(verdict).toBe("valid");
    }
  });

  it("refuse what is no CDA, and what is no XML", () => {
    expect(validateDocument(Buffer.from("<a/>"))).toMatchObject({
      verdict: "invalid",
      findings: [{ ruleId: "LDL-V-CDA" }],
    });
    expect(validateDocument(Buffer.from("<a"))).toMatchObject({ verdict: "invalid", findings: [{ ruleSet: "XML" }] });
  });

  it("stay short on a document that breaks one everywhere", () => {
    const many = "<br ID='same'/>".repeat(5_000);
    const findings = findingsOf(`<ClinicalDocument xmlns="urn:hl7-org:v3"><text>${many}</text></ClinicalDocument>`);
    expect(findings.filter(({ ruleId }) => ruleId === "LDL-V-ID-DOUBLE")).toHaveLength(100);
    expect(findings.find(({ found }) => found?.includes("défauts de même nature"))).toBeDefined();
  });

  it("survive any text in place of any value", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 12 }), fc.nat(400), (text, rank) => {
        let seen = 0;
        const safe = text.replace(/[^ -~\u00a0-\ud7ff\ue000-\ufffd]|[<&"]/g, "?");
        const xml = SORTIE.replace(/(value|root|code|extension|unit)="[^"]*"/g, (whole, name: string) =>
          seen++ === rank ? `${name}="${safe}"` : whole,
        );
        expect(["valid", "invalid"]).toContain(validateDocument(Buffer.from(xml)).verdict);
      }),
      { numRuns: 60, seed: 20_240_315 },
    );
  });
});
