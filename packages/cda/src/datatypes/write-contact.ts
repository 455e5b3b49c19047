import type { Adresse, AdresseStructuree, Telecom } from "@ldl/domain";
import type { XmlWriter } from "@ldl/xml";

/**
 * Parts of an address and their elements.
 *
 * @remarks CI-SIS, Volet Structuration minimale: type AD, structured form.
 */
const ADDRESS_ELEMENTS: readonly (readonly [keyof AdresseStructuree, string])[] = [
  ["numero", "houseNumber"],
  ["numeroSansComplement", "houseNumberNumeric"],
  ["typeVoie", "streetNameType"],
  ["voie", "streetName"],
  ["complement", "additionalLocator"],
  ["unite", "unitID"],
  ["boitePostale", "postBox"],
  ["lieuDit", "precinct"],
  ["codePostal", "postalCode"],
  ["commune", "city"],
  ["codeCommune", "county"],
  ["region", "state"],
  ["pays", "country"],
];

/** Writes an address, in parts or in lines. */
export function writeAddress(xml: XmlWriter, address: Adresse): void {
  xml.start("addr", { use: address.usage });
  if ("lignes" in address) for (const line of address.lignes) xml.element("streetAddressLine", undefined, line);
  else
    for (const [part, element] of ADDRESS_ELEMENTS) {
      const text = address[part];
      if (text !== undefined) xml.element(element, undefined, text);
    }
  xml.end();
}

/** Writes addresses. @internal */
export function writeAddresses(xml: XmlWriter, addresses: readonly Adresse[] | undefined): void {
  for (const address of addresses ?? []) writeAddress(xml, address);
}

/** Writes a way to reach somebody. */
export function writeTelecom(xml: XmlWriter, telecom: Telecom): void {
  xml.element("telecom", { value: telecom.valeur, use: telecom.usage });
}

/** Writes ways to reach somebody. @internal */
export function writeTelecoms(xml: XmlWriter, telecoms: readonly Telecom[] | undefined): void {
  for (const telecom of telecoms ?? []) writeTelecom(xml, telecom);
}
