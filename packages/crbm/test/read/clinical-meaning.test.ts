import { describe, expect, it } from "vitest";
import { type Alteration, altered } from "../../../cda/test/support/altered.ts";
import { type CrBioLu, type FlatResult, readCrBio } from "../../src/index.ts";
import { buildSample } from "../support/samples.ts";

const NFS = Buffer.from(buildSample("cr-bio.nfs.json").xml).toString("utf8");
const read = (...alterations: readonly Alteration[]): CrBioLu =>
  readCrBio(Buffer.from(altered(NFS, ...alterations), "utf8"));

/** Haemoglobin, the first result: its value, its interpretation, its reference range, its observation. */
const VALUE = '<value xsi:type="PQ" value="11.2" unit="g/dL"/>';
const INTERPRETATION = /<interpretationCode code="L"[^>]*\/>/;
const HIGH = '<high value="16.0" unit="g/dL"/>';
const RANGE = /<referenceRange[\s\S]*?<\/referenceRange>/;
const RANGE_KIND = /(?<=<high value="16\.0" unit="g\/dL"\/>\s*<\/value>\s*)<interpretationCode[^>]*\/>/;
const OBSERVATION = /<observation classCode="OBS" moodCode="EVN">(?=[\s\S]{0,600}?code="718-7")/;
const HL7 = "2.16.840.1.113883.5.83";

const rangeOf = (value: string, kind = "") =>
  `<referenceRange typeCode="REFV"><observationRange classCode="OBS" moodCode="EVN.CRT">${value}${kind}</observationRange></referenceRange>`;
const ivl = (low: string, high: string) => `<value xsi:type="IVL_PQ"><low ${low}/><high ${high}/></value>`;

interface Outcome {
  readonly rules: readonly string[];
  /** What the row must have; `undefined` where it must have nothing. */
  readonly row: { readonly [K in keyof FlatResult]?: FlatResult[K] | undefined };
}

