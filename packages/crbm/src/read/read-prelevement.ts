import {
  asWritten,
  hl7Child,
  hl7Children,
  hl7Path,
  present,
  readDocumentId,
  readHeaderCode,
  readProfessionnel,
  readTimeSpan,
  some,
} from "@ldl/cda";
import { Oid } from "@ldl/domain";
import { attributeOf, type XmlElement } from "@ldl/xml";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import type { Identifiant } from "../model/identifiant.ts";
import type { Prelevement } from "../model/prelevement.ts";
import type { BioContext } from "./bio-context.ts";
import { checkAssertion } from "./read-assertion.ts";
import { isComment, readCommentaire } from "./read-commentaires.ts";
import { dueTime } from "./read-participants.ts";
import { relatedEntries } from "./related-entries.ts";

function receptionOf(procedure: XmlElement): XmlElement | undefined {
  return relatedEntries(procedure)
    .map(({ element }) => element)
    .find((element) => {
      const code = hl7Child(element, "code");
      return code !== undefined && attributeOf(code, "code") === ENTRY_CODES.reception.code;
    });
}

function specimenOf(procedure: XmlElement): XmlElement | undefined {
  const participants = hl7Children(procedure, "participant");
  const specimen = participants.find((participant) => attributeOf(participant, "typeCode") === "PRD");
  return hl7Child(specimen ?? participants[0], "participantRole");
}

/**
 * Reads the identifier of a specimen or of an isolate.
 *
 * @param id - Element of type II, or nothing.
 * @param context - Where what is wrong is reported.
 * @returns The identifier; `undefined` without root.
 */
export function readIdentifiant(id: XmlElement | undefined, context: BioContext): Identifiant | undefined {
  const found = readDocumentId(id, context);
  return found === undefined ? undefined : { racine: found.racine, ...present({ valeur: found.extension }) };
}

function readRemarks(procedure: XmlElement, context: BioContext): Pick<Prelevement, "commentaires"> {
  const commentaires = relatedEntries(procedure)
    .filter(({ element }) => element.localName === "act" && isComment(element))
    .flatMap(({ element }) => readCommentaire(element, context) ?? []);
  return present({ commentaires: some(commentaires) });
}

/**
 * Reads a specimen.
 *
 * @param procedure - FR-Prelevement.
 * @param context - Where what is wrong is reported.
 * @returns The specimen; empty parts for those that are absent.
 */
export function readPrelevement(procedure: XmlElement, context: BioContext): Prelevement {
  checkAssertion(procedure, context);
  const role = specimenOf(procedure);
  const [id] = hl7Children(role, "id");
  const echantillon = readIdentifiant(id, context);
  const nature = readHeaderCode(hl7Path(role, "playingEntity", "code"), context);
  const date = dueTime(procedure, "effectiveTime", context);
  if (echantillon === undefined || nature === undefined || date === "") context.find("LDL-BIO-R-SPECIMEN", procedure);
  const performer = hl7Child(procedure, "performer");
  const reception = receptionOf(procedure);
  const received = reception === undefined ? {} : readTimeSpan(hl7Child(reception, "effectiveTime"), context);
  const site = readHeaderCode(hl7Child(procedure, "targetSiteCode"), context);
  return {
    ...present({ acte: readHeaderCode(hl7Child(procedure, "code"), context) }),
    date,
    echantillon: echantillon ?? { racine: asWritten(Oid, "", context) },
    nature: nature ?? { code: "", systeme: asWritten(Oid, "", context), libelle: "" },
    ...present({ site }),
    ...(performer === undefined
      ? {}
      : { preleveur: readProfessionnel(hl7Child(performer, "assignedEntity"), performer, context) }),
    ...present({ recuLe: received.value ?? received.low }),
    ...readRemarks(procedure, context),
  };
}
