import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { ABSENT_ALLERGY } from "./jdv/absent-allergy.ts";
import { ABSENT_DEVICE } from "./jdv/absent-device.ts";
import { ABSENT_MEDICATION } from "./jdv/absent-medication.ts";
import { ABSENT_PROBLEM } from "./jdv/absent-problem.ts";
import { ABSENT_PROCEDURE } from "./jdv/absent-procedure.ts";
import { ACT_ENCOUNTER } from "./jdv/act-encounter.ts";
import { ACT_PRIORITY } from "./jdv/act-priority.ts";
import { ADMINISTRATIVE_GENDER } from "./jdv/administrative-gender.ts";
import { ADMISSION_MODE } from "./jdv/admission-mode.ts";
import { ALLERGY_TYPE } from "./jdv/allergy-type.ts";
import { AUTHOR_SPECIALTY } from "./jdv/author-specialty.ts";
import { CIVILITY } from "./jdv/civility.ts";
import { DISCHARGE_MODE } from "./jdv/discharge-mode.ts";
import { DOCUMENT_STATUS } from "./jdv/document-status.ts";
import { ENCOUNTER_PARTICIPATION } from "./jdv/encounter-participation.ts";
import { FUNCTION_CODE } from "./jdv/function-code.ts";
import { HEALTHCARE_FACILITY_TYPE } from "./jdv/healthcare-facility-type.ts";
import { PARTICIPATION_TYPE } from "./jdv/participation-type.ts";
import { PRACTICE_SETTING } from "./jdv/practice-setting.ts";
import { PROBLEM_TYPE } from "./jdv/problem-type.ts";
import { RELATION_PATIENT } from "./jdv/relation-patient.ts";
import { SEVERITY } from "./jdv/severity.ts";
import { TITLE } from "./jdv/title.ts";
import { TYPE_CODE } from "./jdv/type-code.ts";
import {
  CRITICITE,
  Criticite,
  PRIORITE,
  Priorite,
  SEVERITE,
  Severite,
  STATUT_DOCUMENT,
  StatutDocument,
  TYPE_ALLERGIE,
  TYPE_PROBLEME,
  TYPE_RENCONTRE,
  TypeAllergie,
  TypeProbleme,
  TypeRencontre,
} from "./statuts.ts";
import { isKnownUnit, unitLabel } from "./unites.ts";
import { conceptOf, includesCode, type ValueSet } from "./value-set.ts";

