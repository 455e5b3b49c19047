import type { LocalIdentifier, Representant } from "@ldl/domain";
import type { XmlElement } from "@ldl/xml";
import { hl7Child, hl7Children, hl7Path, lineOf } from "../datatypes/elements.ts";
import { present, some } from "../datatypes/present.ts";
import { readContacts } from "../datatypes/read-contact.ts";
import { readLocalIdentifier, readStructIdNat } from "../datatypes/read-identifier.ts";
import type { ReadContext } from "../read-context.ts";
import { readPersonName } from "./read-name.ts";

function readIds(guardian: XmlElement, context: ReadContext): { readonly ids?: readonly LocalIdentifier[] } {
  const ids = hl7Children(guardian, "id").flatMap((id) => readLocalIdentifier(id, context) ?? []);
  return present({ ids: some(ids) });
}

function readRepresentant(guardian: XmlElement, context: ReadContext): Representant | undefined {
  const common = { ...readIds(guardian, context), ...readContacts(guardian, context) };
  const organisation = hl7Child(guardian, "guardianOrganization");
  if (organisation !== undefined) {
    const id = readStructIdNat(hl7Children(organisation, "id"), context);
    const nom = lineOf(hl7Child(organisation, "name"));
    return {
      genre: "organisation",
      ...common,
      organisation: { ...present({ id }), ...present({ nom }) },
    };
  }
  const name = readPersonName(hl7Path(guardian, "guardianPerson", "name"), context);
  if (name === undefined) context.report("LDL-R-ABSENT", guardian, "guardianPerson/name");
  if (name === undefined) return undefined;
  const { titre: _titre, ...nom } = name;
  return { genre: "personne", ...common, nom };
}

/**
 * Reads the legal representatives of a patient.
 *
 * @param patient - `patient`.
 * @param context - Where what is wrong is reported.
 * @returns The representatives, in order.
 * @internal
 */
export function readRepresentants(patient: XmlElement, context: ReadContext): readonly Representant[] {
  return hl7Children(patient, "guardian").flatMap((guardian) => readRepresentant(guardian, context) ?? []);
}
