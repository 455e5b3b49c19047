import { attributeOf, type XmlElement } from "@ldl/xml";
import type { Valeur } from "../model/valeur.ts";
import { formatWithUnit } from "../narrative/format-valeur.ts";
import type { BioContext } from "./bio-context.ts";

/** States of an act that gave no result, or whose result no longer holds. */
const GIVEN_UP: ReadonlySet<string | undefined> = new Set(["aborted", "cancelled", "nullified", "obsolete"]);

/** Tells whether the state of an entry says that it has no result, or none that holds. */
export function isGivenUp(status: string | undefined): boolean {
  return GIVEN_UP.has(status);
}

/** Tells whether an entry is denied by who wrote it. */
export function isNegated(entry: XmlElement): boolean {
  const written = attributeOf(entry, "negationInd")?.trim();
  return written !== undefined && written !== "false" && written !== "0";
}

/** Tells whether an entry is an order, a goal or the like, and nothing that took place. */
function isIntended(entry: XmlElement): boolean {
  const mood = attributeOf(entry, "moodCode")?.trim();
  return mood !== undefined && mood !== "EVN";
}

/**
 * Tells whether an observation says something of the patient, and not that it is not so or that it should be so.
 *
 * @param observation - Result, or earlier result.
 * @returns False for one that is denied, ordered or aimed at.
 */
export function isAsserted(observation: XmlElement): boolean {
  return !isNegated(observation) && !isIntended(observation);
}

/**
 * Reports an entry that is denied, or that did not take place.
 *
 * @param entry - Observation, act or procedure.
 * @param context - Where it is reported.
 */
export function checkAssertion(entry: XmlElement, context: BioContext): void {
  if (isNegated(entry)) context.find("LDL-BIO-R-NEGATION", entry);
  if (isIntended(entry)) context.find("LDL-BIO-R-MOOD", entry);
}

/**
 * Gives the value of an observation as far as it is asserted: what is denied, ordered or aimed at becomes words that say so,
 * which nobody takes for a result.
 *
 * @param valeur - The value as written.
 * @param observation - Its observation.
 * @returns The value, or words; `undefined` without value, or for a file that is not asserted.
 */
export function assertedValue(valeur: Valeur | undefined, observation: XmlElement): Valeur | undefined {
  if (valeur === undefined || isAsserted(observation)) return valeur;
  if (valeur.type === "fichier") return undefined;
  const before = isNegated(observation) ? "Nié par l'émetteur" : "Demande ou objectif, non un résultat";
  return { type: "texte", texte: `${before} : ${formatWithUnit(valeur)}` };
}
