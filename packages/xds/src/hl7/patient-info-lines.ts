import { SourcePatientInfo } from "../model/source-patient-info.ts";
import { escapeHl7, unescapeHl7 } from "./escape-hl7.ts";
import { formatXpn, parseXpn } from "./values.ts";

/** Writes the traits of a patient, one value per field of the PID segment. */
export function formatPatientInfo(info: SourcePatientInfo): readonly string[] {
  const field = (number: number, text: string | undefined): readonly string[] =>
    text === undefined ? [] : [`PID-${number}|${escapeHl7(text)}`];
  return [
    ...info.noms.map((name) => `PID-5|${formatXpn(name)}`),
    ...field(7, info.dateNaissance),
    ...field(8, info.sexe),
    ...field(23, info.lieuNaissance),
    ...(info.autres ?? []),
  ];
}

/** Field of the PID segment to field of the traits, for those of one value. */
const SINGLE_FIELDS: ReadonlyMap<string, "dateNaissance" | "sexe" | "lieuNaissance"> = new Map([
  ["PID-7", "dateNaissance"],
  ["PID-8", "sexe"],
  ["PID-23", "lieuNaissance"],
] as const);

/** Reads the traits of a patient, in any order; what does not fit gives `undefined`. */
export function parsePatientInfo(lines: readonly string[]): SourcePatientInfo | undefined {
  const single: { dateNaissance?: string; sexe?: string; lieuNaissance?: string } = {};
  const noms: unknown[] = [];
  const autres: string[] = [];
  for (const line of lines) {
    const bar = line.indexOf("|");
    const field = line.slice(0, bar);
    const value = line.slice(bar + 1);
    const key = SINGLE_FIELDS.get(field);
    if (value.trim() === "") continue;
    if (field === "PID-5") noms.push(...value.split("~").map(parseXpn));
    else if (key !== undefined && single[key] === undefined) single[key] = unescapeHl7(value).trim();
    else autres.push(line);
  }
  return SourcePatientInfo.safeParse({
    noms: noms.filter((name) => name !== undefined),
    ...single,
    ...(autres.length === 0 ? {} : { autres }),
  }).data;
}