describe("the value sets", () => {
  it.each<[ValueSet, number, string]>([
    [AUTHOR_SPECIALTY, 396, "1.2.250.1.213.1.1.5.461"],
    [HEALTHCARE_FACILITY_TYPE, 69, "1.2.250.1.213.1.1.5.466"],
    [PRACTICE_SETTING, 12, "1.2.250.1.213.1.1.5.467"],
    [TYPE_CODE, 114, "1.2.250.1.213.1.1.5.471"],
    [RELATION_PATIENT, 37, "1.2.250.1.213.3.3.16"],
    [FUNCTION_CODE, 10, "1.2.250.1.213.1.1.5.124"],
    [ENCOUNTER_PARTICIPATION, 6, "1.2.250.1.213.1.1.5.528"],
    [ADMINISTRATIVE_GENDER, 3, "1.2.250.1.213.1.1.5.590"],
    [PARTICIPATION_TYPE, 7, "1.2.250.1.213.1.1.5.591"],
    [CIVILITY, 2, "1.2.250.1.213.1.1.5.718"],
    [TITLE, 6, "1.2.250.1.213.1.1.5.719"],
    [ADMISSION_MODE, 4, "1.2.250.1.213.1.1.5.73"],
    [DISCHARGE_MODE, 6, "1.2.250.1.213.1.1.5.74"],
    [DOCUMENT_STATUS, 4, "1.2.250.1.213.1.1.5.93"],
    [ALLERGY_TYPE, 14, "1.2.250.1.213.1.1.5.794"],
    [PROBLEM_TYPE, 7, "1.2.250.1.213.1.1.5.172"],
    [SEVERITY, 6, "1.2.250.1.213.1.1.5.675"],
    [ACT_PRIORITY, 12, "2.16.840.1.113883.1.11.16866"],
    [ACT_ENCOUNTER, 9, "2.16.840.1.113883.1.11.13955"],
    [ABSENT_ALLERGY, 5, "1.2.250.1.213.1.1.5.661"],
    [ABSENT_PROBLEM, 2, "1.2.250.1.213.1.1.5.662"],
    [ABSENT_DEVICE, 2, "1.2.250.1.213.1.1.5.663"],
    [ABSENT_MEDICATION, 2, "1.2.250.1.213.1.1.5.664"],
    [ABSENT_PROCEDURE, 2, "1.2.250.1.213.1.1.5.665"],
  ])("%# has its codes and its OID", (set, size, oid) => {
    expect([set.concepts.size, set.oid]).toEqual([size, oid]);
    expect(set.version).toMatch(/^20\d\d-\d\d-\d\d$/);
  });

  it("know a code only in its own system", () => {
    expect(includesCode(PRACTICE_SETTING, { code: "SNR", systeme: "1.2.250.1.213.1.1.4.6" })).toBe(true);
    expect(includesCode(PRACTICE_SETTING, { code: "SNR", systeme: "1.2.250.1.213.1.1.4.9" })).toBe(false);
    expect(() => conceptOf(PRACTICE_SETTING, "NOPE")).toThrow(RangeError);
  });

  it.each([
    [StatutDocument.options, STATUT_DOCUMENT, DOCUMENT_STATUS],
    [Severite.options, SEVERITE, SEVERITY],
    [TypeAllergie.options, TYPE_ALLERGIE, ALLERGY_TYPE],
    [TypeProbleme.options, TYPE_PROBLEME, PROBLEM_TYPE],
    [Priorite.options, PRIORITE, ACT_PRIORITY],
    [TypeRencontre.options, TYPE_RENCONTRE, ACT_ENCOUNTER],
  ] as const)("have a French name for each of their codes (%#)", (names, codes, set) => {
    expect(Object.keys(codes)).toEqual([...names]);
    expect(new Set(Object.values(codes).map(({ code }) => code)).size).toBe(set.concepts.size);
  });

  it("name the criticality of allergies", () => {
    expect(Criticite.options.map((name) => CRITICITE[name].code)).toEqual(["low", "high", "unable-to-assess"]);
  });
});

const UCUM = path.join(
  process.env["LDL_CISIS_KIT"] ?? "",
  "schematrons/profils/terminologies/terminologie/2.16.840.1.113883.6.8.xml",
);
if (!existsSync(UCUM)) console.log("skipped: LDL_CISIS_KIT names no kit, units are not compared with its UCUM list");

describe("units", () => {
  it.each(["mg", "mL/h", "[IU]/kg/d", "{comprime}", "[drp]", "10*6"])("knows %s", (unit) => {
    expect(isKnownUnit(unit)).toBe(true);
  });

  it.each(["comprimé", "{x}", "{comprimé}", "milligrammes", "", "mg ", "10*9"])(
    "refuses '%s', which the official check refuses",
    (unit) => {
      expect(isKnownUnit(unit)).toBe(false);
    },
  );

  it("writes those that it does not count as they are", () => {
    expect(unitLabel("mmol/L", 2)).toBe("mmol/L");
    expect(unitLabel("mg/(24.h)", 1)).toBe("mg/24 h");
  });

  it.skipIf(!existsSync(UCUM))("are all in the UCUM list of the kit", () => {
    const listed = new Set(
      [...readFileSync(UCUM, "utf8").matchAll(/<code>(.*?)<\/code>/g)].map(([, code = ""]) =>
        code.replaceAll("&apos;", "'").trim(),
      ),
    );
    const source = readFileSync(path.join(import.meta.dirname, "unites.ts"), "utf8");
    const lines = /new Set\(\s*\[([\s\S]*?)\]\.flatMap/.exec(source)?.[1] ?? "";
    const units = [...lines.matchAll(/"([^"]*)"/g)].flatMap(([, line = ""]) => line.split(" "));
    expect(units.length).toBeGreaterThan(100);
    expect(units.filter((unit) => !listed.has(unit))).toEqual([]);
  });
});
