import { attributeOf, type XmlElement } from "@ldl/xml";
import { ENTRIES } from "../../codes/entry-templates.ts";
import { ETAT_SUIVI, STATUT_ALLERGIE, TYPE_ALLERGIE, TYPE_PROBLEME } from "../../codes/statuts.ts";
import type { Allergie, Allergies, ReactionAllergique } from "../../lettre-de-liaison/allergie.ts";
import { cleanLine, hl7Child, hl7Children, hl7Path, lineOf } from "../datatypes/elements.ts";
import { present, some } from "../datatypes/present.ts";
import { readTime } from "../datatypes/read-time.ts";
import { narrativeText } from "../narrative/narrative-text.ts";
import type { DocumentSection } from "../read-section.ts";
import {
  dueText,
  entriesOf,
  type LetterContext,
  nameOfCode,
  nameOfStatus,
  optionalCode,
  referenceOf,
  relatedOf,
  wordingOf,
} from "./letter-context.ts";
import { readEntryAuthor } from "./read-entry-author.ts";
import { readCertitude, readCriticite, readSeverite, readStatut } from "./read-qualifiers.ts";
import { absenceCode, emptyState } from "./read-traitements.ts";

const ALLERGY = ENTRIES.allergie[4];
const PROBLEM = ENTRIES.probleme[2];

/** Kinds of allergies that a code of absence is about. */
const SCOPES: Readonly<Record<string, Extract<Allergies, { etat: "aucun" }>["portee"]>> = {
  "no-known-medication-allergies": "medicamenteuses",
  "no-known-environmental-allergies": "environnementales",
  "no-known-food-allergies": "alimentaires",
};

function readReaction(observation: XmlElement, context: LetterContext): ReactionAllergique {
  const value = hl7Child(observation, "value");
  const code = optionalCode(value, context);
  const libelle = wordingOf(value, context) ?? wordingOf(hl7Child(observation, "text"), context) ?? code?.libelle;
  return {
    libelle: dueText(libelle, observation, context),
    type: nameOfCode(TYPE_PROBLEME, hl7Child(observation, "code"), context) ?? "symptome",
    ...present({
      code,
      date: readTime(hl7Path(observation, "effectiveTime", "low"), context),
      severite: readSeverite(observation, context),
    }),
  };
}

function readAgent(observation: XmlElement, context: LetterContext): Allergie["agent"] {
  const consumable = hl7Children(observation, "participant").find((part) => attributeOf(part, "typeCode") === "CSM");
  const entity = hl7Path(consumable, "participantRole", "playingEntity");
  const element = hl7Child(entity, "code");
  const code = optionalCode(element, context);
  const libelle = lineOf(hl7Child(entity, "name")) ?? wordingOf(element, context) ?? code?.libelle;
  return libelle === undefined ? undefined : { libelle, ...present({ code }) };
}

/** The description, unless it only refers to the wording of the agent. */
function readDescription(observation: XmlElement, context: LetterContext): Allergie["description"] {
  const value = hl7Child(observation, "value");
  const code = optionalCode(value, context);
  const reference = referenceOf(value);
  const agent = hl7Children(observation, "participant")
    .map((part) => referenceOf(hl7Path(part, "participantRole", "playingEntity", "code")))
    .find((found) => found !== undefined);
  if (code === undefined && reference === agent) return undefined;
  const libelle = wordingOf(value, context) ?? code?.libelle;
  return libelle === undefined ? undefined : { libelle, ...present({ code }) };
}

/** Says what a section says when nothing in the entry does: the text is the reference. */
function readSectionText(section: DocumentSection): Allergie["description"] {
  const text = hl7Child(section.element, "text");
  const libelle = text === undefined ? undefined : cleanLine(narrativeText(text));
  return libelle === undefined ? undefined : { libelle };
}

function readAllergie(observation: XmlElement, section: DocumentSection, context: LetterContext): Allergie {
  const agent = readAgent(observation, context);
  const description = readDescription(observation, context);
  const time = hl7Child(observation, "effectiveTime");
  const reactions = relatedOf(observation, "observation", PROBLEM).map((reaction) => readReaction(reaction, context));
  return {
    type: nameOfCode(TYPE_ALLERGIE, hl7Child(observation, "code"), context) ?? "propension-effets-indesirables",
    ...present({
      agent,
      description: agent === undefined ? (description ?? readSectionText(section)) : description,
      debut: readTime(hl7Child(time, "low"), context),
      fin: readTime(hl7Child(time, "high"), context),
      statut: readStatut(observation, STATUT_ALLERGIE, context),
      severite: readSeverite(observation, context),
      criticite: readCriticite(observation, context),
      certitude: readCertitude(observation, context),
      reactions: some(reactions),
    }),
  };
}

/**
 * Reads the allergies of a section.
 *
 * @param section - The section, if any.
 * @param context - The document, and where what is wrong is reported.
 * @returns The allergies; `undefined` without section or without entries.
 */
export function readAllergies(section: DocumentSection | undefined, context: LetterContext): Allergies | undefined {
  const concerns = section === undefined ? [] : entriesOf(section, "act");
  const [first] = concerns;
  const observations = concerns.flatMap((concern) => relatedOf(concern, "observation", ALLERGY));
  if (section === undefined || first === undefined || observations.length === 0) return undefined;
  const codes = observations.map((observation) => absenceCode(hl7Child(observation, "value")));
  const empty = emptyState(codes);
  if (empty?.etat === "aucun") return { etat: "aucun", portee: SCOPES[codes[0] ?? ""] ?? "toutes" };
  if (empty !== undefined) return { etat: "inconnu" };
  const time = hl7Child(first, "effectiveTime");
  return {
    etat: "renseigne",
    suivi: nameOfStatus(ETAT_SUIVI, first, context) ?? "actif",
    ...present({
      debut: readTime(hl7Child(time, "low"), context),
      fin: readTime(hl7Child(time, "high"), context),
      auteur: readEntryAuthor(first, context),
    }),
    liste: observations.map((observation) => readAllergie(observation, section, context)),
  };
}
