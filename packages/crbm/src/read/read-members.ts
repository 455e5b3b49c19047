import { hl7Child, present, readTemplateIds } from "@ldl/cda";
import { attributeOf, type XmlElement } from "@ldl/xml";
import { ENTRY_TEMPLATES } from "../codes/templates.ts";
import { type Image, StatutBloc } from "../model/bloc.ts";
import type { Commentaire } from "../model/commentaire.ts";
import type { LaboratoireExecutant } from "../model/laboratoire.ts";
import type { Prelevement } from "../model/prelevement.ts";
import type { Validation } from "../model/resultat.ts";
import type { BioContext } from "./bio-context.ts";
import { checkAssertion, isGivenUp } from "./read-assertion.ts";
import { isComment, type Remarks, readCommentaire, readImage, remarksOf } from "./read-commentaires.ts";
import { readExecutant, readParticipants } from "./read-participants.ts";
import { readPrelevement } from "./read-prelevement.ts";
import { relatedEntries } from "./related-entries.ts";

/** What stands in a group of results, each kind in the order of the document. */
export interface Members {
  /** Results and groups: observations and organizers. */
  readonly entries: readonly XmlElement[];
  readonly prelevements: readonly Prelevement[];
  readonly remarks: Remarks;
}

/** Tells whether an organizer is an isolate, and not a battery. */
export function isIsolate(organizer: XmlElement): boolean {
  if (attributeOf(organizer, "classCode") === "CLUSTER") return true;
  return readTemplateIds(organizer).some(({ root }) => ENTRY_TEMPLATES.isolat.some((oid) => oid === root));
}

/**
 * Reads what an act or an organizer holds, but its results.
 *
 * @param group - Act or organizer.
 * @param context - Where what has no place in the report is reported.
 * @returns Results to be read, specimens, comments and images.
 */
export function readMembers(group: XmlElement, context: BioContext): Members {
  const entries: XmlElement[] = [];
  const prelevements: Prelevement[] = [];
  const images: Image[] = [];
  const commentaires: Commentaire[] = [];
  for (const { element } of relatedEntries(group)) {
    if (element.localName === "observation" || element.localName === "organizer") entries.push(element);
    else if (element.localName === "procedure") prelevements.push(readPrelevement(element, context));
    else if (element.localName === "observationMedia") images.push(...[readImage(element, context) ?? []].flat());
    else if (element.localName === "act" && isComment(element))
      commentaires.push(...[readCommentaire(element, context) ?? []].flat());
    else context.find("LDL-BIO-R-ENTRY", element);
  }
  return { entries, prelevements, remarks: remarksOf(images, commentaires) };
}

/** What is said of a whole group. */
export interface GroupFacts extends Remarks {
  readonly statut: StatutBloc;
  readonly executant?: LaboratoireExecutant;
  readonly validation?: Validation;
}

/**
 * Reads what is said of a whole group of results: state, laboratory, validation.
 *
 * @param group - Act or organizer.
 * @param remarks - Its comments and images.
 * @param context - Where what is wrong is reported.
 * @returns The facts, and the analysers.
 */
export function readGroupFacts(
  group: XmlElement,
  remarks: Remarks,
  context: BioContext,
): { readonly facts: GroupFacts; readonly automates: readonly string[] } {
  const status = hl7Child(group, "statusCode");
  const written = status === undefined ? undefined : attributeOf(status, "code");
  const statut = StatutBloc.safeParse(written);
  if (!statut.success) context.find("LDL-BIO-R-STATUS", group, "statusCode");
  checkAssertion(group, context);
  if (hl7Child(group, "subject") !== undefined) context.find("LDL-BIO-R-SUBJECT", group, "subject");
  const { validation, automates, coded } = readParticipants(group, context);
  if (coded.length > 0) context.find("LDL-BIO-R-PARTICIPANT", group);
  return {
    facts: {
      statut: statut.data ?? (isGivenUp(written) ? "aborted" : "completed"),
      ...readExecutant(group, context),
      ...present({ validation }),
      ...remarks,
    },
    automates,
  };
}
