import { CodedValue } from "../model/coded-value.ts";

const HL7_CONFIDENTIALITY = "2.16.840.1.113883.5.25";
const VISIBILITY = "1.2.250.1.213.1.1.4.13";

/** JDV_J08-XdsConfidentialityCode-CISIS, 2020-04-24. */
const CODES = {
  N: { systeme: HL7_CONFIDENTIALITY, libelle: "Normal" },
  R: { systeme: HL7_CONFIDENTIALITY, libelle: "Restreint" },
  V: { systeme: HL7_CONFIDENTIALITY, libelle: "Très restreint" },
  MASQUE_PS: { systeme: VISIBILITY, libelle: "Masqué aux professionnels de santé" },
  INVISIBLE_PATIENT: { systeme: VISIBILITY, libelle: "Non visible par le patient" },
  INVISIBLE_REPRESENTANTS_LEGAUX: {
    systeme: VISIBILITY,
    libelle: "Non visible par les représentants légaux du patient",
  },
} as const;

/** Restriction of who may see a document, besides its HL7 confidentiality. @public */
export type Visibility = "MASQUE_PS" | "INVISIBLE_PATIENT" | "INVISIBLE_REPRESENTANTS_LEGAUX";

/** Tells whether a code is one of the HL7 confidentiality that JDV_J08 allows. */
export function isConfidentiality(code: string): code is "N" | "R" | "V" {
  return code === "N" || code === "R" || code === "V";
}

/**
 * Gives the coded value of a confidentiality or of a restriction of visibility.
 *
 * @remarks JDV_J08-XdsConfidentialityCode-CISIS.
 * @example
 * ```ts
 * import { confidentialityCode } from "@ldl/xds";
 *
 * confidentialityCode("INVISIBLE_PATIENT").systeme; // "1.2.250.1.213.1.1.4.13"
 * ```
 * @param code - The code.
 * @returns The coded value.
 * @public
 */
export function confidentialityCode(code: "N" | "R" | "V" | Visibility): CodedValue {
  return CodedValue.parse({ code, ...CODES[code] });
}
