import type { Organisation, Professionnel } from "@ldl/domain";
import type { XmlWriter } from "@ldl/xml";
import { writeOptionalCode } from "../datatypes/write-code.ts";
import { writeAddresses, writeTelecoms } from "../datatypes/write-contact.ts";
import { writeLocalIdentifiers, writeProfessionalId, writeStructureId } from "../datatypes/write-identifier.ts";
import { writePerson } from "../datatypes/write-name.ts";

/** Whether an address and a telecom are written as null when none is known. */
interface NullContacts {
  readonly nullContacts?: boolean;
}

/** Writes an organisation; in organisations the ways to reach them come before the addresses. @internal */
export function writeOrganisation(
  xml: XmlWriter,
  element: string,
  organisation: Organisation | undefined,
  { nullContacts = false }: NullContacts = {},
): void {
  if (organisation === undefined) return;
  xml.start(element);
  writeStructureId(xml, organisation.id);
  writeLocalIdentifiers(xml, organisation.identifiantsLocaux);
  if (organisation.nom !== undefined) xml.element("name", undefined, organisation.nom);
  writeTelecoms(xml, organisation.telecoms);
  if (nullContacts && !organisation.telecoms?.length) xml.element("telecom", { nullFlavor: "NAV" });
  writeAddresses(xml, organisation.adresses);
  if (nullContacts && !organisation.adresses?.length) xml.element("addr", { nullFlavor: "NAV" });
  writeOptionalCode(xml, "standardIndustryClassCode", organisation.cadreExercice);
  xml.end();
}

/**
 * Writes a professional in one of the roles that share the shape of `assignedEntity`.
 *
 * `nullContacts` writes an address and a telecom even when none is known, as authors of entries want it;
 * `nullOrganisationContacts` does so for the organisation, as performers of biology want it.
 *
 * @internal
 */
export function writeProfessional(
  xml: XmlWriter,
  element: string,
  professional: Professionnel,
  options: NullContacts & { readonly nullOrganisationContacts?: boolean } = {},
): void {
  const { nullContacts = false, nullOrganisationContacts = false } = options;
  xml.start(element);
  writeProfessionalId(xml, professional.id);
  writeOptionalCode(xml, "code", professional.specialite);
  writeAddresses(xml, professional.adresses);
  if (nullContacts && !professional.adresses?.length) xml.element("addr", { nullFlavor: "NAV" });
  writeTelecoms(xml, professional.telecoms);
  if (nullContacts && !professional.telecoms?.length) xml.element("telecom", { nullFlavor: "NAV" });
  writePerson(xml, "assignedPerson", professional.nom);
  writeOrganisation(xml, "representedOrganization", professional.organisation, {
    nullContacts: nullOrganisationContacts,
  });
  xml.end();
}
