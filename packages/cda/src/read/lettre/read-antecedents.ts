import { attributeOf, type XmlElement } from "@ldl/xml";
import { ENTRIES } from "../../codes/entry-templates.ts";
import { ETAT_SUIVI, STATUT_ACTE, STATUT_PROBLEME, TYPE_PROBLEME } from "../../codes/statuts.ts";
import type { ActeRealise, AntecedentsChirurgicaux } from "../../lettre-de-liaison/acte.ts";
import type { AntecedentsMedicaux, Probleme } from "../../lettre-de-liaison/probleme.ts";
import { hl7Child } from "../datatypes/elements.ts";
import { present } from "../datatypes/present.ts";
import { readTime, readTimeSpan } from "../datatypes/read-time.ts";
import type { DocumentSection } from "../read-section.ts";
import {
  dueText,
  entriesOf,
  type LetterContext,
  nameOfCode,
  nameOfStatus,
  optionalCode,
  relatedOf,
  wordingOf,
} from "./letter-context.ts";
import { readEntryAuthor } from "./read-entry-author.ts";
import { readCertitude, readSeverite, readStatut } from "./read-qualifiers.ts";
import { absenceCode, emptyState, readComment } from "./read-traitements.ts";

const PROBLEM = ENTRIES.probleme[2];

function readProbleme(concern: XmlElement, observation: XmlElement, context: LetterContext): Probleme {
  const value = hl7Child(observation, "value");
  const code = optionalCode(value, context);
  const time = hl7Child(observation, "effectiveTime");
  const negation = attributeOf(observation, "negationInd");
  return {
    libelle: dueText(wordingOf(value, context) ?? code?.libelle, observation, context),
    type: nameOfCode(TYPE_PROBLEME, hl7Child(observation, "code"), context) ?? "probleme",
    suivi: nameOfStatus(ETAT_SUIVI, concern, context) ?? "termine",
    ...present({
      code,
      absent: negation === undefined ? undefined : negation === "true",
      debut: readTime(hl7Child(time, "low"), context),
      fin: readTime(hl7Child(time, "high"), context),
      severite: readSeverite(observation, context),
      statut: readStatut(observation, STATUT_PROBLEME, context),
      certitude: readCertitude(observation, context),
      auteur: readEntryAuthor(concern, context),
      commentaire: readComment(observation, context),
    }),
  };
}

/**
 * Reads the medical history.
 *
 * @param section - The section, if any.
 * @param context - The document, and where what is wrong is reported.
 * @returns The history; `undefined` without section or without entries.
 */
export function readAntecedentsMedicaux(
  section: DocumentSection | undefined,
  context: LetterContext,
): AntecedentsMedicaux | undefined {
  const problems = (section === undefined ? [] : entriesOf(section, "act")).flatMap((concern) =>
    relatedOf(concern, "observation", PROBLEM).map((observation) => ({ concern, observation })),
  );
  if (problems.length === 0) return undefined;
  const empty = emptyState(problems.map(({ observation }) => absenceCode(hl7Child(observation, "value"))));
  return (
    empty ?? {
      etat: "renseigne",
      liste: problems.map(({ concern, observation }) => readProbleme(concern, observation, context)),
    }
  );
}

function readActe(procedure: XmlElement, context: LetterContext): ActeRealise {
  const element = hl7Child(procedure, "code");
  const code = optionalCode(element, context);
  const libelle = wordingOf(element, context) ?? wordingOf(hl7Child(procedure, "text"), context) ?? code?.libelle;
  const span = readTimeSpan(hl7Child(procedure, "effectiveTime"), context);
  return {
    libelle: dueText(libelle, procedure, context),
    statut: nameOfStatus(STATUT_ACTE, procedure, context) ?? "termine",
    ...present({
      code,
      debut: span.low ?? span.value,
      fin: span.high,
      commentaire: readComment(procedure, context),
    }),
  };
}

/**
 * Reads the surgical history.
 *
 * @param section - The section, if any.
 * @param context - The document, and where what is wrong is reported.
 * @returns The history; `undefined` without section or without entries.
 */
export function readAntecedentsChirurgicaux(
  section: DocumentSection | undefined,
  context: LetterContext,
): AntecedentsChirurgicaux | undefined {
  const procedures = section === undefined ? [] : entriesOf(section, "procedure");
  if (procedures.length === 0) return undefined;
  const empty = emptyState(procedures.map((procedure) => absenceCode(hl7Child(procedure, "code"))));
  return empty ?? { etat: "renseigne", liste: procedures.map((procedure) => readActe(procedure, context)) };
}
