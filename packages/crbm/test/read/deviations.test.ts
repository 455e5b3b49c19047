import { isLdlError } from "@ldl/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Alteration, altered, sampleXml } from "../../../cda/test/support/altered.ts";
import { type CrBioLu, readCrBio, type Valeur } from "../../src/index.ts";
import { buildSample } from "../support/samples.ts";

const ECBU = Buffer.from(buildSample("cr-bio.ecbu-antibiogramme.json").xml).toString("utf8");
const read = (xml: string): CrBioLu => readCrBio(Buffer.from(xml, "utf8"));
const readAltered = (...alterations: readonly Alteration[]): CrBioLu => read(altered(ECBU, ...alterations));

/** The value of leucocytes, the one that the tests below replace. */
const LEUCOCYTES = '<value xsi:type="PQ" value="120000" unit="/mL"/>';
const leucocytes = (document: CrBioLu) => document.results.find(({ loinc }) => loinc === "30405-5");

describe("values of every data type", () => {
  it.each<[string, string, Valeur | undefined]>([
    ["PQ without unit", '<value xsi:type="PQ" value="2.50"/>', { type: "reel", valeur: "2.50" } as Valeur],
    ["PQ of unit 1", '<value xsi:type="PQ" value="3" unit="1"/>', { type: "reel", valeur: "3" } as Valeur],
    [
      "PQ in two units, as before 2024.01",
      '<value xsi:type="PQ" value="0.88" unit="g/L"><translation value="4.89" code="mmol/L"/></value>',
      {
        type: "quantite",
        valeur: "0.88",
        unite: "g/L",
        equivalents: [{ valeur: "4.89", unite: "mmol/L" }],
      } as unknown as Valeur,
    ],
    ["REAL", '<value xsi:type="REAL" value="2.0"/>', { type: "reel", valeur: "2.0" } as Valeur],
    ["INT", '<value xsi:type="INT" value="12"/>', { type: "entier", valeur: 12 }],
    [
      "IVL_PQ below",
      '<value xsi:type="IVL_PQ"><high value="1.0" unit="mg/L" inclusive="false"/></value>',
      { type: "censuree", comparateur: "<", valeur: "1.0", unite: "mg/L" } as Valeur,
    ],
    [
      "IVL_PQ up to",
      '<value xsi:type="IVL_PQ"><high value="1.0" unit="mg/L"/></value>',
      { type: "censuree", comparateur: "<=", valeur: "1.0", unite: "mg/L" } as Valeur,
    ],
    [
      "IVL_PQ open below",
      '<value xsi:type="IVL_PQ"><low nullFlavor="NINF"/><high value="1" unit="mg/L"/></value>',
      { type: "censuree", comparateur: "<=", valeur: "1", unite: "mg/L" } as Valeur,
    ],
    [
      "IVL_REAL above",
      '<value xsi:type="IVL_REAL"><low value="8" inclusive="false"/></value>',
      { type: "censuree", comparateur: ">", valeur: "8" } as Valeur,
    ],
    [
      "IVL_PQ between",
      '<value xsi:type="IVL_PQ"><low value="1" unit="/uL"/><high value="5" unit="/uL"/></value>',
      { type: "intervalle", min: "1", max: "5", unite: "/uL" } as Valeur,
    ],
    [
      "CD in words",
      '<value xsi:type="CD"><originalText>paille</originalText></value>',
      { type: "texte", texte: "paille" },
    ],
    [
      "CD in words of the text",
      '<value xsi:type="CD"><originalText><reference value="#bio1-2-1"/></originalText></value>',
      { type: "texte", texte: "Leucocytes" },
    ],
    ["ED in words", '<value xsi:type="ED">\n  &lt;1.0 mg/L\n</value>', { type: "texte", texte: "<1.0 mg/L" }],
    [
      "RTO",
      '<value xsi:type="RTO"><numerator xsi:type="INT" value="1"/><denominator xsi:type="INT" value="80"/></value>',
      { type: "rapport", numerateur: "1", denominateur: "80" } as Valeur,
    ],
    ["TS", '<value xsi:type="TS" value="202403"/>', { type: "date", date: "2024-03" } as Valeur],
    ["BL", '<value xsi:type="BL" value="false"/>', { type: "booleen", valeur: false }],
    [
      "a file",
      '<value xsi:type="ED" mediaType="image/png" representation="B64">iVBO\nRw0K</value>',
      { type: "fichier", mediaType: "image/png", base64: "iVBORw0K" },
    ],
    [
      "a prefix of its own",
      '<c:value xmlns:c="urn:hl7-org:v3" xsi:type="c:PQ" value="1" unit="/mL"/>',
      { type: "quantite", valeur: "1", unite: "/mL" } as Valeur,
    ],
  ])("%s", (_, written, valeur) => {
    const document = readAltered([LEUCOCYTES, written]);
    expect(leucocytes(document)?.valeur).toEqual(valeur);
    expect(document.issues).toEqual([]);
  });
});

