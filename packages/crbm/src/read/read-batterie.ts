import { hl7Child, present, readHeaderCode, some } from "@ldl/cda";
import type { XmlElement } from "@ldl/xml";
import type { Batterie } from "../model/bloc.ts";
import type { Resultat } from "../model/resultat.ts";
import type { BioContext } from "./bio-context.ts";
import { readTranslation, wordsOfCode } from "./read-analyse.ts";
import { readGroupFacts, readMembers } from "./read-members.ts";
import { readResultat, timeOf } from "./read-resultat.ts";

/** A group, and the groups found in it, which the report has beside it. */
export interface ReadGroup<T> {
  readonly group: T;
  readonly nested: readonly XmlElement[];
}

/**
 * Splits the entries of a group: results, and organizers.
 *
 * @param entries - Observations and organizers.
 * @param context - Reading context.
 * @returns The results as read, the organizers.
 */
export function splitEntries(
  entries: readonly XmlElement[],
  context: BioContext,
): { readonly resultats: readonly Resultat[]; readonly organizers: readonly XmlElement[] } {
  const resultats: Resultat[] = [];
  const organizers: XmlElement[] = [];
  for (const entry of entries)
    if (entry.localName === "observation") resultats.push(readResultat(entry, context));
    else organizers.push(entry);
  return { resultats, organizers };
}

/**
 * Reads a panel or an antibiogram.
 *
 * @param organizer - FR-Batterie-examens-de-biologie-medicale.
 * @param context - Where what is wrong is reported.
 * @returns The battery.
 */
export function readBatterie(organizer: XmlElement, context: BioContext): ReadGroup<Batterie> {
  const { entries, prelevements, remarks } = readMembers(organizer, context);
  const { resultats, organizers } = splitEntries(entries, context);
  const { facts, automates } = readGroupFacts(organizer, remarks, context);
  if (automates.length > 0) context.find("LDL-BIO-R-PARTICIPANT", organizer);
  for (const nested of organizers) context.find("LDL-BIO-R-NESTING", nested);
  const codeElement = hl7Child(organizer, "code");
  const code = readHeaderCode(codeElement, context);
  const codeLocal = readTranslation(codeElement, context);
  const libelle = wordsOfCode(codeElement, context) ?? code?.libelle ?? codeLocal?.libelle;
  return {
    group: {
      genre: "batterie",
      ...present({ code, codeLocal, libelle }),
      ...facts,
      ...present({ date: timeOf(organizer, context), prelevements: some(prelevements) }),
      resultats,
    },
    nested: organizers,
  };
}
