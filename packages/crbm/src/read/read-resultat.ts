import { asWritten, cleanLine, hl7Child, present, readHeaderCode, some } from "@ldl/cda";
import { Moment } from "@ldl/domain";
import { attributeOf, type XmlElement } from "@ldl/xml";
import type { Anteriorite } from "../model/anteriorite.ts";
import type { Commentaire } from "../model/commentaire.ts";
import type { Prelevement } from "../model/prelevement.ts";
import type { Resultat } from "../model/resultat.ts";
import type { BioContext } from "./bio-context.ts";
import { readAnalyse, readMethode } from "./read-analyse.ts";
import { assertedValue, checkAssertion, isGivenUp } from "./read-assertion.ts";
import { readBornes } from "./read-bornes.ts";
import { isComment, readCommentaire } from "./read-commentaires.ts";
import { readInterpretation } from "./read-interpretation.ts";
import { readExecutant, readParticipants } from "./read-participants.ts";
import { readPrelevement } from "./read-prelevement.ts";
import { readValeur } from "./read-valeur.ts";
import { type RelatedEntry, relatedEntries } from "./related-entries.ts";

/** Time of an entry, whichever form it has. */
export function timeOf(entry: XmlElement, context: BioContext): Moment | undefined {
  const element = hl7Child(entry, "effectiveTime");
  if (element === undefined) return undefined;
  return context.time(element) ?? context.time(hl7Child(element, "high")) ?? context.time(hl7Child(element, "low"));
}

function codeOf(observation: XmlElement): string | undefined {
  const code = hl7Child(observation, "code");
  const coded =
    code === undefined ? undefined : attributeOf(code, "code") === undefined ? hl7Child(code, "translation") : code;
  return coded === undefined ? undefined : attributeOf(coded, "code");
}

function readAnteriorite(earlier: XmlElement, observation: XmlElement, context: BioContext): Anteriorite | undefined {
  const code = codeOf(earlier);
  if (code !== undefined && code !== codeOf(observation)) {
    context.find("LDL-BIO-R-PREVIOUS-CODE", earlier);
    return undefined;
  }
  const date = timeOf(earlier, context);
  const valeur = assertedValue(readValeur(earlier, context), earlier);
  checkAssertion(earlier, context);
  if (date === undefined || valeur === undefined) context.find("LDL-BIO-R-PREVIOUS", earlier);
  if (valeur === undefined) return undefined;
  const time = hl7Child(earlier, "effectiveTime");
  const written = time === undefined ? undefined : cleanLine(attributeOf(time, "value"));
  return {
    date: date ?? asWritten(Moment, written ?? "", context),
    valeur,
    ...present({
      interpretation: readInterpretation(earlier, context),
      methode: readMethode(earlier, context),
      bornes: readBornes(earlier, valeur, context),
    }),
  };
}

interface Related {
  readonly anteriorites: readonly Anteriorite[];
  readonly commentaires: readonly Commentaire[];
  readonly prelevements: readonly Prelevement[];
}

function readRelated(observation: XmlElement, context: BioContext): Related {
  const anteriorites: Anteriorite[] = [];
  const commentaires: Commentaire[] = [];
  const prelevements: Prelevement[] = [];
  const read = ({ typeCode, element }: RelatedEntry): void => {
    if (element.localName === "observation" && typeCode === "REFR")
      anteriorites.push(...[readAnteriorite(element, observation, context) ?? []].flat());
    else if (element.localName === "act" && isComment(element))
      commentaires.push(...[readCommentaire(element, context) ?? []].flat());
    else if (element.localName === "procedure") prelevements.push(readPrelevement(element, context));
    else context.find("LDL-BIO-R-ENTRY", element);
  };
  for (const entry of relatedEntries(observation)) read(entry);
  return { anteriorites, commentaires, prelevements };
}

function readStatut(observation: XmlElement, context: BioContext): Resultat["statut"] {
  const element = hl7Child(observation, "statusCode");
  const code = element === undefined ? undefined : attributeOf(element, "code");
  if (code !== "completed" && code !== "aborted") context.find("LDL-BIO-R-STATUS", observation, "statusCode");
  return code !== undefined && isGivenUp(code) ? "aborted" : "completed";
}

/**
 * Reads a result.
 *
 * @param observation - FR-Resultat-examens-de-biologie-element-clinique-pertinent.
 * @param context - Where what is wrong is reported.
 * @returns The result.
 */
export function readResultat(observation: XmlElement, context: BioContext): Resultat {
  const { anteriorites, commentaires, prelevements } = readRelated(observation, context);
  const { validation, automates, coded } = readParticipants(observation, context);
  const deviceCode = (wanted: "DEV" | "CSM") => {
    const found = coded.find(({ typeCode }) => typeCode === wanted);
    return readHeaderCode(hl7Child(found?.device, "code"), context);
  };
  const valeur = assertedValue(readValeur(observation, context), observation);
  checkAssertion(observation, context);
  if (hl7Child(observation, "subject") !== undefined) context.find("LDL-BIO-R-SUBJECT", observation, "subject");
  return {
    analyse: readAnalyse(observation, context),
    statut: readStatut(observation, context),
    ...present({
      date: timeOf(observation, context),
      valeur,
      interpretation: readInterpretation(observation, context),
      methode: readMethode(observation, context),
      bornes: readBornes(observation, valeur, context),
      anteriorites: some(anteriorites),
      prelevements: some(prelevements),
      validation,
      automate: automates[0],
      trousse: deviceCode("DEV"),
      milieu: deviceCode("CSM"),
      commentaires: some(commentaires),
    }),
    ...readExecutant(observation, context),
  };
}
