import { readFileSync } from "node:fs";
import path from "node:path";
import { buildLettreDeLiaisonSortie, type LettreDeLiaisonSortieInput } from "@ldl/cda";

const RECORD = path.join(import.meta.dirname, "../../data/ldl-ses.min.json");

/** Stands for your software: a record of your database, exported as a letter. */
export function exportLetter(): Uint8Array {
  // The one boundary with the database: the builder checks every field.
  const record = JSON.parse(readFileSync(RECORD, "utf8")) as LettreDeLiaisonSortieInput;
  return buildLettreDeLiaisonSortie(record).xml;
}
