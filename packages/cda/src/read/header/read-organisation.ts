import type { Organisation } from "@ldl/domain";
import type { XmlElement } from "@ldl/xml";
import { hl7Child, hl7Children, isNull, lineOf } from "../datatypes/elements.ts";
import { present } from "../datatypes/present.ts";
import { readHeaderCode } from "../datatypes/read-code.ts";
import { readContacts } from "../datatypes/read-contact.ts";
import { readOtherIdentifiers, readStructIdNat } from "../datatypes/read-identifier.ts";
import type { ReadContext } from "../read-context.ts";

/**
 * Reads an organisation.
 *
 * @param element - `representedOrganization`, `scopingOrganization`, `receivedOrganization`…, or nothing.
 * @param context - Where what is wrong is reported.
 * @returns The organisation; `undefined` when it is absent or null.
 * @internal
 */
export function readOrganisation(element: XmlElement | undefined, context: ReadContext): Organisation | undefined {
  if (element === undefined || isNull(element)) return undefined;
  const ids = hl7Children(element, "id");
  const id = readStructIdNat(ids, context);
  const identifiantsLocaux = readOtherIdentifiers(ids, context);
  const nom = lineOf(hl7Child(element, "name"));
  const cadreExercice = readHeaderCode(hl7Child(element, "standardIndustryClassCode"), context);
  return {
    ...present({ id, identifiantsLocaux, nom }),
    ...readContacts(element, context),
    ...present({ cadreExercice }),
  };
}