describe("what deviates is told, and nothing else is lost", () => {
  it.each<[string, readonly Alteration[], string, Partial<NonNullable<ReturnType<typeof leucocytes>>> | undefined]>([
    [
      "a value of an unknown type",
      [[LEUCOCYTES, '<value xsi:type="GLIST_TS"/>']],
      "LDL-BIO-R-VALUE",
      { label: "Leucocytes" },
    ],
    [
      "a null value",
      [[LEUCOCYTES, '<value xsi:type="PQ" nullFlavor="UNK"/>']],
      "LDL-BIO-R-VALUE-NULL",
      { label: "Leucocytes" },
    ],
    [
      "two values",
      [[LEUCOCYTES, `${LEUCOCYTES}<value xsi:type="INT" value="1"/>`]],
      "LDL-BIO-R-VALUE-SEVERAL",
      { value: "120000" },
    ],
    [
      "a decimal comma",
      [[LEUCOCYTES, '<value xsi:type="PQ" value="1,5" unit="/mL"/>']],
      "LDL-BIO-R-NUMBER",
      { value: "1,5", unit: "/mL" },
    ],
    [
      "a blank in a unit",
      [[LEUCOCYTES, '<value xsi:type="PQ" value="1" unit="G / L"/>']],
      "LDL-BIO-R-UNIT",
      { unit: "G / L" },
    ],
    [
      "a label that leads nowhere",
      [['<reference value="#bio1-2-1"/>', '<reference value="#nowhere"/>']],
      "LDL-BIO-R-LABEL",
      { label: "Leucocytes [Nombre/Volume] Urine ; Numérique" },
    ],
    [
      "a label that leads to the value",
      [['<content ID="bio1-2-1">Leucocytes', '<content ID="bio1-2-1">120000 /mL']],
      "LDL-BIO-R-LABEL-VALUE",
      { label: "Leucocytes [Nombre/Volume] Urine ; Numérique" },
    ],
    ["no code", [[/<code code="30405-5"[^>]*>/, '<code nullFlavor="UNK">']], "LDL-BIO-R-CODE", undefined],
    [
      "no status",
      [
        [
          /(30405-5[\s\S]*?)<statusCode code="completed"\/>/,
          '30405-5" codeSystem="2.16.840.1.113883.6.1"><originalText><reference value="#bio1-2-1"/></originalText></code>',
        ],
      ],
      "LDL-BIO-R-STATUS",
      { status: "completed", value: "120000" },
    ],
    [
      "an interpretation without code",
      [['<interpretationCode code="HH"', "<interpretationCode"]],
      "LDL-BIO-R-INTERPRETATION",
      { value: "120000" },
    ],
    [
      "bounds the wrong way",
      [['<high value="10000" unit="/mL"/>', '<low value="20000" unit="/mL"/><high value="10000" unit="/mL"/>']],
      "LDL-BIO-R-RANGE-ORDER",
      { low: "20000", high: "10000" },
    ],
    [
      "bounds of no kind",
      [['<high value="10000" unit="/mL"/>', '<center value="1"/>']],
      "LDL-BIO-R-RANGE",
      { value: "120000" },
    ],
    [
      "another subject",
      [[`${LEUCOCYTES}`, `${LEUCOCYTES}<subject><relatedSubject/></subject>`]],
      "LDL-BIO-R-SUBJECT",
      { value: "120000" },
    ],
    [
      "an entry of another kind",
      [[LEUCOCYTES, `${LEUCOCYTES}<entryRelationship typeCode="COMP"><supply/></entryRelationship>`]],
      "LDL-BIO-R-ENTRY",
      { value: "120000" },
    ],
    [
      "an earlier result of another code",
      [
        [
          LEUCOCYTES,
          `${LEUCOCYTES}<entryRelationship typeCode="REFR"><observation><code code="1-8"/></observation></entryRelationship>`,
        ],
      ],
      "LDL-BIO-R-PREVIOUS-CODE",
      { previous: [] },
    ],
    [
      "an earlier result without date",
      [
        [
          LEUCOCYTES,
          `${LEUCOCYTES}<entryRelationship typeCode="REFR"><observation><effectiveTime value="20092012"/><value xsi:type="INT" value="5"/></observation></entryRelationship>`,
        ],
      ],
      "LDL-BIO-R-PREVIOUS",
      undefined,
    ],
    [
      "a specimen without identifier",
      [['<id root="1.2.250.1.999.1.32" extension="B240312-005"/>', ""]],
      "LDL-BIO-R-SPECIMEN",
      { specimen: "Urine, milieu de jet" },
    ],
    [
      "an empty comment",
      [['<reference value="#bio1-p1-c1"/>', '<reference value="#nowhere"/>']],
      "LDL-BIO-R-COMMENT",
      { value: "120000" },
    ],
    ["no entry", [[/<entry typeCode="DRIV">[\s\S]*?<\/entry>/, ""]], "LDL-BIO-R-SECTION-ENTRY", undefined],
    [
      "no code of a section",
      [[/(?<=1\.2\.70"\/>\s*)<code code="18725-2"[^>]*>/, ""]],
      "LDL-BIO-R-SECTION-CODE",
      { path: ["Microbiologie", "Examen microscopique"] },
    ],
    ["no copy", [[/<templateId root="1\.2\.250\.1\.213\.1\.1\.2\.243"\/>/, ""]], "LDL-BIO-R-COPY", { value: "120000" }],
    ["no version", [[' extension="2024.01"', ""]], "LDL-BIO-R-VERSION", { value: "120000" }],
    [
      "an unknown version",
      [[' extension="2024.01"', ' extension="2030.01"']],
      "LDL-BIO-R-VERSION-UNKNOWN",
      { value: "120000" },
    ],
  ])("%s", (_, alterations, rule, row) => {
    const document = readAltered(...alterations);
    expect(document.issues.map((issue) => issue.rule)).toContain(rule);
    if (row !== undefined) expect(leucocytes(document)).toMatchObject(row);
    const usual = read(ECBU).results.length;
    expect(document.results.length).toBe(rule === "LDL-BIO-R-SECTION-ENTRY" ? 0 : usual);
  });

  it("reads a panel inside a panel beside it", () => {
    const nested = `<component><organizer classCode="BATTERY" moodCode="EVN"><statusCode code="completed"/><component><observation><code code="1-8" codeSystem="2.16.840.1.113883.6.1" displayName="Dedans"/><statusCode code="completed"/>${LEUCOCYTES}</observation></component></organizer></component>`;
    const document = readAltered([
      /(<value xsi:type="ST">Jaune foncé<\/value>\s*<\/observation>\s*<\/component>)/,
      `<value xsi:type="ST">Jaune foncé</value></observation></component>${nested}`,
    ]);
    expect(document.issues.map(({ rule }) => rule)).toContain("LDL-BIO-R-NESTING");
    expect(document.results.find(({ loinc }) => loinc === "1-8")).toMatchObject({ label: "Dedans", value: "120000" });
  });

  it("says where, and nothing of the patient", () => {
    const { issues } = readAltered([LEUCOCYTES, '<value xsi:type="PQ" value="1,5" unit="/mL"/>']);
    expect(issues[0]?.path).toMatch(/^\/ClinicalDocument\[1\]\/component\[1\]\/.*\/value\[1\]$/);
    expect(JSON.stringify(issues)).not.toContain("PAT-TROIS");
  });
});

describe("what is no report", () => {
  const codeOf = (run: () => unknown): string => {
    try {
      run();
    } catch (error) {
      if (isLdlError(error)) return error.code;
      throw error;
    }
    return "";
  };

  it.each<[string, () => unknown, string]>([
    ["a letter", () => read(sampleXml()), "LDL_CDA_UNEXPECTED_KIND"],
    ["no XML", () => read("CR-BIO"), "LDL_CDA_MALFORMED"],
    [
      "a document type",
      () => read(`<!DOCTYPE a [<!ENTITY b "c">]>${ECBU.replace(/^<\?xml[^>]*>/, "")}`),
      "LDL_CDA_MALFORMED",
    ],
    ["half a report", () => read(ECBU.slice(0, ECBU.length / 2)), "LDL_CDA_MALFORMED"],
    ["a report deeper than the limit", () => readCrBio(Buffer.from(ECBU), { maxDepth: 10 }), "LDL_CDA_MALFORMED"],
    ["a report larger than the limit", () => readCrBio(Buffer.from(ECBU), { maxBytes: 1000 }), "LDL_CDA_MALFORMED"],
    ["no patient", () => readAltered([/<recordTarget>[\s\S]*?<\/recordTarget>/, ""]), "LDL_CDA_INCOMPLETE"],
  ])("%s", (_, run, code) => {
    expect(codeOf(run)).toBe(code);
  });

  it("bounds its findings, and the depth of the groups that it reads", () => {
    const many = `<component>${"<section/></component><component>".repeat(5000)}</component>`.replace(
      /<component><\/component>/g,
      "",
    );
    const document = readAltered(["</structuredBody>", `${many}</structuredBody>`]);
    expect(document.issues.length).toBeLessThanOrEqual(300);
    const open =
      '<entryRelationship typeCode="COMP"><organizer classCode="BATTERY"><component><organizer classCode="BATTERY">';
    const deep = `${open}${"<component><organizer>".repeat(40)}${"</organizer></component>".repeat(40)}</organizer></component></organizer></entryRelationship>`;
    expect(() => readAltered([/<\/act>(?=\s*<\/entry>)/, `${deep}</act>`])).not.toThrow();
  });

  it("never fails otherwise, whatever element is taken away", () => {
    const tags = [
      ...ECBU.matchAll(/<(?:templateId|code|value|id|time|high|low|effectiveTime|statusCode|reference)\b[^>]*\/>/g),
    ];
    fc.assert(
      fc.property(fc.subarray(tags, { minLength: 1, maxLength: 12 }), (removed) => {
        let xml = ECBU;
        for (const tag of [...removed].reverse()) xml = xml.slice(0, tag.index) + xml.slice(tag.index + tag[0].length);
        expect(["", "LDL_CDA_INCOMPLETE", "LDL_CDA_UNEXPECTED_KIND"]).toContain(codeOf(() => read(xml).issues));
      }),
      { seed: 20240403, numRuns: 120 },
    );
  });
});
