import { hl7Child, hl7Children, hl7Path, present, readHeaderCode, SNOMED_CT_OID, some } from "@ldl/cda";
import type { Code } from "@ldl/domain";
import type { XmlElement } from "@ldl/xml";
import { NCBI_OID } from "../codes/systems.ts";
import type { Batterie, Isolat } from "../model/bloc.ts";
import type { BioContext } from "./bio-context.ts";
import { wordsOfCode } from "./read-analyse.ts";
import { type ReadGroup, readBatterie, splitEntries } from "./read-batterie.ts";
import { isIsolate, readGroupFacts, readMembers } from "./read-members.ts";
import { readIdentifiant } from "./read-prelevement.ts";
import { timeOf } from "./read-resultat.ts";

function readGerme(organizer: XmlElement, code: XmlElement | undefined, context: BioContext): Isolat["germe"] {
  const codes: readonly Code[] = [readHeaderCode(code, context) ?? []]
    .flat()
    .concat(hl7Children(code, "translation").flatMap((child) => readHeaderCode(child, context) ?? []));
  const snomed = codes.find(({ systeme }) => systeme === SNOMED_CT_OID);
  const ncbi = codes.find(({ systeme }) => systeme === NCBI_OID);
  const libelle = wordsOfCode(code, context) ?? codes[0]?.libelle;
  if (libelle === undefined) context.find("LDL-BIO-R-ORGANISM", organizer);
  return { ...present({ snomed, ncbi }), libelle: libelle ?? "" };
}

/**
 * Reads an isolate.
 *
 * @param organizer - FR-Isolat-microbiologique.
 * @param context - Where what is wrong is reported.
 * @returns The isolate.
 */
export function readIsolat(organizer: XmlElement, context: BioContext): ReadGroup<Isolat> {
  const { entries, prelevements, remarks } = readMembers(organizer, context);
  const { resultats, organizers } = splitEntries(entries, context);
  const { facts, automates } = readGroupFacts(organizer, remarks, context);
  if (automates.length > 0) context.find("LDL-BIO-R-PARTICIPANT", organizer);
  if (prelevements.length > 0) context.find("LDL-BIO-R-NESTING", organizer);
  const antibiogrammes: Batterie[] = [];
  const nested: XmlElement[] = [];
  for (const inside of organizers) {
    if (isIsolate(inside)) {
      context.find("LDL-BIO-R-NESTING", inside);
      nested.push(inside);
      continue;
    }
    const battery = readBatterie(inside, context);
    antibiogrammes.push(battery.group);
    nested.push(...battery.nested);
  }
  const role = hl7Path(organizer, "specimen", "specimenRole");
  return {
    group: {
      genre: "isolat",
      ...present({ id: readIdentifiant(hl7Child(role, "id"), context) }),
      germe: readGerme(organizer, hl7Path(role, "specimenPlayingEntity", "code"), context),
      ...facts,
      ...present({
        date: timeOf(organizer, context),
        resultats: some(resultats),
        antibiogrammes: some(antibiogrammes),
      }),
    },
    nested,
  };
}
