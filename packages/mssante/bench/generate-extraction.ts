import { createWriteStream } from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { pathToFileURL } from "node:url";
import { EXTRACTION_COLUMNS, type ExtractionColumn } from "../src/codes/extraction-columns.ts";

/*
 * Writes an extraction of people who do not exist: the same for the same number of lines and day.
 * Run with `node --import ../../scripts/load-typescript.mjs bench/generate-extraction.ts LINES FILE [DAY]`.
 */

const NAMES = ["MARTIN", "BERNARD", "DUBOIS", "D'ABOVILLE", "LEFÈVRE", "GARCIA", "NGUYEN", "ÉTIENNE", "PETIT-JEAN"];
const GIVEN = ["Marie", "Jean-Luc", "Zoé", "Inès", "Paul", "Chloé", "François", "Maël", "Anne"];
const TOWNS = [
  ["75013", "PARIS"],
  ["38043", "GRENOBLE CEDEX 9"],
  ["20000", "AJACCIO"],
  ["42000", "SAINT ETIENNE"],
  ["97400", "ST DENIS"],
] as const;
const PROFESSIONS = [
  ["10", "Médecin"],
  ["21", "Pharmacien"],
  ["60", "Infirmier"],
] as const;

/** Adds the digit that makes a number pass Luhn's check. */
export function withLuhnDigit(body: string): string {
  let sum = 0;
  for (let index = 0; index < body.length; index += 1) {
    const digit = Number(body.at(-1 - index));
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return `${body}${(10 - (sum % 10)) % 10}`;
}

function pick<T>(list: readonly T[], rank: number): T {
  const found = list[rank % list.length];
  if (found === undefined) throw new RangeError("empty list");
  return found;
}

/** RPPS number of the professional of that rank. */
export function rppsOf(rank: number): string {
  return withLuhnDigit(`10${String(rank).padStart(8, "0")}`);
}

/** FINESS number of the structure of that rank. */
export function finessOf(rank: number): string {
  return withLuhnDigit(`99${String(rank % 50_000).padStart(6, "0")}`);
}

/** The cells of a line; on later days a few mailboxes change, and a few leave for others. */
export function generatedCells(rank: number, day = 0): Readonly<Partial<Record<ExtractionColumn, string>>> {
  const shifted = day > 0 && rank % 500 === 7 ? rank + 10_000_000 * day : rank;
  const changed = day > 0 && rank % 300 === 11;
  const [postalCode, town] = pick(TOWNS, rank);
  const structure = {
    structureIdType: "1",
    structureId: finessOf(rank),
    structureName: `CENTRE DE SANTE ${rank % 50_000}`,
    streetNumber: String((rank % 90) + 1),
    streetType: "RUE",
    streetName: changed ? "DE LA NOUVELLE ADRESSE" : "DES ESSAIS",
    postalLine: `${postalCode} ${town}`,
    postalCode,
    department: postalCode.slice(0, 2),
    country: "FRANCE",
    zeroPaper: rank % 3 === 0 ? "O" : "N",
  };
  if (rank % 8 === 0) {
    return {
      ...structure,
      type: "ORG",
      address: `service.${shifted}@structure-${rank % 50}.mssante.fr`,
      service: "Accueil",
    };
  }
  const [professionCode, profession] = pick(PROFESSIONS, rank);
  const rpps = rppsOf(shifted);
  return {
    ...structure,
    type: "PER",
    address: `pro.${shifted}@medecin-${rank % 20}.mssante.fr`,
    personIdType: "8",
    personId: rpps,
    personIdNat: `8${rpps}`,
    civility: "DR",
    name: pick(NAMES, rank),
    givenName: pick(GIVEN, rank >> 3),
    categoryCode: "C",
    category: "Civil",
    professionCode,
    profession,
  };
}

/** Writes cells as a line. */
export function extractionLine(cells: Readonly<Partial<Record<ExtractionColumn, string>>>): string {
  return EXTRACTION_COLUMNS.map(([name]) => cells[name] ?? "").join("|");
}

/** The header of an extraction. */
export const EXTRACTION_HEADER = EXTRACTION_COLUMNS.map(([, heading]) => heading).join("|");

/** The bytes of a whole extraction, a thousand lines at a time. */
export function* generateExtraction(lines: number, day = 0): Generator<Uint8Array> {
  yield Buffer.from(`${EXTRACTION_HEADER}\n`);
  for (let start = 0; start < lines; start += 1000) {
    let text = "";
    for (let rank = start; rank < Math.min(start + 1000, lines); rank += 1)
      text += `${extractionLine(generatedCells(rank, day))}\n`;
    yield Buffer.from(text);
  }
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const [, , lines = "1000", file = "extraction.txt", day = "0"] = process.argv;
  await pipeline(Readable.from(generateExtraction(Number(lines), Number(day))), createWriteStream(file));
}
