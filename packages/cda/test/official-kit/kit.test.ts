import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type CisisKit, openCisisKit, type ValidationReport, validateDocument } from "../../src/index.ts";
import { damageByName, NAMED_MUTANTS } from "./named-mutants.ts";

/** Folder of the official kit, unpacked. */
const KIT = process.env["LDL_CISIS_KIT"];
if (KIT === undefined) console.log("skipped: LDL_CISIS_KIT names no folder of the official kit");
const EXAMPLES = path.join(KIT ?? "", "ExemplesCDA");

/**
 * Examples that the kit of 19 February 2025 refuses, each for one reason: their codes or name qualifiers are older than its value
 * sets and header rules.
 */
const STALE_EXAMPLES: Readonly<Record<string, string>> = {
  "CANCER-FRCP_2022.01_Appareil.xml": "ModelesDeContenusCDA",
  "CANCER-FRCP_2022.01_Transversale.xml": "ModelesDeContenusCDA",
  "TLM-DA_2022.01_TCG.xml": "ModelesDeContenusCDA",
  "TLM-DA_2022.01_TCG_anamnèse-non-structurée.xml": "ModelesDeContenusCDA",
  "TLM-DA_2022.01_TE1_anamnèse-non-structurée.xml": "ModelesDeContenusCDA",
  "eDISP-MED_2024.01.xml": "StructurationMinimale",
};

/** Damages that the official rules do not see. */
const UNSEEN = new Set(["templateId-volet-inconnu", "languageCode-faux", "ins-oid-faux", "texte-section-absent"]);

describe.skipIf(KIT === undefined)("the official kit", { timeout: 300_000 }, () => {
  let kit: CisisKit;
  const cacheFolder = mkdtempSync(path.join(os.tmpdir(), "kit-cache-"));
  const check = (name: string, options?: Parameters<CisisKit["validate"]>[1]): ValidationReport =>
    kit.validate(readFileSync(path.join(EXAMPLES, name)), options);

  beforeAll(async () => {
    kit = await openCisisKit(KIT ?? "", { cacheFolder });
  });
  afterAll(() => {
    kit[Symbol.dispose]();
    rmSync(cacheFolder, { recursive: true });
  });

  it("opens with every volet", () => {
    expect(kit.volets.length).toBeGreaterThan(50);
    for (const volet of kit.volets) {
      const [last] = check("LDL-SES_2022.01.xml", { volet }).info.ruleSets.slice(-1);
      expect(last?.name).toBe(volet);
      expect(last?.failures).toEqual([]);
    }
  });

  it("accepts its own examples, but those older than its value sets", () => {
    const names = readdirSync(EXAMPLES).filter((name) => name.endsWith(".xml"));
    expect(names).toHaveLength(94);
    for (const name of names) {
      const { verdict, findings } = check(name);
      const stale = STALE_EXAMPLES[name.normalize("NFC")];
      expect([name, verdict]).toEqual([name, stale === undefined ? "valid" : "invalid"]);
      expect(findings.map(({ ruleSet }) => ruleSet)).toEqual(stale === undefined ? [] : [stale]);
    }
  });

  it("chooses the volet of letters and biology reports by their template alone", () => {
    const withoutInstructions = (name: string): Uint8Array =>
      Buffer.from(readFileSync(path.join(EXAMPLES, name), "utf8").replace(/<\?oxygen.*?\?>/gs, ""));
    const voletOf = (name: string): string | undefined => kit.validate(withoutInstructions(name)).info.volet.name;
    expect(voletOf("LDL-SES_2022.01.xml")).toBe("LDL-SES_2022.01");
    expect(voletOf("LDL-EES_2022.01.xml")).toBe("LDL-EES_2022.01");
    expect(voletOf("BIO-CR-BIO_2024.01_Electrophorese.xml")).toBe("BIO-CR-BIO_2024.01");
    expect(voletOf("BIO-CR-BIO_2023.01_Electrophorese.xml")).toBe("BIO-CR-BIO_2023.01");
    expect(voletOf("VSM_1.4_2022.01.xml")).toBe("VSM_1.4_2022.01");
    expect(voletOf("DOC_NON_STRUCTURE_CDA-R2-N1.xml")).toBeUndefined();
  });

  it("tells what its volet of 2023 for biology does not check", () => {
    const { info } = check("BIO-CR-BIO_2023.01_Electrophorese.xml");
    expect(info.ruleSets.at(-1)?.missingIncludes).toHaveLength(9);
  });

  it("gives the same verdict on a self-displaying document, whole or taken out", () => {
    const name = "CANCER-PPS_2022.01_Autopresentable.xml";
    expect(check(name)).toMatchObject({ verdict: "valid", info: { isExtracted: false } });
    expect(check(name, { extract: true })).toMatchObject({ verdict: "valid", info: { isExtracted: true } });
  });

  it.each(NAMED_MUTANTS)("sees that $name", (mutant) => {
    const file = path.join(EXAMPLES, `${mutant.example}.xml`);
    expect(existsSync(file)).toBe(true);
    const { verdict } = kit.validate(damageByName(readFileSync(file), mutant));
    expect(verdict).toBe(UNSEEN.has(mutant.name) ? "valid" : "invalid");
  });

  it("does not contradict the rules of the SDK, but on matricules, births and identifiers that are wrong", () => {
    const errors = readdirSync(EXAMPLES)
      .filter((name) => name.endsWith(".xml"))
      .flatMap((name) => validateDocument(readFileSync(path.join(EXAMPLES, name))).findings)
      .filter(({ severity }) => severity === "error");
    expect([...new Set(errors.map(({ ruleId }) => ruleId))].sort()).toEqual([
      "LDL-V-DATE-NAISSANCE",
      "LDL-V-INS-CLE",
      "LDL-V-OID",
    ]);
    expect(errors.filter(({ ruleId }) => ruleId === "LDL-V-INS-CLE")).toHaveLength(11);
  });

  it.each(NAMED_MUTANTS.filter(({ name }) => UNSEEN.has(name)))(
    "is completed by the rules of the SDK: $name",
    (mutant) => {
      const bytes = readFileSync(path.join(EXAMPLES, `${mutant.example}.xml`));
      const before = validateDocument(bytes, { kit }).findings.length;
      expect(validateDocument(damageByName(bytes, mutant), { kit }).findings.length).toBeGreaterThan(before);
    },
  );
});
