import { describe, expect, it } from "vitest";
import { altered } from "../../../cda/test/support/altered.ts";
import { readCrBio } from "../../src/index.ts";
import { buildSample } from "../support/samples.ts";

const ECBU = Buffer.from(buildSample("cr-bio.ecbu-antibiogramme.json").xml).toString("utf8");
const [ENTRY = ""] = /<entry typeCode="DRIV">[\s\S]*?<\/entry>/.exec(ECBU) ?? [];

/** A second entry in the section: of blood, not of urine, still in progress. */
const BLOOD = altered(
  ENTRY.replace(/ ID="[^"]*"/g, ""),
  [
    /(<playingEntity[^>]*>\s*<code code=")[^"]*(" displayName=")[^"]*/,
    '<playingEntity><code code="BLD" displayName="Sang',
  ],
  [/(?<=<act classCode="ACT" moodCode="EVN">[\s\S]*?<statusCode code=")completed/, "active"],
);
const read = () => readCrBio(Buffer.from(altered(ECBU, [ENTRY, `${ENTRY}${BLOOD}`])));

describe("a section with two acts", () => {
  it("gives each result the specimens of its own act", () => {
    const { results, issues } = read();
    const specimens = results.filter(({ label }) => label === "Leucocytes").map(({ specimen }) => specimen);
    expect(specimens).toEqual(["Urine, milieu de jet", "Sang"]);
    const antibiotics = results.filter(({ label }) => label === "Céfotaxime").map(({ specimen }) => specimen);
    expect(antibiotics).toEqual(["Urine, milieu de jet", "Sang"]);
    expect(issues.map(({ rule }) => rule)).toContain("LDL-BIO-R-SECTION-ENTRY");
  });

  it("loses no validation, comment or state of the second one", () => {
    const [bloc] = read().report.chapitres.map((chapitre) => chapitre.bloc);
    expect(bloc?.statut).toBe("active");
    expect(bloc?.commentaires).toHaveLength(2);
    expect(bloc?.elements.every(({ validation }) => validation !== undefined)).toBe(true);
  });

  it("numbers the isolates of both", () => {
    const ranks = read().results.filter(({ label }) => label === "Céfotaxime");
    expect(ranks.map(({ isolate }) => isolate)).toEqual([1, 2]);
  });
});
