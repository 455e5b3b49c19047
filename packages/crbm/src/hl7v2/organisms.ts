import { present, SNOMED_CT_OID } from "@ldl/cda";
import type { z } from "zod";
import { NCBI_OID } from "../codes/systems.ts";
import type { Isolat } from "../model/bloc.ts";
import {
  CONCENTRATION_UNITS,
  COUNT_CODES,
  ORGANISM_CODES,
  ORGANISM_WORDS,
  SUSCEPTIBILITIES,
  SUSCEPTIBILITY_WORDS,
} from "./hl7-tables.ts";
import type { OrderResult } from "./map-previous.ts";

/** An isolate as a vendor gives one. */
export type IsolatInput = z.input<typeof Isolat>;

/** Words as they are compared: no accents, no capitals, no punctuation. */
function plain(text: string): string {
  const letters = text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return letters.replace(/[^a-z0-9]+/g, " ").trim();
}

/** Words and codes that a value has. */
function namesOf({ resultat: { valeur } }: OrderResult): readonly string[] {
  if (valeur?.type === "texte") return [plain(valeur.texte)];
  if (valeur?.type !== "code") return [];
  const codes = [valeur.code, ...(valeur.traductions ?? [])];
  const names = [valeur.texte ?? "", ...codes.flatMap(({ code, libelle }) => [libelle, code])];
  return names.map(plain).filter((name) => name !== "");
}

/** Whether one name is the other with more words, or with its genus cut short: `E. coli`, `Staph aureus`. */
function areNear(one: string, other: string): boolean {
  const isPart = ` ${one} `.includes(` ${other} `) || ` ${other} `.includes(` ${one} `);
  const [genus = "", species = ""] = one.split(" ");
  const [otherGenus = "", otherSpecies = ""] = other.split(" ");
  const isCut = genus.startsWith(otherGenus) || otherGenus.startsWith(genus);
  return isPart || (species !== "" && species === otherSpecies && isCut);
}

/**
 * Finds the results whose value is what words name: those of these very words, else those near to them.
 *
 * @param results - Results.
 * @param words - Name of a micro-organism.
 * @param isNearEnough - Whether a name near to the words will do.
 * @returns The results.
 */
export function namedBy<T extends { readonly organism: OrderResult }>(
  results: readonly T[],
  words: string,
  isNearEnough: boolean,
): readonly T[] {
  const wanted = plain(words);
  const exact = results.filter(({ organism }) => namesOf(organism).includes(wanted));
  if (exact.length > 0 || !isNearEnough) return exact;
  return results.filter(({ organism }) => namesOf(organism).some((name) => areNear(name, wanted)));
}

/** The micro-organism that a value names; `undefined` when it is no name. */
export function germeOf({ resultat: { valeur } }: OrderResult): IsolatInput["germe"] | undefined {
  if (valeur?.type === "texte") return { libelle: valeur.texte.slice(0, 250).replace(/\s+/g, " ").trim() };
  if (valeur?.type !== "code") return undefined;
  const codes = [valeur.code, ...(valeur.traductions ?? [])];
  return {
    libelle: valeur.texte ?? valeur.code.libelle,
    ...present({
      snomed: codes.find(({ systeme }) => systeme === SNOMED_CT_OID),
      ncbi: codes.find(({ systeme }) => systeme === NCBI_OID),
    }),
  };
}

function isCodedOrganism({ resultat: { analyse, valeur } }: OrderResult): boolean {
  const codes = valeur?.type === "code" ? [valeur.code, ...(valeur.traductions ?? [])] : [];
  return ORGANISM_CODES.has(analyse.loinc?.code ?? "") || codes.some(({ systeme }) => systeme === NCBI_OID);
}

/**
 * Gives the results that name a micro-organism: by the code of their value or analysis, else by the words of the latter.
 *
 * @param results - Results.
 * @returns Those of them.
 */
export function organismsAmong(results: readonly OrderResult[]): readonly OrderResult[] {
  const named = results.filter((result) => germeOf(result) !== undefined && !isSusceptibility(result));
  const coded = named.filter(isCodedOrganism);
  return coded.length > 0 ? coded : named.filter(({ resultat }) => ORGANISM_WORDS.test(resultat.analyse.libelle));
}

/** Whether a result counts colonies: it is of the micro-organism, whatever stands beside it. */
export function isCount({ resultat: { analyse, valeur } }: OrderResult): boolean {
  const isOfColonies = valeur !== undefined && "unite" in valeur && (valeur.unite ?? "").startsWith("[CFU]");
  return isOfColonies || COUNT_CODES.has(analyse.loinc?.code ?? "");
}

/** Whether a result says how a micro-organism answers to an antibiotic, by its flag or by its value. */
export function isSusceptibility({ resultat: { interpretation, valeur } }: OrderResult): boolean {
  if (SUSCEPTIBILITIES.has(interpretation ?? "")) return true;
  const word = valeur?.type === "texte" ? valeur.texte : valeur?.type === "code" ? valeur.code.code : "";
  return SUSCEPTIBILITIES.has(word) || SUSCEPTIBILITY_WORDS.has(plain(word));
}

/** Whether a result may be a minimal inhibitory concentration. */
export function isConcentration({ resultat: { valeur } }: OrderResult): boolean {
  return valeur !== undefined && "unite" in valeur && CONCENTRATION_UNITS.has(valeur.unite ?? "");
}
