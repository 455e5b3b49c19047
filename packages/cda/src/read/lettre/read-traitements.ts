import { attributeOf, type XmlElement } from "@ldl/xml";
import { ENTRIES } from "../../codes/entry-templates.ts";
import { ATC_OID, CIP_OID, CIS_OID, MV_OID } from "../../codes/systemes.ts";
import type { Medicament, Traitement, TraitementArrete, Traitements } from "../../lettre-de-liaison/traitement.ts";
import { hl7Child, hl7Path, isNull, lineOf } from "../datatypes/elements.ts";
import { present } from "../datatypes/present.ts";
import { readTime } from "../datatypes/read-time.ts";
import type { DocumentSection } from "../read-section.ts";
import {
  codeIn,
  dueText,
  entriesOf,
  type LetterContext,
  optionalCode,
  relatedOf,
  wordingOf,
} from "./letter-context.ts";
import { periodOf, readPosologie } from "./read-posologie.ts";
import { readDuree, readQuantite } from "./read-quantities.ts";

const [, REASON] = ENTRIES.referenceInterne;
const [, , PATIENT] = ENTRIES.instructionsPatient;
const [, , DISPENSER] = ENTRIES.instructionsDispensateur;
const [, COMMENT] = ENTRIES.commentaire;

/** Text of the comment on an entry (FR-Commentaire-ER). */
export function readComment(entry: XmlElement, context: LetterContext): string | undefined {
  const [comment] = relatedOf(entry, "act", COMMENT);
  return wordingOf(hl7Child(comment, "text"), context);
}

function readMedicament(entry: XmlElement, context: LetterContext): Medicament {
  const material = hl7Path(entry, "consumable", "manufacturedProduct", "manufacturedMaterial");
  const name = hl7Child(material, "name");
  const code = hl7Child(material, "code");
  const nom = (isNull(name) ? undefined : lineOf(name)) ?? wordingOf(code, context) ?? codeIn(code, CIS_OID)?.libelle;
  return {
    nom: dueText(nom, material ?? entry, context),
    ...present({
      cis: codeIn(code, CIS_OID),
      cip: codeIn(code, CIP_OID),
      atc: codeIn(code, ATC_OID),
      mv: codeIn(code, MV_OID),
    }),
  };
}

function readDoseMax(entry: XmlElement, context: LetterContext): Traitement["doseMax"] {
  const max = hl7Child(entry, "maxDoseQuantity");
  const dose = readQuantite(hl7Child(max, "numerator"), context);
  const par = readDuree(hl7Child(max, "denominator"), context);
  return dose === undefined || par === undefined ? undefined : { dose, par };
}

function readMotif(entry: XmlElement, context: LetterContext): Traitement["motif"] {
  const [act] = relatedOf(entry, "act", REASON);
  const element = hl7Child(act, "code");
  const code = optionalCode(element, context);
  const libelle = wordingOf(element, context) ?? code?.libelle;
  return libelle === undefined ? undefined : { libelle, ...present({ code }) };
}

function readInstructions(entry: XmlElement, template: string, context: LetterContext): string | undefined {
  const [act] = relatedOf(entry, "act", template);
  return wordingOf(hl7Child(act, "text"), context);
}

/** A treatment and its comment, which says why it was stopped in the section of those that were. */
function readTraitement(entry: XmlElement, context: LetterContext): Traitement {
  const period = periodOf(entry);
  return {
    medicament: readMedicament(entry, context),
    ...present({
      debut: readTime(hl7Child(period, "low"), context),
      fin: readTime(hl7Child(period, "high"), context),
      duree: readDuree(hl7Child(period, "width"), context),
      posologie: readPosologie(entry, context),
      voie: optionalCode(hl7Child(entry, "routeCode"), context),
      site: optionalCode(hl7Child(entry, "approachSiteCode"), context),
      doseMax: readDoseMax(entry, context),
      motif: readMotif(entry, context),
      instructionsPatient: readInstructions(entry, PATIENT, context),
      instructionsDispensateur: readInstructions(entry, DISPENSER, context),
      commentaire: readComment(entry, context),
    }),
  };
}

/** System of the codes that say so (JDV_AbsentOrUnknown…). */
const ABSENT_OR_UNKNOWN_OID = "2.16.840.1.113883.5.1150.1";

/** Code of an element that says that nothing is known, or that it is known that there is nothing. */
export function absenceCode(element: XmlElement | undefined): string | undefined {
  if (element === undefined || attributeOf(element, "codeSystem") !== ABSENT_OR_UNKNOWN_OID) return undefined;
  return attributeOf(element, "code");
}

/**
 * Tells what a list says when it lists nothing.
 *
 * @param codes - Codes of absence in the entries.
 * @returns `aucun`, `inconnu`, or `undefined` when the entries list something.
 */
export function emptyState(codes: readonly (string | undefined)[]): { etat: "aucun" | "inconnu" } | undefined {
  const [first] = codes;
  if (first === undefined) return undefined;
  return { etat: first.startsWith("no-known-") ? "aucun" : "inconnu" };
}

/**
 * Reads the treatments of a section.
 *
 * @param section - Treatments at admission or at discharge, if any.
 * @param context - The document, and where what is wrong is reported.
 * @returns The treatments; `undefined` without section or without entries.
 */
export function readTraitements(section: DocumentSection | undefined, context: LetterContext): Traitements | undefined {
  const entries = section === undefined ? [] : entriesOf(section, "substanceAdministration");
  if (entries.length === 0) return undefined;
  const empty = emptyState(entries.map((entry) => absenceCode(hl7Child(entry, "code"))));
  return empty ?? { etat: "renseigne", liste: entries.map((entry) => readTraitement(entry, context)) };
}

/**
 * Reads the treatments stopped during a stay.
 *
 * @param section - The section, if any.
 * @param context - The document, and where what is wrong is reported.
 * @returns The treatments; `undefined` when there is none.
 */
export function readTraitementsArretes(
  section: DocumentSection | undefined,
  context: LetterContext,
): readonly TraitementArrete[] | undefined {
  const treatments = readTraitements(section, context);
  if (treatments?.etat !== "renseigne") return undefined;
  return treatments.liste.map(({ commentaire, ...treatment }) => ({
    ...treatment,
    ...present({ raisonArret: commentaire }),
  }));
}
