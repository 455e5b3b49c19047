import { type Instant, StructIdNat } from "@ldl/domain";
import { attributeOf, type XmlElement } from "@ldl/xml";
import {
  type Conservateur,
  type Destinataire,
  type Informateur,
  type OperateurSaisie,
  Participant,
  type Signataire,
} from "../../header/intervenants.ts";
import { asWritten } from "../datatypes/as-written.ts";
import { hl7Child, hl7Children, hl7Path, lineOf } from "../datatypes/elements.ts";
import { present } from "../datatypes/present.ts";
import { readHeaderCode } from "../datatypes/read-code.ts";
import { readAddress, readContacts, readTelecom } from "../datatypes/read-contact.ts";
import { readIdentifier, readPsIdNat, readStructIdNat } from "../datatypes/read-identifier.ts";
import { readTime, readTimeSpan } from "../datatypes/read-time.ts";
import type { ReadContext } from "../read-context.ts";
import { requireTime } from "./read-auteurs.ts";
import { readPersonName } from "./read-name.ts";
import { readProfessionnel, readRole } from "./read-professionnel.ts";

/** Root of the DMP as the structure that keeps a document. */
const DMP_OID = "1.2.250.1.213.4.1";

/** Roles of those close to the patient. */
const CLOSE_ROLES = ["ECON", "NOK", "CON", "CAREGIVER", "PAT"] as const;

/**
 * Reads who typed the document in.
 *
 * @param document - `ClinicalDocument`.
 * @param context - Where what is wrong is reported.
 * @returns The operator, if any.
 * @internal
 */
export function readOperateurSaisie(document: XmlElement, context: ReadContext): OperateurSaisie | undefined {
  const enterer = hl7Child(document, "dataEnterer");
  if (enterer === undefined) return undefined;
  const date = readTime(hl7Child(enterer, "time"), context);
  const professionnel = readProfessionnel(hl7Child(enterer, "assignedEntity"), enterer, context);
  return { ...present({ date }), professionnel };
}

function readInformateur(informant: XmlElement, context: ReadContext): Informateur | undefined {
  const assigned = hl7Child(informant, "assignedEntity");
  if (assigned !== undefined)
    return { genre: "professionnel", professionnel: readProfessionnel(assigned, informant, context) };
  const related = hl7Child(informant, "relatedEntity");
  const role = CLOSE_ROLES.find((known) => related !== undefined && attributeOf(related, "classCode") === known);
  const name = readPersonName(hl7Path(related, "relatedPerson", "name"), context);
  if (related === undefined || role === undefined || name === undefined) {
    context.report("LDL-R-ABSENT", informant, "relatedEntity");
    return undefined;
  }
  const { titre: _titre, ...nom } = name;
  const lien = readHeaderCode(hl7Child(related, "code"), context);
  return { genre: "proche", role, ...present({ lien }), nom, ...readContacts(related, context) };
}

/**
 * Reads who gave information.
 *
 * @param document - `ClinicalDocument`.
 * @param context - Where what is wrong is reported.
 * @returns The informants, in order.
 * @internal
 */
export function readInformateurs(document: XmlElement, context: ReadContext): readonly Informateur[] {
  return hl7Children(document, "informant").flatMap((informant) => readInformateur(informant, context) ?? []);
}

/**
 * Reads the structure that keeps the document.
 *
 * @param document - `ClinicalDocument`.
 * @param context - Where what is wrong is reported.
 * @returns The structure; one with empty parts when it is absent.
 * @internal
 */
export function readConservateur(document: XmlElement, context: ReadContext): Conservateur {
  const organisation = hl7Path(document, "custodian", "assignedCustodian", "representedCustodianOrganization");
  const ids = hl7Children(organisation, "id");
  if (ids.some((id) => readIdentifier(id).root === DMP_OID)) return { genre: "dmp" };
  const at = organisation ?? document;
  const id = readStructIdNat(ids, context);
  if (id === undefined) context.report("LDL-R-ABSENT", at, organisation === undefined ? "custodian" : "id");
  const nom = lineOf(hl7Child(organisation, "name"));
  if (nom === undefined && organisation !== undefined) context.report("LDL-R-ABSENT", at, "name");
  const telecom = hl7Children(organisation, "telecom").flatMap((child) => readTelecom(child, context) ?? [])[0];
  const adresse = hl7Children(organisation, "addr").flatMap((child) => readAddress(child, context) ?? [])[0];
  return {
    genre: "structure",
    id: id ?? asWritten(StructIdNat, "", context),
    nom: nom ?? "",
    ...present({ telecom, adresse }),
  };
}

function readDestinataire(recipient: XmlElement, context: ReadContext): Destinataire {
  const intended = hl7Child(recipient, "intendedRecipient");
  const typeCode = attributeOf(recipient, "typeCode");
  const id = readPsIdNat(hl7Child(intended, "id"), context);
  const role = intended === undefined ? {} : readRole(intended, "intended", context);
  return {
    ...(typeCode === undefined ? {} : { type: typeCode === "TRC" ? "copie" : "principal" }),
    ...present({ id }),
    ...role,
  };
}

/**
 * Reads the addressees.
 *
 * @param document - `ClinicalDocument`.
 * @param context - Where what is wrong is reported.
 * @returns The addressees, in order.
 * @internal
 */
export function readDestinataires(document: XmlElement, context: ReadContext): readonly Destinataire[] {
  return hl7Children(document, "informationRecipient").map((recipient) => readDestinataire(recipient, context));
}

/**
 * Reads those who signed under one name.
 *
 * @param document - `ClinicalDocument`.
 * @param localName - `legalAuthenticator` or `authenticator`.
 * @param creeLe - Time of the document, for a signature without time.
 * @param context - Where what is wrong is reported.
 * @returns The signatories, in order.
 * @internal
 */
export function readSignataires(
  document: XmlElement,
  localName: "legalAuthenticator" | "authenticator",
  creeLe: Instant,
  context: ReadContext,
): readonly Signataire[] {
  return hl7Children(document, localName).map((element) => ({
    date: requireTime(element, creeLe, context),
    professionnel: readProfessionnel(hl7Child(element, "assignedEntity"), element, context),
  }));
}

function readParticipant(participant: XmlElement, context: ReadContext): Participant | undefined {
  const associated = hl7Child(participant, "associatedEntity");
  const type = Participant.shape.type.safeParse(attributeOf(participant, "typeCode"));
  if (associated === undefined || !type.success) {
    context.report(associated === undefined ? "LDL-R-ABSENT" : "LDL-R-CODE", participant, "associatedEntity");
    return undefined;
  }
  const fonction = readHeaderCode(hl7Child(participant, "functionCode"), context);
  const span = readTimeSpan(hl7Child(participant, "time"), context);
  const debut = span.low ?? span.value;
  const id = readPsIdNat(hl7Child(associated, "id"), context);
  return {
    type: type.data,
    ...present({ fonction, debut }),
    ...present({ fin: span.high }),
    role: attributeOf(associated, "classCode") === "AGNT" ? "AGNT" : "PROV",
    ...present({ id }),
    ...readRole(associated, "associated", context),
  };
}

/**
 * Reads the other participants.
 *
 * @param document - `ClinicalDocument`.
 * @param context - Where what is wrong is reported.
 * @returns The participants, in order.
 * @internal
 */
export function readParticipants(document: XmlElement, context: ReadContext): readonly Participant[] {
  return hl7Children(document, "participant").flatMap((participant) => readParticipant(participant, context) ?? []);
}
