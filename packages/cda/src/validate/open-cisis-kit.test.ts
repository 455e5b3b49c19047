import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { madeUpDocument, madeUpKit, pattern, schematron } from "../../test/official-kit/made-up-kit.ts";
import type { CisisKit, OpenCisisKitOptions, ValidateWithKitOptions } from "./cisis-kit.ts";
import { openCisisKit } from "./open-cisis-kit.ts";

import type { ValidationReport } from "./validation-report.ts";

type Changes = Parameters<typeof madeUpKit>[0];

async function validate(
  bytes: Uint8Array,
  options: ValidateWithKitOptions = {},
  changes: Changes = {},
  opening: OpenCisisKitOptions = {},
): Promise<ValidationReport> {
  using kit: CisisKit = await openCisisKit(madeUpKit(changes), opening);
  return kit.validate(bytes, options);
}

const TEMPLATE = '<templateId root="1.2.250.1.213.1.1.1.90"/>';
const BODY = "<component><structuredBody><section><title/><text>x</text></section></structuredBody></component>";
const SOUND = `${TEMPLATE}<id root="1"/><code code="A" codeSystem="1.2.3"/><title/>${BODY}`;
const outcomes = (report: ValidationReport): Readonly<Record<string, string>> =>
  Object.fromEntries(report.info.ruleSets.map(({ name, status }) => [name, status]));

describe("a kit", () => {
  it("must be where it is said to be", async () => {
    for (const missing of ["infrastructure/cda/CDA_extended.xsd"]) {
      await expect(openCisisKit(madeUpKit({ [missing]: undefined }))).rejects.toMatchObject({
        code: "LDL_VALIDATION_KIT_NOT_FOUND",
      });
    }
    await expect(openCisisKit("/no/such/folder")).rejects.toMatchObject({ code: "LDL_VALIDATION_KIT_NOT_FOUND" });
  });

  it.each([
    ["a function", schematron(pattern("h:a", '<assert test="magic(.)">m</assert>')), "EXPRESSION_REFUSED"],
    ["an include", schematron('<include href="gone.sch"/>'), "FILE_MISSING"],
    ["a path that leaves it", schematron('<include href="../../../../gone.sch"/>'), "PATH_OUTSIDE"],
  ])("that holds %s it does not know does not open, and tells where", async (_title, content, reason) => {
    const opening = openCisisKit(madeUpKit({ "schematrons/profils/IHE.sch": content }));
    await expect(opening).rejects.toMatchObject({
      code: "LDL_VALIDATION_KIT_REFUSED",
      details: { part: "IHE", reason, ...(reason === "PATH_OUTSIDE" ? {} : { file: "schematrons/profils/IHE.sch" }) },
    });
  });

  it("of which one volet holds what it does not know does not open either", async () => {
    const file = "schematrons/CI-SIS_ONE_2024.01.sch";
    const broken = schematron(pattern("h:a", '<assert test="magic(.)">m</assert>'));
    await expect(openCisisKit(madeUpKit({ [file]: broken }))).rejects.toMatchObject({
      code: "LDL_VALIDATION_KIT_REFUSED",
      details: { part: "CI-SIS_ONE_2024.01", reason: "EXPRESSION_REFUSED", file, line: 1 },
    });
  });

  it("whose XML Schema cannot be compiled does not open", async () => {
    const opening = openCisisKit(madeUpKit({ "infrastructure/cda/CDA_extended.xsd": "<a/>" }));
    await expect(opening).rejects.toMatchObject({ code: "LDL_VALIDATION_KIT_REFUSED", details: { reason: "SCHEMA" } });
  });

  it("is known by the hash of its rules, and repeats the version it was given", async () => {
    const [one, same, other] = await Promise.all(
      [{}, { "ExemplesCDA/more.xml": "<a/>" }, { "jeuxDeValeurs/more.xml": "<a/>" }].map((changes) =>
        validate(madeUpDocument(SOUND), {}, changes, { version: "v1" }),
      ),
    );
    expect(one?.info.kit).toEqual({ sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string, version: "v1" });
    expect(same?.info.kit).toEqual(one?.info.kit);
    expect(other?.info.kit?.sha256).not.toBe(one?.info.kit?.sha256);
  });

  it("gives the same report from its cache", async () => {
    const folder = madeUpKit();
    const cacheFolder = path.join(folder, "cache");
    const bytes = madeUpDocument(`${TEMPLATE}<code code="Z" codeSystem="1.2.3"/>${BODY}`);
    const reports: ValidationReport[] = [];
    for (let time = 0; time < 2; time++) {
      using kit = await openCisisKit(folder, { cacheFolder });
      reports.push(kit.validate(bytes));
    }
    expect(reports[0]).toEqual(reports[1]);
    expect(reports[0]?.findings.length).toBeGreaterThan(0);
  });
});

