import type { XmlElement } from "@ldl/xml";
import type { AuteurEntree } from "../../lettre-de-liaison/auteur-entree.ts";
import { hl7Child } from "../datatypes/elements.ts";
import { readInstant } from "../datatypes/read-time.ts";
import { readProfessionnel } from "../header/read-professionnel.ts";
import type { ReadContext } from "../read-context.ts";

/**
 * Reads who stated an entry.
 *
 * @param entry - Entry with an `author`.
 * @param context - Where what is wrong is reported.
 * @returns The author; `undefined` without author, time, name or name of the organisation.
 */
export function readEntryAuthor(entry: XmlElement, context: ReadContext): AuteurEntree | undefined {
  const author = hl7Child(entry, "author");
  const date = readInstant(hl7Child(author, "time"), context);
  if (author === undefined || date === undefined) return undefined;
  const professionnel = readProfessionnel(hl7Child(author, "assignedAuthor"), author, context);
  const { nom, organisation } = professionnel;
  if (nom === undefined || organisation?.nom === undefined) {
    context.report("LDL-R-ABSENT", author, "assignedAuthor/assignedPerson/name");
    return undefined;
  }
  return { date, professionnel: { ...professionnel, nom, organisation: { ...organisation, nom: organisation.nom } } };
}
