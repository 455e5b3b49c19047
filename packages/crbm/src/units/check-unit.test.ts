import { describe, expect, it } from "vitest";
import { UCUM_UNITS } from "../codes/ucum-units.ts";
import { isKnownUnit, suggestUnit } from "./check-unit.ts";
import { displayUnit } from "./display-unit.ts";
import { UNIT_HABITS } from "./unit-habits.ts";

describe("isKnownUnit", () => {
  it.each([
    "mmol/L",
    "umol/L",
    "g/L",
    "g/dL",
    "[IU]/L",
    "m[IU]/L",
    "10*9/L",
    "10*12/L",
    "/mL",
    "%",
    "fL",
    "[pH]",
    "{ratio}",
  ])("accepts %s", (unit) => {
    expect(isKnownUnit(unit)).toBe(true);
  });

  it.each(["1", "{INR}", "mL/min/{1.73_m2}", "G/L", "T/L", "ukat/L", "UI/L", "mmol/l", "µg/L", "g/mol", "g/kg"])(
    "refuses %s, as the official check does",
    (unit) => {
      expect(isKnownUnit(unit)).toBe(false);
    },
  );
});

describe("suggestUnit", () => {
  it.each([
    ["G/L", "10*9/L"],
    ["T/L", "10*12/L"],
    ["UI/L", "[IU]/L"],
    ["mUI/L", "m[IU]/L"],
    ["µUI/mL", "u[IU]/mL"],
    ["kUI/L", "k[IU]/L"],
    ["µg/mL", "ug/mL"],
    ["μmol/L", "umol/L"],
    ["mmol/l", "mmol/L"],
    ["g/dl", "g/dL"],
    ["10^9/L", "10*9/L"],
    ["10e9/L", "10*9/L"],
    ["mmHg", "mm[Hg]"],
    ["pH", "[pH]"],
    ["mOsm/kg", "mosm/kg"],
    ["/mm3", "/uL"],
    ["g/24h", "g/(24.h)"],
    ["g/kg", "mg/g"],
    ["L/(min.m2)", "L/min/m2"],
    ["{INR}", "{ratio}"],
    ["mMol/L", "mmol/L"],
    ["UMOL/L", "umol/L"],
    ["mM", "mmol/L"],
    ["µM", "umol/L"],
    ["uM", "umol/L"],
    ["nM", "nmol/L"],
    ["pM", "pmol/L"],
    ["fl", "fL"],
    ["/µl", "/uL"],
    ["×10⁹/l", "10*9/L"],
    ["µm3", "fL"],
    ["ml/min/1.73m²", "mL/min"],
  ])("says what to write for %s", (unit, suggestion) => {
    expect(suggestUnit(unit)).toBe(suggestion);
    expect(isKnownUnit(suggestion)).toBe(true);
  });

  it.each([
    "MU/mL",
    "MU/L",
    "MUI/L",
    "MMOL/L",
    "Mmol/L",
    "PMOL/L",
    "MG/L",
    "PG/mL",
    "MEQ/L",
    "u/L",
    "MM",
    "Mm",
    "S",
    "M",
    "constructor",
  ])("says nothing of %s, which in another case would be another magnitude", (unit) => {
    expect(suggestUnit(unit)).toBeUndefined();
  });

  it("knows habits that lead to units of the list alone, and takes no unit of the list for a habit", () => {
    expect([...UNIT_HABITS.values()].filter((unit) => !isKnownUnit(unit))).toEqual([]);
    expect([...UNIT_HABITS.keys()].filter((unit) => UCUM_UNITS.has(unit))).toEqual([]);
  });

  it("has nothing to say of a unit of the list, nor of one it does not recognise", () => {
    expect(suggestUnit("mmol/L")).toBeUndefined();
    expect(suggestUnit("ukat/L")).toBeUndefined();
  });

  it("leaves every unit of the list alone", () => {
    expect([...UCUM_UNITS].filter((unit) => suggestUnit(unit) !== undefined)).toEqual([]);
  });
});

describe("displayUnit", () => {
  it.each([
    ["10*9/L", "G/L"],
    ["10*12/L", "T/L"],
    ["m[IU]/L", "mUI/L"],
    ["[IU]/mL", "UI/mL"],
    ["ug/L", "µg/L"],
    ["umol/L", "µmol/L"],
    ["mg/(24.h)", "mg/24 h"],
    ["{ratio}", ""],
    ["mmol/L", "mmol/L"],
  ])("prints %s as %s", (unit, text) => {
    expect(displayUnit(unit)).toBe(text);
  });
});
