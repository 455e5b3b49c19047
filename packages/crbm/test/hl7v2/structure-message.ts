import { readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import {
  buildCrBio,
  type FlatResult,
  type FromOruOptionsInput,
  fromOru,
  type OruConversion,
  readCrBio,
} from "../../src/index.ts";
import { quick } from "../support/samples.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../../../examples/data/hl7v2");
const OPTIONS = JSON.parse(readFileSync(path.join(FOLDER, "laboratoire.json"), "utf8")) as FromOruOptionsInput;
const HEADER = "MSH|^~\\&|SIL|LABO|DPI|X|202403141630+0100||ORU^R01|1|P|2.5";
const PATIENT = "PID|1||42^^^L&1.2.3.4&ISO^PI||MARTIN^CLAIRE^^^^^L||19800101|F";

/** A segment from its fields by number. */
export function segment(name: string, fields: Readonly<Record<number, string>>): string {
  const last = Math.max(...Object.keys(fields).map(Number));
  return [name, ...Array.from({ length: last }, (_, index) => fields[index + 1] ?? "")].join("|");
}

/** An order of microbiology, taken on 12 March at 08:15; `more` replaces and adds fields by number. */
export function order(filler: string, code: string, more: Readonly<Record<number, string>> = {}): string {
  return segment("OBR", {
    1: "1",
    3: filler,
    4: code,
    7: "20240312081500",
    22: "20240314163000",
    24: "MB",
    25: "F",
    32: "810007778888&BIOLO&Claire",
    ...more,
  });
}

/** An observation, final; `more` replaces and adds fields by number. */
export function observation(
  type: string,
  code: string,
  value: string,
  more: Readonly<Record<number, string>> = {},
): string {
  return segment("OBX", { 1: "1", 2: type, 3: code, 5: value, 11: "F", ...more });
}

/** Bytes of a message of these orders. */
export function messageOf(...lines: readonly string[]): string {
  return [HEADER, PATIENT, ...lines].join("\r");
}

/** Converts a message of these orders. */
export function convert(...lines: readonly string[]): OruConversion {
  return fromOru(messageOf(...lines), OPTIONS);
}

/** Converts bytes. */
export function convertText(text: string): OruConversion {
  return fromOru(text, OPTIONS);
}

/** Findings, as `RULE place`. */
export function rulesOf({ issues }: OruConversion): readonly string[] {
  return issues.map(({ rule, path: place }) => `${rule} ${place}`);
}

/** Rows of the report once it is built, without any finding, and read. */
export function rowsOf({ report }: OruConversion): readonly FlatResult[] {
  const built = buildCrBio(report, quick("structure"));
  const harmless = new Set(["LDL-BIO-PRESCRIPTEUR", "LDL-BIO-PRELEVEMENT", "LDL-BIO-ANTIBIOGRAMME"]);
  expect(built.issues.filter(({ rule }) => !harmless.has(rule ?? ""))).toEqual([]);
  const { results, issues } = readCrBio(built.xml);
  expect(issues).toEqual([]);
  return results;
}

/** Rows in short: organism, label, value or interpretation. */
export function linesOf(conversion: OruConversion): readonly string[] {
  return rowsOf(conversion).map(
    ({ organism, label, value, interpretation }) => `${organism ?? "-"} | ${label} | ${value ?? interpretation ?? ""}`,
  );
}
