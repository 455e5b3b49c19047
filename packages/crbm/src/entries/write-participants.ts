import {
  type CdaWriter,
  codeAttributes,
  writeAddresses,
  writeIdentifier,
  writeOptionalCode,
  writePersonName,
  writeProfessional,
  writeTelecoms,
  writeTemplateIds,
  writeTime,
} from "@ldl/cda";
import { type Code, PS_ID_NAT_OID } from "@ldl/domain";
import type { XmlWriter } from "@ldl/xml";
import { organisationOf } from "../build/header-of-report.ts";
import { DOCUMENT_TEMPLATES, ENTRY_TEMPLATES } from "../codes/templates.ts";
import type { LaboratoireExecutant } from "../model/laboratoire.ts";
import type { Validation } from "../model/resultat.ts";

/** Writes the laboratory that made the analyses, when it is another one (FR-Laboratoire-executant). */
function writeExecutant({ xml }: CdaWriter, executant: LaboratoireExecutant | undefined): void {
  if (executant === undefined) return;
  const { laboratoire, responsable, date } = executant;
  xml.start("performer", { typeCode: "PRF" });
  writeTemplateIds(xml, DOCUMENT_TEMPLATES.laboratoireExecutant);
  xml.start("time");
  writeTime(xml, "high", date);
  xml.end();
  const professional = { ...responsable, organisation: organisationOf(laboratoire) };
  writeProfessional(xml, "assignedEntity", professional, { nullContacts: true, nullOrganisationContacts: true });
  xml.end();
}

/** Writes who validated (FR-Participant). */
function writeValidation({ xml }: CdaWriter, validation: Validation | undefined): void {
  if (validation === undefined) return;
  const { date, biologiste } = validation;
  xml.start("participant", { typeCode: "AUTHEN" });
  writeTemplateIds(xml, ENTRY_TEMPLATES.valideur);
  xml.start("time");
  writeTime(xml, "high", date);
  xml.end().start("participantRole");
  writeIdentifier(xml, PS_ID_NAT_OID, biologiste.id);
  writeOptionalCode(xml, "code", biologiste.specialite);
  writeAddresses(xml, biologiste.adresses);
  if (!biologiste.adresses?.length) xml.element("addr", { nullFlavor: "NAV" });
  writeTelecoms(xml, biologiste.telecoms);
  if (!biologiste.telecoms?.length) xml.element("telecom", { nullFlavor: "NAV" });
  if (biologiste.nom !== undefined) {
    xml.start("playingEntity");
    writePersonName(xml, biologiste.nom);
    xml.end();
  }
  xml.end().end();
}

function writeDevice(
  xml: XmlWriter,
  typeCode: "DEV" | "CSM",
  device: { readonly nom: string } | { readonly code: Code },
) {
  xml.start("participant", { typeCode });
  xml.start("participantRole", { classCode: typeCode === "DEV" ? "MANU" : "ADTV" }).start("playingDevice");
  if ("nom" in device) xml.element("manufacturerModelName", undefined, device.nom);
  else xml.element("code", codeAttributes(device.code));
  xml.end().end().end();
}

/** Who and what took part in results. */
export interface Participants {
  readonly executant?: LaboratoireExecutant | undefined;
  readonly validation?: Validation | undefined;
  readonly trousse?: Code | undefined;
  readonly milieu?: Code | undefined;
}

/**
 * Writes who and what took part in results: executing laboratory, validator, analysers, kit, medium.
 *
 * @param writer - Writer inside an act, an organizer or an observation, before its relationships.
 * @param participants - Those who took part.
 * @param automates - Names of analysers.
 */
export function writeParticipants(
  writer: CdaWriter,
  participants: Participants,
  automates: readonly string[] | undefined,
): void {
  const { xml } = writer;
  writeExecutant(writer, participants.executant);
  writeValidation(writer, participants.validation);
  for (const nom of automates ?? []) writeDevice(xml, "DEV", { nom });
  if (participants.trousse !== undefined) writeDevice(xml, "DEV", { code: participants.trousse });
  if (participants.milieu !== undefined) writeDevice(xml, "CSM", { code: participants.milieu });
}
