import { type Professionnel, PsIdNat } from "@ldl/domain";
import type { XmlElement } from "@ldl/xml";
import { asWritten } from "../datatypes/as-written.ts";
import { hl7Child, hl7Path } from "../datatypes/elements.ts";
import { present } from "../datatypes/present.ts";
import { readHeaderCode } from "../datatypes/read-code.ts";
import { readContacts } from "../datatypes/read-contact.ts";
import { readPsIdNat } from "../datatypes/read-identifier.ts";
import type { ReadContext } from "../read-context.ts";
import { readPersonName } from "./read-name.ts";
import { readOrganisation } from "./read-organisation.ts";

/** Names of the elements that hold the person and the organisation, by role. */
const PARTS = {
  assigned: { person: "assignedPerson", organisation: "representedOrganization" },
  associated: { person: "associatedPerson", organisation: "scopingOrganization" },
  intended: { person: "informationRecipient", organisation: "receivedOrganization" },
} as const;

/** What every role of a professional has in common. */
export type ProfessionnelParts = Omit<Professionnel, "id">;

/**
 * Reads what is said of a person in a role, but the identifier.
 *
 * @param element - `assignedEntity`, `assignedAuthor`, `associatedEntity` or `intendedRecipient`.
 * @param names - Which family of element names.
 * @param context - Where what is wrong is reported.
 * @returns Speciality, name, contacts and organisation, those that are there.
 * @internal
 */
export function readRole(element: XmlElement, names: keyof typeof PARTS, context: ReadContext): ProfessionnelParts {
  const specialite = readHeaderCode(hl7Child(element, "code"), context);
  const nom = readPersonName(hl7Path(element, PARTS[names].person, "name"), context);
  const organisation = readOrganisation(hl7Child(element, PARTS[names].organisation), context);
  return {
    ...present({ specialite, nom }),
    ...readContacts(element, context),
    ...present({ organisation }),
  };
}

/**
 * Reads a professional.
 *
 * @param element - `assignedEntity` or `assignedAuthor`, or nothing.
 * @param parent - Element that should hold it.
 * @param context - Where what is wrong is reported.
 * @returns The professional; the identifier is empty when it is absent or null.
 * @internal
 */
export function readProfessionnel(
  element: XmlElement | undefined,
  parent: XmlElement,
  context: ReadContext,
): Professionnel {
  const id = readPsIdNat(hl7Child(element, "id"), context);
  if (id === undefined)
    context.report("LDL-R-ABSENT", element ?? parent, element === undefined ? "assignedEntity" : "id");
  return {
    id: id ?? asWritten(PsIdNat, "", context),
    ...(element === undefined ? {} : readRole(element, "assigned", context)),
  };
}
