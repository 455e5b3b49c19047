import { type Adresse, AdresseUsage, Telecom } from "@ldl/domain";
import { attributeOf, type XmlElement } from "@ldl/xml";
import type { ReadContext } from "../read-context.ts";
import { hl7Children, isNull, lineOf } from "./elements.ts";
import { present, some } from "./present.ts";

/** Part of an address by the name of its CDA element. */
const ADDRESS_PARTS = {
  houseNumber: "numero",
  houseNumberNumeric: "numeroSansComplement",
  streetNameType: "typeVoie",
  streetName: "voie",
  additionalLocator: "complement",
  unitID: "unite",
  postBox: "boitePostale",
  precinct: "lieuDit",
  postalCode: "codePostal",
  city: "commune",
  county: "codeCommune",
  state: "region",
  country: "pays",
} as const;

type AddressPart = (typeof ADDRESS_PARTS)[keyof typeof ADDRESS_PARTS];

function isAddressElement(name: string): name is keyof typeof ADDRESS_PARTS {
  return Object.hasOwn(ADDRESS_PARTS, name);
}

function readParts(element: XmlElement): { readonly [P in AddressPart]?: string } {
  const parts: { [P in AddressPart]?: string } = {};
  for (const child of element.children) {
    if (child.kind !== "element" || !isAddressElement(child.localName)) continue;
    const text = lineOf(child);
    const part = ADDRESS_PARTS[child.localName];
    if (text !== undefined) parts[part] = parts[part] === undefined ? text : `${parts[part]} ${text}`;
  }
  return parts;
}

function readUsage(element: XmlElement): { readonly usage?: AdresseUsage } {
  const use = attributeOf(element, "use");
  const usage = use === undefined ? undefined : AdresseUsage.safeParse(use.split(/\s+/, 1)[0]).data;
  return present({ usage });
}

/**
 * Reads an address: in parts, or in lines when the document has lines or mixes both.
 *
 * @param element - Element of type AD.
 * @param context - Where what is wrong is reported.
 * @returns The address; `undefined` when it is null or empty.
 * @internal
 */
export function readAddress(element: XmlElement, context: ReadContext): Adresse | undefined {
  if (isNull(element)) return undefined;
  const lines = hl7Children(element, "streetAddressLine")
    .map(lineOf)
    .filter((line) => line !== undefined);
  const parts = readParts(element);
  const hasParts = Object.keys(parts).length > 0;
  if (lines.length === 0 && hasParts) return { ...parts, ...readUsage(element) };
  if (hasParts) {
    context.report("LDL-R-ADDRESS", element);
    lines.push(Object.values(parts).join(" "));
  }
  const text = lines.length === 0 ? lineOf(element) : undefined;
  if (text !== undefined) lines.push(text);
  return lines.length === 0 ? undefined : { lignes: lines, ...readUsage(element) };
}

/**
 * Reads a way to reach somebody.
 *
 * @param element - Element of type TEL.
 * @param context - Where what is wrong is reported.
 * @returns The URI and its use; `undefined` when it is null or empty.
 * @internal
 */
export function readTelecom(element: XmlElement, context: ReadContext): Telecom | undefined {
  const valeur = attributeOf(element, "value")?.trim();
  if (valeur === undefined || valeur === "" || isNull(element)) return undefined;
  if (!context.fits(Telecom.shape.valeur, valeur)) context.report("LDL-R-TELECOM", element);
  const use = attributeOf(element, "use");
  const usage = Telecom.shape.usage.safeParse(use);
  if (!usage.success) context.report("LDL-R-TELECOM-USE", element);
  return { valeur, ...present({ usage: usage.data }) };
}

/**
 * Reads the addresses and the ways to reach of a person, a role or an organisation.
 *
 * @param element - Element with `addr` and `telecom`, or nothing.
 * @param context - Where what is wrong is reported.
 * @returns Those that are there; no member for none.
 * @internal
 */
export function readContacts(
  element: XmlElement | undefined,
  context: ReadContext,
): { readonly adresses?: readonly Adresse[]; readonly telecoms?: readonly Telecom[] } {
  const adresses = hl7Children(element, "addr").flatMap((child) => readAddress(child, context) ?? []);
  const telecoms = hl7Children(element, "telecom").flatMap((child) => readTelecom(child, context) ?? []);
  return { ...present({ adresses: some(adresses) }), ...present({ telecoms: some(telecoms) }) };
}
