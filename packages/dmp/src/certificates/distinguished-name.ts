import { AsnConvert } from "@peculiar/asn1-schema";
import type { AttributeTypeAndValue, Name } from "@peculiar/asn1-x509";

/** How a distinguished name is written. @public */
export type DistinguishedNameStyle =
  /** Types that RFC 2253 has no name for are written `2.5.4.42=#…`, as Java and the samples of the DMP do. */
  | "rfc2253"
  /** They have their usual short name: `GN`, `SN`, `SERIALNUMBER`, `T`. */
  | "labels";

/** RFC 2253 §2.3. */
const RFC_2253: Readonly<Record<string, string>> = {
  "2.5.4.3": "CN",
  "2.5.4.6": "C",
  "2.5.4.7": "L",
  "2.5.4.8": "ST",
  "2.5.4.9": "STREET",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "0.9.2342.19200300.100.1.1": "UID",
  "0.9.2342.19200300.100.1.25": "DC",
};

/** X.520 short names that RFC 2253 leaves out. */
const LABELS: Readonly<Record<string, string>> = {
  "2.5.4.4": "SN",
  "2.5.4.5": "SERIALNUMBER",
  "2.5.4.12": "T",
  "2.5.4.42": "GN",
};

function escaped(value: string): string {
  return value
    .replace(/[\\,+"<>;]/g, "\\$&")
    .replace(/^[# ]/, "\\$&")
    .replace(/ $/, "\\ ");
}

function partText(part: AttributeTypeAndValue, style: DistinguishedNameStyle): string {
  const label = RFC_2253[part.type] ?? (style === "labels" ? LABELS[part.type] : undefined);
  if (label !== undefined) return `${label}=${escaped(part.value.toString())}`;
  return `${part.type}=#${Buffer.from(AsnConvert.serialize(part.value)).toString("hex")}`;
}

/**
 * Writes a name, most specific part first, no space after commas.
 *
 * @remarks RFC 2253 §2. The order of the values of a multi-valued part is that of the certificate.
 */
export function distinguishedName(name: Name, style: DistinguishedNameStyle): string {
  return [...name]
    .reverse()
    .map((parts) => [...parts].map((part) => partText(part, style)).join("+"))
    .join(",");
}