describe("a verdict", () => {
  it("is valid when every rule set was checked and found nothing", async () => {
    const report = await validate(madeUpDocument(SOUND));
    expect(report.findings).toEqual([]);
    expect(report.verdict).toBe("valid");
    expect(outcomes(report)).toEqual({
      XSD: "checked",
      IHE: "checked",
      terminologie: "checked",
      ModelesDeContenusCDA: "checked",
      StructurationMinimale: "checked",
      Modeles_ANS: "nothing-to-check",
      "ONE_2024.01": "checked",
    });
  });

  it("is invalid by a rule that is broken, told with its place and its rule", async () => {
    const report = await validate(madeUpDocument(`${TEMPLATE}<code code="Z" codeSystem="9"/><title/>${BODY}`));
    expect(report.verdict).toBe("invalid");
    expect(report.findings).toEqual([
      {
        ruleSet: "StructurationMinimale",
        expected: "code Z hors jeu",
        found: '<ClinicalDocument> codé <code code="Z" codeSystem="9"> contenant templateId, code, title, component',
        kind: "assert",
        ruleId: "code-1",
        role: "error",
        severity: "error",
        location: "/ClinicalDocument[1]",
        line: 1,
        column: 1,
        message: "code Z hors jeu",
        test: expect.stringContaining("conceptList") as string,
        source: { file: "schematrons/profils/structurationMinimale/ASIP-STRUCT-MIN-StrucMin.sch", line: 1 },
      },
      expect.objectContaining({
        ruleSet: "ONE_2024.01",
        severity: "error",
        ruleId: "r",
        message: "identifiant attendu (2024)",
      }),
    ]);
  });

  it("is not changed by a warning, unless it is strict", async () => {
    const bytes = madeUpDocument(SOUND.replace("<title/><component>", "<component>"));
    expect(await validate(bytes)).toMatchObject({ verdict: "valid", findings: [{ severity: "warning" }] });
    expect(await validate(bytes, { strict: true })).toMatchObject({ verdict: "invalid" });
  });

  it("is not changed by a report", async () => {
    const report = await validate(madeUpDocument(`${SOUND}<rare/>`), { strict: true });
    expect(report).toMatchObject({ verdict: "valid", findings: [{ kind: "report", severity: "info" }] });
  });

  it("is invalid by the XML Schema, told with its place", async () => {
    const bytes = madeUpDocument(SOUND.replace("<title/>", "<title/>"), "");
    const wrong = new TextEncoder().encode(new TextDecoder().decode(bytes).replace('v3">', 'v3" bad="1">'));
    const report = await validate(wrong);
    expect(report).toMatchObject({ verdict: "invalid", findings: [{ ruleSet: "XSD", kind: "xsd", line: 1 }] });
  });

  it("could not run when a rule set met nothing that it is about", async () => {
    const report = await validate(
      madeUpDocument('<templateId root="1.2.250.1.213.1.1.1.91" extension="old"/><code code="A"/><title/>'),
    );
    expect(report.info.volet.name).toBe("TWO_2023.01");
    expect(report.verdict).toBe("could-not-run");
    expect(outcomes(report)).toMatchObject({ "TWO_2023.01": "could-not-run", IHE: "could-not-run" });
  });

  it("could not run when a rule fails on the document", async () => {
    const failing = schematron(pattern("h:ClinicalDocument", '<assert test="h:code/@code + 1 = 2">m</assert>'));
    const report = await validate(madeUpDocument(SOUND), {}, { "schematrons/profils/CI-SIS_Modeles_ANS.sch": failing });
    expect(report.verdict).toBe("could-not-run");
    expect(report.info.ruleSets.find(({ name }) => name === "Modeles_ANS")).toMatchObject({
      status: "could-not-run",
      failures: [{ code: "FORG0001", location: "/ClinicalDocument[1]", source: { line: 1 } }],
    });
  });

  it.each([
    ["truncated", "<ClinicalDocument><a>", "invalid"],
    ["with a document type", "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "invalid"],
    ["empty", "", "invalid"],
    ["too deep", `${"<a>".repeat(300)}${"</a>".repeat(300)}`, "could-not-run"],
  ])("tells of a document that is %s", async (_title, text, verdict) => {
    const report = await validate(new TextEncoder().encode(text));
    expect(report).toMatchObject({ verdict, findings: [{ ruleSet: "XML", kind: "xml", severity: "error" }] });
    expect(report.info.ruleSets).toEqual([]);
  });
});

describe("the volet", () => {
  it.each<[string, string, ValidateWithKitOptions, string | undefined, string]>([
    ["the option", SOUND, { volet: "ONE_2022.01" }, "ONE_2022.01", "option"],
    ["the option, as a file name", SOUND, { volet: "CI-SIS_ONE_2022.01.sch" }, "ONE_2022.01", "option"],
    ["the option for none", SOUND, { volet: "none" }, undefined, "option"],
    [
      "the template and its version",
      SOUND.replace('90"/>', '90" extension="2022.01"/>'),
      {},
      "ONE_2022.01",
      "template-and-version",
    ],
    ["the template, newest version", SOUND, {}, "ONE_2024.01", "template"],
    [
      "the version that an example declares",
      '<templateId root="1.2.250.1.213.1.1.1.91" extension="old"/>',
      {},
      "TWO_2023.01",
      "template-and-version",
    ],
    ["no known template", '<templateId root="1.2.3"/>', {}, undefined, "none"],
    ["a file in the place of sections", `${TEMPLATE}<component><nonXMLBody/></component>`, {}, undefined, "level-1"],
  ])("is chosen by %s", async (_title, content, options, name, reason) => {
    const { info } = await validate(madeUpDocument(content), options);
    expect(info.volet).toMatchObject({ name, reason });
    expect(info.ruleSets.some((ruleSet) => ruleSet.name === name)).toBe(name !== undefined);
  });

  it.each([
    ["../schematrons/CI-SIS_ONE_2022.01.sch", "ONE_2022.01"],
    ["..\\schematrons\\profils\\IHE.sch", undefined],
  ])("is chosen by the instruction %s", async (href, name) => {
    const bytes = madeUpDocument(SOUND, `<?oxygen SCHSchema="${href}"?>`);
    expect((await validate(bytes)).info.volet).toMatchObject({ name, reason: "instruction" });
  });

  it("that the kit does not hold is refused, with those it holds", async () => {
    await expect(validate(madeUpDocument(SOUND), { volet: "THREE" })).rejects.toMatchObject({
      code: "LDL_VALIDATION_VOLET_UNKNOWN",
      details: { known: ["BIO-CR-BIO_2023.01", "ONE_2022.01", "ONE_2024.01", "TWO_2023.01"] },
    });
  });
});

describe("level 1", () => {
  it("has nothing to check in the rules on sections", async () => {
    const content =
      '<id root="1"/><code code="A"/><title/><component><nonXMLBody><text>x</text></nonXMLBody></component>';
    const report = await validate(madeUpDocument(content));
    expect(outcomes(report)).toMatchObject({ IHE: "nothing-to-check", StructurationMinimale: "checked" });
    expect(report.verdict).toBe("valid");
  });
});

describe("defects of the kit", () => {
  it("in letter case are made up for, and told", async () => {
    const { info } = await validate(madeUpDocument(SOUND));
    expect(info.repairs).toContainEqual({
      kind: "letter-case",
      asked: "schematrons/INCLUDE/Body.sch",
      used: "schematrons/include/body.sch",
    });
  });

  it("that are missing value sets are made up for, and told", async () => {
    const { info } = await validate(madeUpDocument(SOUND));
    expect(info.repairs).toContainEqual({
      kind: "rebuilt-value-set",
      asked: "schematrons/profils/structurationMinimale/include/voc-1.2.9-DYNAMIC.xml",
      used: "jeuxDeValeurs/JDV_Types.xml",
    });
  });

  it("that cannot be made up for stop the rule set", async () => {
    const report = await validate(madeUpDocument(SOUND), {}, { "jeuxDeValeurs/JDV_Types.xml": "<other/>" });
    expect(report.verdict).toBe("could-not-run");
    expect(report.info.ruleSets.find(({ name }) => name === "StructurationMinimale")).toMatchObject({
      failures: [{ code: "FODC0002", message: expect.stringContaining("absent du kit") as string }],
    });
  });

  it("that are known missing includes are told", async () => {
    const report = await validate(madeUpDocument(SOUND), { volet: "BIO-CR-BIO_2023.01" });
    expect(report.info.ruleSets.at(-1)).toMatchObject({
      status: "checked",
      missingIncludes: ["schematrons/include/specificationsVolets/BIO-CR-BIO_2023.01/Entete.sch"],
    });
  });

  it("that are missing terminologies are told, for the document at hand", async () => {
    using kit = await openCisisKit(madeUpKit());
    const codeSystems = (system: string): readonly string[] =>
      kit.validate(madeUpDocument(SOUND.replace("1.2.3", system))).info.uncheckedCodeSystems;
    expect(codeSystems("9.9")).toEqual(["9.9"]);
    expect(codeSystems("1.2.3")).toEqual([]);
    expect(codeSystems("../../../../../etc/passwd")).toEqual([]);
  });
});

describe("a self-displaying document", () => {
  const inside = `<ClinicalDocument xmlns="urn:hl7-org:v3">${SOUND.replace('<id root="1"/>', "")}</ClinicalDocument>`;
  const sheet = `<xsl:stylesheet version="2.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:template match="/"><xsl:message terminate="yes"/></xsl:template>
<xsl:variable name="cda">${inside}</xsl:variable></xsl:stylesheet>`;

  it("is checked as a whole", async () => {
    const report = await validate(new TextEncoder().encode(sheet));
    expect(report.info).toMatchObject({ isExtracted: false, volet: { name: "ONE_2024.01" } });
    expect(report.findings).toContainEqual(expect.objectContaining({ ruleSet: "ONE_2024.01", line: 3 }));
    expect(report.findings.some(({ ruleSet }) => ruleSet === "XSD")).toBe(true);
  });

  it("can be taken out, places still being those of the file", async () => {
    const report = await validate(new TextEncoder().encode(sheet), { extract: true });
    expect(report.info.isExtracted).toBe(true);
    expect(report.verdict).toBe("invalid");
    expect(report.findings).toMatchObject([
      {
        ruleSet: "ONE_2024.01",
        line: 3,
        column: 26,
        location: "/xsl:stylesheet[1]/xsl:variable[1]/ClinicalDocument[1]",
      },
    ]);
  });
});

describe("the XML Schema of an extracted document", () => {
  it("tells places of the file given", async () => {
    const text = '<x:s xmlns:x="urn:x" xmlns="urn:hl7-org:v3"><x:a/>\n<x:b><ClinicalDocument bad="1"/></x:b></x:s>';
    const report = await validate(new TextEncoder().encode(text), { extract: true });
    expect(report.findings.find(({ ruleSet }) => ruleSet === "XSD")).toMatchObject({
      line: 2,
      column: 6,
      location: "/x:s[1]/x:b[1]/ClinicalDocument[1]",
    });
  });
});

describe("a folder on a system that distinguishes letter case", () => {
  it("may name its own folders otherwise", async () => {
    const folder = madeUpKit({ "schematrons/CI-SIS_ONE_2022.01.sch": undefined });
    mkdirSync(path.join(folder, "other"));
    renameSync(
      path.join(folder, "schematrons/CI-SIS_ONE_2024.01.sch"),
      path.join(folder, "schematrons/ci-sis_one_2024.01.SCH"),
    );
    writeFileSync(path.join(folder, "schematrons/note.txt"), "");
    using kit = await openCisisKit(folder);
    expect(kit.validate(madeUpDocument(SOUND), { volet: "ONE_2024.01" }).info.volet.reason).toBe("option");
  });
});