const CASES: readonly (readonly [string, readonly Alteration[], Outcome])[] = [
  [
    "a value between bounds in two units is words",
    [[VALUE, ivl('value="1" unit="g/dL"', 'value="20" unit="g/L"')]],
    {
      rules: ["LDL-BIO-R-UNIT-TWO"],
      row: { value: "1 g/dL à 20 g/L", valeur: { type: "texte", texte: "1 g/dL à 20 g/L" }, unit: undefined },
    },
  ],
  [
    "a value between excluded bounds in two units",
    [[VALUE, ivl('value="1.0" unit="g/dL" inclusive="false"', 'value="20" unit="g/L"')]],
    { rules: ["LDL-BIO-R-UNIT-TWO"], row: { value: "> 1,0 g/dL et ≤ 20 g/L", number: undefined } },
  ],
  [
    "a bound without dimension beside one with a unit",
    [[VALUE, ivl('value="1" unit="1"', 'value="20" unit="g/L"')]],
    { rules: ["LDL-BIO-R-UNIT-TWO"], row: { value: "1 à 20 g/L", unit: undefined } },
  ],
  [
    "reference bounds in two units",
    [[HIGH, '<high value="160" unit="g/L"/>']],
    {
      rules: ["LDL-BIO-R-UNIT-TWO"],
      row: { value: "11.2", low: undefined, high: undefined, range: "12,0 g/dL à 160 g/L" },
    },
  ],
  [
    "a unit on one bound of a value",
    [[VALUE, ivl('value="1"', 'value="2" unit="g/L"')]],
    { rules: ["LDL-BIO-R-UNIT-ONE"], row: { value: "1 - 2", unit: "g/L" } },
  ],
  [
    "a unit on one reference bound",
    [[HIGH, '<high value="16.0"/>']],
    { rules: ["LDL-BIO-R-UNIT-ONE"], row: { low: "12.0", high: "16.0", rangeUnit: undefined } },
  ],
  [
    "reference bounds without unit",
    [[RANGE, rangeOf(ivl('value="12.0"', 'value="16.0"'))]],
    { rules: ["LDL-BIO-R-RANGE-UNIT"], row: { low: "12.0", high: "16.0" } },
  ],
  [
    "a value whose ends do not belong to it",
    [[VALUE, ivl('value="1" unit="g/L" inclusive="false"', 'value="2" unit="g/L" inclusive="false"')]],
    { rules: [], row: { value: ">1 - <2", unit: "g/L" } },
  ],
  [
    "a value given by one end and its width",
    [[VALUE, '<value xsi:type="IVL_PQ"><low value="1" unit="g/L"/><width value="5" unit="g/L"/></value>']],
    { rules: ["LDL-BIO-R-VALUE"], row: { value: undefined } },
  ],
  [
    "a value from the highest to the lowest",
    [[VALUE, ivl('value="5" unit="g/L"', 'value="2" unit="g/L"')]],
    { rules: ["LDL-BIO-R-INTERVAL-ORDER"], row: { value: "5 - 2" } },
  ],
  [
    "a value declared null, with a number all the same",
    [[VALUE, '<value xsi:type="PQ" nullFlavor="UNK" value="11.2" unit="g/dL"/>']],
    { rules: ["LDL-BIO-R-VALUE-NULL"], row: { value: undefined, number: undefined } },
  ],
  [
    "an interval declared null",
    [[VALUE, '<value xsi:type="IVL_PQ" nullFlavor="UNK"><low value="1" unit="g/L"/></value>']],
    { rules: ["LDL-BIO-R-VALUE-NULL"], row: { value: undefined } },
  ],
  [
    "another value without its unit",
    [[VALUE, '<value xsi:type="PQ" value="11.2" unit="g/dL"><translation value="6.95"/></value>']],
    { rules: ["LDL-BIO-R-VALUE-OTHER"], row: { value: "11.2", equivalents: [] } },
  ],
  [
    "another value beside one without unit",
    [[VALUE, '<value xsi:type="PQ" value="11.2"><translation value="6.95" code="mmol/L"/></value>']],
    { rules: ["LDL-BIO-R-VALUE-OTHER"], row: { value: "11.2", unit: undefined } },
  ],
  [
    "a coded answer with a qualifier",
    [
      [
        VALUE,
        '<value xsi:type="CD" code="1" codeSystem="1.2.3" displayName="Présence"><qualifier><name code="2" codeSystem="1.2.3"/><value code="3" codeSystem="1.2.3"/></qualifier></value>',
      ],
    ],
    { rules: ["LDL-BIO-R-VALUE-QUALIFIER"], row: { value: "Présence" } },
  ],
  [
    "a denied result",
    [[OBSERVATION, '<observation classCode="OBS" moodCode="EVN" negationInd="true">']],
    {
      rules: ["LDL-BIO-R-NEGATION"],
      row: {
        value: "Nié par l'émetteur : 11,2 g/dL",
        valeur: { type: "texte", texte: "Nié par l'émetteur : 11,2 g/dL" },
        number: undefined,
        unit: undefined,
        interpretation: undefined,
      },
    },
  ],
  [
    "a result that is not denied",
    [[OBSERVATION, '<observation classCode="OBS" moodCode="EVN" negationInd="false">']],
    { rules: [], row: { value: "11.2", number: 11.2, interpretation: "L" } },
  ],
  [
    "a goal",
    [[OBSERVATION, '<observation classCode="OBS" moodCode="GOL">']],
    {
      rules: ["LDL-BIO-R-MOOD"],
      row: { value: "Demande ou objectif, non un résultat : 11,2 g/dL", number: undefined, interpretation: undefined },
    },
  ],
  [
    "an unknown interpretation",
    [[INTERPRETATION, `<interpretationCode code="ZZ" codeSystem="${HL7}"/>`]],
    { rules: ["LDL-BIO-R-INTERPRETATION-CODE"], row: { interpretation: "ZZ" } },
  ],
  [
    "an interpretation of another system",
    [[INTERPRETATION, '<interpretationCode code="H" codeSystem="1.2.3"/>']],
    { rules: ["LDL-BIO-R-INTERPRETATION-SYSTEM"], row: { value: "11.2", interpretation: undefined } },
  ],
  [
    "an interpretation without system",
    [[INTERPRETATION, '<interpretationCode code="H"/>']],
    { rules: ["LDL-BIO-R-INTERPRETATION-SYSTEM"], row: { interpretation: "H" } },
  ],
  [
    "an interpretation of another system before that of HL7",
    [
      [
        INTERPRETATION,
        `<interpretationCode code="H" codeSystem="1.2.3"/><interpretationCode code="L" codeSystem="${HL7}"/>`,
      ],
    ],
    {
      rules: ["LDL-BIO-R-INTERPRETATION", "LDL-BIO-R-INTERPRETATION-SYSTEM"],
      row: { interpretation: "L" },
    },
  ],
  [
    "a range of alert, not of normal values",
    [[RANGE_KIND, `<interpretationCode code="HX" codeSystem="${HL7}"/>`]],
    {
      rules: ["LDL-BIO-R-RANGE-KIND"],
      row: { low: undefined, high: undefined, range: "Hors seuil supérieur : 12,0 à 16,0 g/dL" },
    },
  ],
  [
    "a range of alert, in words",
    [[RANGE, rangeOf("<text>dès 16</text>", `<interpretationCode code="HX" codeSystem="${HL7}"/>`)]],
    { rules: ["LDL-BIO-R-RANGE-KIND"], row: { low: undefined, range: "Hors seuil supérieur ; dès 16" } },
  ],
  [
    "a range N of another system",
    [[RANGE_KIND, '<interpretationCode code="N" codeSystem="1.2.3"/>']],
    { rules: ["LDL-BIO-R-RANGE-KIND"], row: { low: undefined, high: undefined } },
  ],
  [
    "a range of alert before that of normal values",
    [
      [
        RANGE,
        rangeOf(
          ivl('value="1" unit="g/dL"', 'value="2" unit="g/dL"'),
          `<interpretationCode code="HX" codeSystem="${HL7}"/>`,
        ) + rangeOf(ivl('value="12.0" unit="g/dL"', 'value="16.0" unit="g/dL"')),
      ],
    ],
    { rules: ["LDL-BIO-R-RANGE-SEVERAL"], row: { low: "12.0", high: "16.0", range: undefined } },
  ],
  [
    "a result that was withdrawn",
    [
      [
        /(718-7[\s\S]*?<statusCode code=")completed/,
        '718-7" codeSystem="2.16.840.1.113883.6.1"/><statusCode code="nullified',
      ],
    ],
    { rules: ["LDL-BIO-R-STATUS"], row: { status: "aborted" } },
  ],
];

describe("what a result means stays what it means", () => {
  it.each(CASES)("%s", (_, alterations, { rules, row }) => {
    const document = read(...alterations);
    const found = document.issues.filter(
      ({ severity, rule }) => severity !== "info" || rule === "LDL-BIO-R-VALUE-NULL",
    );
    expect(found.map(({ rule }) => rule).sort()).toEqual([...rules].sort());
    expect(document.results[0]).toMatchObject(
      Object.fromEntries(Object.entries(row).filter(([, value]) => value !== undefined)),
    );
    for (const [member, value] of Object.entries(row))
      if (value === undefined) expect(document.results[0]).not.toHaveProperty(member);
  });

  it("leaves no figure or word of the document in a finding", () => {
    const { issues } = read(
      [VALUE, ivl('value="1" unit="g/dL"', 'value="20" unit="g/L"')],
      [INTERPRETATION, `<interpretationCode code="ZZ" codeSystem="${HL7}"/>`],
    );
    expect(issues.map(({ message }) => message).join()).not.toMatch(/g\/dL|20|ZZ/);
  });

  it("denies an earlier result as well", () => {
    const earlier = `<entryRelationship typeCode="REFR"><observation classCode="OBS" moodCode="EVN" negationInd="true"><code code="718-7" codeSystem="2.16.840.1.113883.6.1"/><statusCode code="completed"/><effectiveTime value="20230101"/>${VALUE}</observation></entryRelationship>`;
    const document = read([VALUE, `${VALUE}${earlier}`]);
    expect(document.results[0]?.previous[0]).toEqual({ date: "2023-01-01", value: "Nié par l'émetteur : 11,2 g/dL" });
    expect(document.issues.map(({ rule }) => rule)).toContain("LDL-BIO-R-NEGATION");
  });

  it.each([
    ["taken", "procedure"],
    ["done as a whole", "act"],
  ])("tells of what was not %s", (_, name) => {
    const document = read([
      new RegExp(`<${name} classCode="(\\w+)" moodCode="EVN"`),
      `<${name} classCode="ACT" negationInd="true" moodCode="EVN"`,
    ]);
    expect(document.issues.map(({ rule }) => rule)).toContain("LDL-BIO-R-NEGATION");
  });

  it("takes no vaccination that is planned for one that was given", () => {
    const hpv = Buffer.from(buildSample("cr-bio.hpv.json").xml).toString("utf8");
    const planned = altered(hpv, [
      /<substanceAdministration classCode="SBADM" moodCode="EVN" negationInd="\w+"/,
      '<substanceAdministration classCode="SBADM" moodCode="INT"',
    ]);
    const { report, issues } = readCrBio(Buffer.from(planned));
    expect(report.vaccinations?.[0]?.realisee).toBe(false);
    expect(issues.map(({ rule }) => rule)).toContain("LDL-BIO-R-MOOD");
  });

  it("takes no denied reason of an examination for one", () => {
    const hpv = Buffer.from(buildSample("cr-bio.hpv.json").xml).toString("utf8");
    const denied = altered(hpv, [
      /<observation classCode="OBS" moodCode="EVN"(?=>(?:(?!<\/observation>)[\s\S])*?xsi:type="CD")/,
      '<observation classCode="OBS" moodCode="EVN" negationInd="true"',
    ]);
    const { issues } = readCrBio(Buffer.from(denied));
    expect(issues.map(({ rule }) => rule)).toContain("LDL-BIO-R-NEGATION");
  });
});
