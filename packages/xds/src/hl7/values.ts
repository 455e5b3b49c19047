import { Cx, CxReference, Specialty, Xcn, Xon, Xpn, Xtn } from "../model/hl7-types.ts";
import { type CompositeType, formatComposite, parseComposite } from "./composite.ts";

const CX: CompositeType<typeof Cx> = {
  schema: Cx,
  components: [
    { position: 1, key: "id" },
    { position: 4, key: "autorite", authority: true },
    { position: 5, key: "type" },
  ],
};
const CX_REFERENCE: CompositeType<typeof CxReference> = { schema: CxReference, components: CX.components };
const XCN: CompositeType<typeof Xcn> = {
  schema: Xcn,
  components: [
    { position: 1, key: "id" },
    { position: 2, key: "nom" },
    { position: 3, key: "prenom" },
    { position: 9, key: "autorite", authority: true },
    { position: 10, key: "typeNom" },
    { position: 13, key: "typeId" },
  ],
};
const XON: CompositeType<typeof Xon> = {
  schema: Xon,
  components: [
    { position: 1, key: "nom" },
    { position: 6, key: "autorite", authority: true },
    { position: 7, key: "typeId" },
    { position: 10, key: "id" },
  ],
};
const XPN: CompositeType<typeof Xpn> = {
  schema: Xpn,
  components: [
    { position: 1, key: "nom" },
    { position: 2, key: "prenom" },
    { position: 7, key: "type" },
  ],
};
const XTN: CompositeType<typeof Xtn> = {
  schema: Xtn,
  components: [
    { position: 3, key: "equipement" },
    { position: 4, key: "adresse" },
  ],
};
const SPECIALTY: CompositeType<typeof Specialty> = {
  schema: Specialty,
  components: [
    { position: 1, key: "code" },
    { position: 2, key: "libelle" },
    { position: 3, key: "systeme" },
  ],
};

/**
 * Writes the identifier of a patient.
 *
 * @example
 * ```ts
 * import { formatCx } from "@ldl/xds";
 *
 * formatCx({ id: "279035121518989", autorite: "1.2.250.1.213.1.4.10", type: "NH" });
 * // "279035121518989^^^&1.2.250.1.213.1.4.10&ISO^NH"
 * ```
 * @param value - Identifier and authority.
 * @returns The CX.
 * @public
 */
export function formatCx(value: Cx): string {
  return formatComposite(CX, value);
}

/**
 * Reads the identifier of a patient.
 *
 * @example
 * ```ts
 * import { parseCx } from "@ldl/xds";
 *
 * parseCx("12345^^^&1.2.3.4&ISO^PI"); // { id: "12345", autorite: "1.2.3.4", type: "PI" }
 * ```
 * @param text - A CX.
 * @returns The identifier, or `undefined` when identifier or authority is missing.
 * @public
 */
export function parseCx(text: string): Cx | undefined {
  return parseComposite(CX, text);
}

/**
 * Writes a reference to an order, a study…
 *
 * @example
 * ```ts
 * import { formatCxReference } from "@ldl/xds";
 *
 * formatCxReference({ id: "P-1", autorite: "1.2.3", type: "urn:ihe:iti:xds:2013:order" });
 * ```
 * @param value - Identifier, authority and kind.
 * @returns The CXi.
 * @public
 */
export function formatCxReference(value: CxReference): string {
  return formatComposite(CX_REFERENCE, value);
}

/**
 * Reads a reference to an order, a study…
 *
 * @example
 * ```ts
 * import { parseCxReference } from "@ldl/xds";
 *
 * parseCxReference("P-1^^^&1.2.3&ISO^urn:ihe:iti:xds:2013:order");
 * ```
 * @param text - A CXi.
 * @returns The reference, or `undefined` when identifier or kind is missing.
 * @public
 */
export function parseCxReference(text: string): CxReference | undefined {
  return parseComposite(CX_REFERENCE, text);
}

/**
 * Writes a person or a system.
 *
 * @example
 * ```ts
 * import { formatXcn } from "@ldl/xds";
 *
 * formatXcn({ id: "899900063480", nom: "MAX", prenom: "LIBRE", autorite: "1.2.250.1.71.4.2.1", typeNom: "D", typeId: "IDNPS" });
 * // "899900063480^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS"
 * ```
 * @param value - The person.
 * @returns The XCN.
 * @public
 */
export function formatXcn(value: Xcn): string {
  return formatComposite(XCN, value);
}

/**
 * Reads a person or a system.
 *
 * @example
 * ```ts
 * import { parseXcn } from "@ldl/xds";
 *
 * parseXcn("899900063480^MAX^LIBRE^^^^^^&1.2.250.1.71.4.2.1&ISO^D^^^IDNPS");
 * ```
 * @param text - An XCN.
 * @returns The person, or `undefined` when neither identifier nor name is there.
 * @public
 */
export function parseXcn(text: string): Xcn | undefined {
  return parseComposite(XCN, text);
}

/**
 * Writes an organisation.
 *
 * @example
 * ```ts
 * import { formatXon } from "@ldl/xds";
 *
 * formatXon({ nom: "CH EXEMPLE", autorite: "1.2.250.1.71.4.2.2", typeId: "IDNST", id: "1750803447" });
 * // "CH EXEMPLE^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1750803447"
 * ```
 * @param value - The organisation.
 * @returns The XON.
 * @public
 */
export function formatXon(value: Xon): string {
  return formatComposite(XON, value);
}

/**
 * Reads an organisation.
 *
 * @example
 * ```ts
 * import { parseXon } from "@ldl/xds";
 *
 * parseXon("CH EXEMPLE^^^^^&1.2.250.1.71.4.2.2&ISO^IDNST^^^1750803447");
 * ```
 * @param text - An XON.
 * @returns The organisation, or `undefined` when neither identifier nor name is there.
 * @public
 */
export function parseXon(text: string): Xon | undefined {
  return parseComposite(XON, text);
}

/** Writes the name of a patient. */
export function formatXpn(value: Xpn): string {
  return formatComposite(XPN, value);
}

/** Reads the name of a patient. */
export function parseXpn(text: string): Xpn | undefined {
  return parseComposite(XPN, text);
}

/** Writes a way to reach somebody. */
export function formatXtn(value: Xtn): string {
  return formatComposite(XTN, value);
}

/** Reads a way to reach somebody. */
export function parseXtn(text: string): Xtn | undefined {
  return parseComposite(XTN, text);
}

/** Writes a profession or speciality. */
export function formatSpecialty(value: Specialty): string {
  return formatComposite(SPECIALTY, value);
}

/** Reads a profession or speciality. */
export function parseSpecialty(text: string): Specialty | undefined {
  return parseComposite(SPECIALTY, text);
}
