import { attributeOf, type XmlElement } from "@ldl/xml";
import { ENTRY_CODES } from "../../codes/entry-codes.ts";
import { PRIORITE, STATUT_ACTE, STATUT_DEMANDE, TYPE_RENCONTRE } from "../../codes/statuts.ts";
import type { ActePrevu, Demande, PlanDeSoins, Rencontre } from "../../lettre-de-liaison/plan-de-soins.ts";
import { hl7Child, hl7Children, hl7Path, lineOf } from "../datatypes/elements.ts";
import { present, some } from "../datatypes/present.ts";
import { readTimeSpan } from "../datatypes/read-time.ts";
import { readProfessionnel } from "../header/read-professionnel.ts";
import { narrativeText } from "../narrative/narrative-text.ts";
import type { DocumentSection } from "../read-section.ts";
import {
  dueText,
  entriesOf,
  type LetterContext,
  nameOfCode,
  nameOfStatus,
  optionalCode,
  textValueOf,
  wordingOf,
} from "./letter-context.ts";

function readDate(entry: XmlElement, context: LetterContext): ActePrevu["date"] {
  const span = readTimeSpan(hl7Child(entry, "effectiveTime"), context);
  return span.value ?? span.low ?? span.high;
}

function readActePrevu(procedure: XmlElement, context: LetterContext): ActePrevu {
  const element = hl7Child(procedure, "code");
  const code = optionalCode(element, context);
  const libelle = wordingOf(element, context) ?? wordingOf(hl7Child(procedure, "text"), context) ?? code?.libelle;
  return {
    libelle: dueText(libelle, procedure, context),
    statut: nameOfStatus(STATUT_ACTE, procedure, context) ?? "en-cours",
    ...present({
      code,
      date: readDate(procedure, context),
      priorite: nameOfCode(PRIORITE, hl7Child(procedure, "priorityCode"), context),
    }),
  };
}

const INTENTIONS: Readonly<Record<string, Demande["intention"]>> = {
  INT: "prevue",
  PRP: "proposee",
  GOL: "objectif",
};

function readDemande(observation: XmlElement, context: LetterContext): Demande {
  const code = optionalCode(hl7Child(observation, "code"), context);
  const isUsual =
    code !== undefined && code.code === ENTRY_CODES.demande.code && code.systeme === ENTRY_CODES.demande.systeme;
  const texte = textValueOf(observation) ?? wordingOf(hl7Child(observation, "text"), context) ?? code?.libelle;
  return {
    texte: dueText(texte, observation, context),
    intention: INTENTIONS[attributeOf(observation, "moodCode") ?? ""] ?? "prevue",
    statut: nameOfStatus(STATUT_DEMANDE, observation, context) ?? "active",
    ...present({ code: isUsual ? undefined : code, date: readDate(observation, context) }),
  };
}

function readRencontre(encounter: XmlElement, context: LetterContext): Rencontre {
  const code = hl7Child(encounter, "code");
  const performer = hl7Child(encounter, "performer");
  const place = hl7Children(encounter, "participant").find((part) => attributeOf(part, "typeCode") === "LOC");
  const libelle = wordingOf(hl7Child(encounter, "text"), context) ?? optionalCode(code, context)?.libelle;
  return {
    libelle: dueText(libelle, encounter, context),
    type: nameOfCode(TYPE_RENCONTRE, code, context) ?? "AMB",
    etat: attributeOf(encounter, "moodCode") === "EVN" ? "realisee" : "prevue",
    ...present({
      date: readDate(encounter, context),
      priorite: nameOfCode(PRIORITE, hl7Child(encounter, "priorityCode"), context),
      executant:
        performer === undefined
          ? undefined
          : readProfessionnel(hl7Child(performer, "assignedEntity"), performer, context),
      lieu: lineOf(hl7Path(place, "participantRole", "playingEntity", "name")),
    }),
  };
}

/** Paragraphs of the section: what is advised besides the tables of acts, requests and visits. */
function readRecommandations(section: DocumentSection): string | undefined {
  const paragraphs = hl7Children(hl7Child(section.element, "text"), "paragraph").map(narrativeText);
  const text = paragraphs.join("\n");
  return text.trim() === "" ? undefined : text;
}

/**
 * Reads what is to be done after a stay.
 *
 * @param section - The section, if any.
 * @param context - The document, and where what is wrong is reported.
 * @returns The plan; `undefined` when nothing of it is structured.
 */
export function readPlanDeSoins(section: DocumentSection | undefined, context: LetterContext): PlanDeSoins | undefined {
  if (section === undefined) return undefined;
  const plan = present({
    recommandations: readRecommandations(section),
    actes: some(entriesOf(section, "procedure").map((entry) => readActePrevu(entry, context))),
    demandes: some(entriesOf(section, "observation").map((entry) => readDemande(entry, context))),
    rencontres: some(entriesOf(section, "encounter").map((entry) => readRencontre(entry, context))),
  });
  return Object.keys(plan).length === 0 ? undefined : plan;
}
