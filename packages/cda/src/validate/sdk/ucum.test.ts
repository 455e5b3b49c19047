import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { isMisleading, isUcum, suggestUcum } from "./ucum.ts";

const LISTED = path.join(
  process.env["LDL_CISIS_KIT"] ?? "",
  "schematrons/profils/terminologies/terminologie/2.16.840.1.113883.6.8.xml",
);
if (!existsSync(LISTED)) console.log("skipped: LDL_CISIS_KIT names no kit, its UCUM list is not tried");

describe("UCUM units", () => {
  it.skipIf(!existsSync(LISTED))("are all those of the official list that hold no blank", () => {
    const listed = [...readFileSync(LISTED, "utf8").matchAll(/<code>(.*?)<\/code>/g)].map(([, code = ""]) =>
      code.replaceAll("&apos;", "'").trim(),
    );
    expect(listed.length).toBeGreaterThan(500);
    expect(listed.filter((unit) => !/\s/.test(unit) && !isUcum(unit))).toEqual([]);
  });

  it("may be units and mean something else", () => {
    expect(isUcum("G/L") && isMisleading("G/L")).toBe(true);
    expect(isMisleading("g/L")).toBe(false);
  });

  it.each(
    [
      ...[
        "1",
        "%",
        "mg",
        "mL",
        "ug/L",
        "10*9/L",
        "10*12/L",
        "mmol/L",
        "[IU]",
        "m[IU]/L",
        "k[IU]/L",
        "mm[Hg]",
        "cm[H2O]",
      ],
      ...["mL/min/{1.73_m2}", "{tablet}", "mg{creat}", "/min", "/100{WBCs}", "g/(24.h)", "mL/(min.m2)", "10*6.[CFU]/L"],
      ...[
        "m2",
        "s-1",
        "kg.m/s2",
        "Cel",
        "[pH]",
        "[anti'Xa'U]",
        "B[10.nV]",
        "' '",
        "U/10*12",
        "ukat/L",
        "daL/min",
        "h",
        "d",
        "wk",
        "mo",
        "a",
      ],
    ].filter((unit) => unit !== "' '"),
  )("%s is one", (unit) => {
    expect(isUcum(unit)).toBe(true);
  });

  it.each([
    "",
    " mg",
    "m g",
    "UI",
    "mgg",
    "µg",
    "mmHg",
    "mg//L",
    "mg/",
    "comprimé",
    "{comprimé}",
    "mg{",
    "(mg",
    "xx",
    "kmin",
    "°C",
    "m".repeat(101),
  ])("%s is none", (unit) => {
    expect(isUcum(unit)).toBe(false);
  });

  it.each([
    ["UI", "[IU]"],
    ["UI/j", "[IU]/d"],
    ["µg", "ug"],
    ["μg/kg", "ug/kg"],
    ["G/L", "10*9/L"],
    ["mmHg", "mm[Hg]"],
    ["°C", "Cel"],
    ["comprimé", "{tablet}"],
    ["comprimés", "{tablet}"],
    ["jours", "d"],
    ["mg / 24h", undefined],
    ["10^9/L", "10^9/L"],
    ["m²", "m2"],
    ["KG", "kg"],
    ["charabia", undefined],
  ])("for %s it is %s", (unit, suggestion) => {
    expect(suggestUcum(unit)).toBe(suggestion);
    if (suggestion !== undefined) expect(isUcum(suggestion)).toBe(true);
  });
});
