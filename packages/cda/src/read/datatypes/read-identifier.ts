import { type LocalIdentifier, Oid, PS_ID_NAT_OID, PsIdNat, STRUCT_ID_NAT_OID, StructIdNat, Uuid } from "@ldl/domain";
import { attributeOf, type XmlElement } from "@ldl/xml";
import type { DocumentId } from "../../header/document-id.ts";
import type { ReadContext } from "../read-context.ts";
import { asWritten } from "./as-written.ts";
import { cleanLine } from "./elements.ts";
import { present, some } from "./present.ts";

/** Root and extension of an identifier as written. */
export interface WrittenIdentifier {
  readonly root: string | undefined;
  readonly extension: string | undefined;
}

/**
 * Reads an identifier (II) as written.
 *
 * @param element - Element of type II.
 * @returns Its parts.
 * @internal
 */
export function readIdentifier(element: XmlElement): WrittenIdentifier {
  return { root: cleanLine(attributeOf(element, "root")), extension: cleanLine(attributeOf(element, "extension")) };
}

const LOWER_CASE_UUID = /^[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/;

function readRoot(root: string, element: XmlElement, context: ReadContext): Oid | Uuid {
  if (!LOWER_CASE_UUID.test(root)) return asWritten(Oid, root, context, () => context.report("LDL-R-ID-OID", element));
  if (root !== root.toUpperCase()) context.report("LDL-R-ID-CASE", element);
  return Uuid.parse(root);
}

/**
 * Reads the identifier of a document or of its set of versions.
 *
 * @param element - Element of type II, or nothing.
 * @param context - Where what is wrong is reported.
 * @returns The identifier; `undefined` without root.
 * @internal
 */
export function readDocumentId(element: XmlElement | undefined, context: ReadContext): DocumentId | undefined {
  if (element === undefined) return undefined;
  const { root, extension } = readIdentifier(element);
  if (root === undefined) return undefined;
  return { racine: readRoot(root, element, context), ...present({ extension }) };
}

/**
 * Reads an identifier given by an organisation.
 *
 * @param element - Element of type II.
 * @param context - Where what is wrong is reported.
 * @returns The identifier; `undefined` without root or extension.
 * @internal
 */
export function readLocalIdentifier(element: XmlElement, context: ReadContext): LocalIdentifier | undefined {
  const { root, extension } = readIdentifier(element);
  if (root === undefined || extension === undefined) {
    if (attributeOf(element, "nullFlavor") === undefined) context.report("LDL-R-ID-LOCAL", element);
    return undefined;
  }
  return { racine: asWritten(Oid, root, context, () => context.report("LDL-R-ID-OID", element)), valeur: extension };
}

/**
 * Reads the identifier of a professional.
 *
 * @param element - Element of type II, or nothing.
 * @param context - Where what is wrong is reported.
 * @returns The identifier; `undefined` when it is absent or null.
 * @internal
 */
export function readPsIdNat(element: XmlElement | undefined, context: ReadContext): PsIdNat | undefined {
  if (element === undefined) return undefined;
  const { root, extension } = readIdentifier(element);
  if (extension === undefined) return undefined;
  if (root !== PS_ID_NAT_OID) {
    context.report("LDL-R-ID-PS-ROOT", element);
    return asWritten(PsIdNat, extension, context);
  }
  return asWritten(PsIdNat, extension, context, () => context.report("LDL-R-ID-PS", element));
}

/**
 * Reads what other identifiers an organisation has: legal entity, accreditations.
 *
 * @param elements - The `id` of the organisation.
 * @param context - Where what is wrong is reported.
 * @returns All but its national identifier, and but those that are null or not whole.
 * @internal
 */
export function readOtherIdentifiers(
  elements: readonly XmlElement[],
  context: ReadContext,
): readonly LocalIdentifier[] | undefined {
  const national = elements.find((element) => isNational(readIdentifier(element)));
  const others = elements.flatMap((element) => {
    const { root, extension } = readIdentifier(element);
    if (element === national || root === undefined || extension === undefined) return [];
    return readLocalIdentifier(element, context) ?? [];
  });
  return some(others);
}

function isNational({ root, extension }: WrittenIdentifier): boolean {
  return root === STRUCT_ID_NAT_OID && extension !== undefined;
}

/**
 * Reads the national identifier of a structure among its identifiers.
 *
 * @param elements - The `id` of the organisation.
 * @param context - Where what is wrong is reported.
 * @returns The identifier; `undefined` when there is none.
 * @internal
 */
export function readStructIdNat(elements: readonly XmlElement[], context: ReadContext): StructIdNat | undefined {
  for (const element of elements) {
    const { root, extension } = readIdentifier(element);
    if (root === STRUCT_ID_NAT_OID && extension !== undefined)
      return asWritten(StructIdNat, extension, context, () => context.report("LDL-R-ID-STRUCT", element));
  }
  return undefined;
}
