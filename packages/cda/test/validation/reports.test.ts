import { readFileSync } from "node:fs";
import path from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import {
  assertConformant,
  type CheckedFile,
  type CisisKits,
  checkFile,
  compareKits,
  openCisisKit,
  openCisisKits,
  renderValidation,
  unreadableFile,
  validationReportSchema,
} from "../../src/index.ts";
import { madeUpDocument, madeUpKit, pattern, schematron } from "../official-kit/made-up-kit.ts";

const OTHER_RULES = {
  "schematrons/profils/CI-SIS_Modeles_ANS.sch": schematron(
    pattern("h:title", '<assert test="text()">titre vide <value-of select="\'&lt;script&gt;\'"/></assert>'),
  ),
};
const UNSOUND = '<code code="Z" codeSystem="9"/><title/><component><nonXMLBody/></component>';
const SOUND = '<code code="A" codeSystem="1.2.3"/><title>t</title><component><nonXMLBody/></component>';

const Sarif = z.object({
  version: z.literal("2.1.0"),
  runs: z.array(
    z.object({
      tool: z.object({
        driver: z.object({ rules: z.array(z.object({ id: z.string() })) }),
        extensions: z.array(z.object({ name: z.string(), rules: z.array(z.object({ id: z.string() })) })),
      }),
      invocations: z.array(
        z.object({ executionSuccessful: z.boolean(), toolExecutionNotifications: z.array(z.unknown()) }),
      ),
      results: z.array(
        z.object({
          ruleId: z.string(),
          ruleIndex: z.number().optional(),
          rule: z.object({ index: z.number(), toolComponent: z.object({ index: z.number() }) }).optional(),
          level: z.enum(["error", "warning", "note"]),
          message: z.object({ text: z.string().min(1) }),
        }),
      ),
    }),
  ),
});

describe("with two kits", () => {
  let opened: CisisKits;
  let files: readonly CheckedFile[];
  beforeAll(async () => {
    opened = await openCisisKits({ dmp: madeUpKit(), segur: madeUpKit(OTHER_RULES) }, { version: "v7" });
    files = [
      checkFile("bon.xml", madeUpDocument(SOUND), opened),
      checkFile("<script>alert(1)</script>.xml", madeUpDocument(UNSOUND), opened),
      checkFile("cassé.xml", Buffer.from("<a"), opened),
      unreadableFile("absent.xml", "fichier introuvable"),
    ];
  });

  it("the difference is what one finds and the other does not", () => {
    const { verdict, verdicts, common, differences } = compareKits(madeUpDocument(UNSOUND), opened);
    expect(verdict).toBe("invalid");
    expect(verdicts).toEqual({ dmp: "invalid", segur: "invalid" });
    expect(common.map(({ ruleSet }) => ruleSet)).toContain("StructurationMinimale");
    expect(differences).toMatchObject([
      { finding: { ruleSet: "Modeles_ANS", line: 2 }, foundBy: ["segur"], notFoundBy: ["dmp"] },
    ]);
  });

  it("a document that all accept has none", () => {
    expect(compareKits(madeUpDocument(SOUND), opened).differences).toEqual([]);
    expect(() => compareKits(madeUpDocument(SOUND), { kits: {} })).toThrow(RangeError);
  });

  it("the text is grouped, and coloured only when asked", () => {
    const text = renderValidation(files);
    expect(text).not.toContain("\u001b");
    expect(text).toMatch(/^bon\.xml : valide/);
    expect(text).toContain("Différences entre les kits (1)");
    expect(text).toContain("absent.xml : contrôle incomplet, fichier introuvable");
    expect(text).toContain("4 documents, 1 valide(s), 2 non valide(s), 1 contrôle(s) incomplet(s)");
    expect(renderValidation(files, { coloured: true })).toContain("\u001b[31mnon valide\u001b[0m");
  });

  it("no control character of a document reaches a terminal", () => {
    const xml = madeUpDocument(
      `<code code="\u009b31mZ" codeSystem="9"/><title>t</title><component><nonXMLBody/></component>`,
    );
    expect(renderValidation([checkFile("\u001b[2Jx.xml", xml, opened)])).not.toMatch(/(?!\n)\p{Cc}/u);
  });

  it("the JSON follows the schema that is shipped, and tells rule set, version and kit of each finding", () => {
    const json: unknown = JSON.parse(renderValidation(files, { format: "json", generatedAt: "2024-03-15T10:00:00Z" }));
    const shipped = readFileSync(
      path.join(import.meta.dirname, "../../schema/validation-report-1.schema.json"),
      "utf8",
    );
    expect(JSON.parse(shipped)).toEqual(JSON.parse(JSON.stringify(validationReportSchema())));
    expect(
      z.fromJSONSchema(JSON.parse(shipped) as Parameters<typeof z.fromJSONSchema>[0]).safeParse(json).error,
    ).toBeUndefined();
    expect(json).toMatchObject({
      verdict: "could-not-run",
      files: [{ verdict: "valid" }, { verdict: "invalid" }, {}, {}],
    });
    expect(JSON.stringify(json)).toMatch(/"kit":"segur","kitVersion":"v7","kitSha256":"[0-9a-f]{64}"/);
    expect(JSON.stringify(json)).toMatch(/"ruleSetVersion":"1\.0"/);
  });

  it("the SARIF refers to rules that it lists, and says that a file was not read", () => {
    const [run] = Sarif.parse(JSON.parse(renderValidation(files, { format: "sarif" }))).runs;
    const { driver, extensions } = run?.tool ?? { driver: { rules: [] }, extensions: [] };
    expect(run?.results.length).toBeGreaterThan(3);
    for (const { ruleId, ruleIndex, rule } of run?.results ?? []) {
      if (rule !== undefined) expect(extensions[rule.toolComponent.index]?.rules[rule.index]?.id).toBe(ruleId);
      else if (ruleIndex !== undefined) expect(driver.rules[ruleIndex]?.id).toBe(ruleId);
      else expect(ruleId).toBe("XML");
    }
    expect(run?.invocations).toMatchObject([{ executionSuccessful: false, toolExecutionNotifications: [{}] }]);
  });

  it("the page stands alone and executes nothing", () => {
    const html = renderValidation(files, { format: "html" });
    expect(html).toContain("&lt;script&gt;alert(1)&lt;/script&gt;.xml");
    expect(html).not.toMatch(/<script|<link|<img|<iframe|\bon\w+=|(?:src|href)="(?!#)/i);
    expect(html).toContain("default-src 'none'");
    expect(html).toContain("Différences entre les kits");
  });
});

describe("assertConformant", () => {
  it("gives the report of a valid document, and fails with the findings of another", async () => {
    using kit = await openCisisKit(madeUpKit());
    expect(assertConformant(madeUpDocument(SOUND), { kit }).verdict).toBe("valid");
    expect(() => assertConformant(madeUpDocument(UNSOUND), { kit, name: "lettre" })).toThrow(
      expect.objectContaining({
        name: "AssertionError",
        message: expect.stringMatching(/^lettre : non valide[\s\S]*hors jeu/) as string,
      }),
    );
  });

  it("does not pass what could not be checked", async () => {
    const silent = schematron(pattern("h:nothing", '<assert test="true()">m</assert>'));
    using kit = await openCisisKit(madeUpKit({ "schematrons/profils/CI-SIS_ModelesDeContenusCDA.sch": silent }));
    expect(() => assertConformant(madeUpDocument(SOUND), { kit })).toThrow(/aucune règle ne s'est appliquée/);
  });
});
