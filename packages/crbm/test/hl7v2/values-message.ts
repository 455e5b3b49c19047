import { readFileSync } from "node:fs";
import path from "node:path";
import {
  type FlatResult,
  type FromOruOptionsInput,
  flattenReport,
  fromOru,
  type OruConversion,
} from "../../src/index.ts";

const FILE = path.resolve(import.meta.dirname, "../../../../examples/data/hl7v2/laboratoire.json");

/** Options of the laboratory of the sample messages. */
export const OPTIONS = JSON.parse(readFileSync(FILE, "utf8")) as FromOruOptionsInput;

/** Header without offset, nor encoding; those that differ are made of it. */
export const MSH = "MSH|^~\\&|SIL|LABO|DPI|X|202403121630||ORU^R01|1|P|2.5";
export const PID = "PID|1||42^^^L&1.2.3.4&ISO^PI||MARTIN^CLAIRE^^^^^L||19800101|F";
const OBR =
  "OBR|1||F1|58410-2^NFS^LN|||20240312081500|||||||20240312091000||||||||20240312163000||HM|F|||||||810007778888&BIOLO&Claire";

/** Fields of an observation by number; the code and the status have a default. */
export function obx(type: string, value: string, fields: Readonly<Record<number, string>> = {}): string {
  const all: Readonly<Record<number, string>> = { 1: "1", 2: type, 3: "718-7^Hb^LN", 5: value, 11: "F", ...fields };
  const last = Math.max(...Object.keys(all).map(Number));
  return ["OBX", ...Array.from({ length: last }, (_, index) => all[index + 1] ?? "")].join("|");
}

/** A message of one order with these lines below it. */
export function messageOf(lines: readonly string[], header: string = MSH, patient: string = PID): string {
  return [header, patient, OBR, ...lines].join("\r");
}

/** Converts these lines. */
export function convert(...lines: readonly string[]): OruConversion {
  return fromOru(messageOf(lines), OPTIONS);
}

/** Findings as `rule path`. */
export function rulesOf({ issues }: OruConversion): readonly string[] {
  return issues.map(({ rule, path: place }) => `${rule} ${place}`);
}

/** The only row of a conversion. */
export function rowOf({ report }: OruConversion): FlatResult {
  const [row, ...others] = flattenReport(report);
  if (row === undefined || others.length > 0) throw new Error("one row expected");
  return row;
}
