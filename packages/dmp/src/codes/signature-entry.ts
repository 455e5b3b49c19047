import { CodedValue, confidentialityCode } from "@ldl/xds";

/**
 * Codes of the entry of the signature of a lot.
 *
 * @remarks DMP samples 02.05.00, TD2.1. It is the only entry that may be masked and invisible at once.
 */
export const SIGNATURE_ENTRY = {
  mimeType: "text/xml",
  languageCode: "art",
  titre: "Source",
  classCode: CodedValue.parse({
    code: "urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1",
    systeme: "URN",
    libelle: "Digital Signature",
  }),
  typeCode: CodedValue.parse({ code: "E1762", systeme: "ASTM", libelle: "Full Document" }),
  formatCode: CodedValue.parse({
    code: "http://www.w3.org/2000/09/xmldsig#",
    systeme: "URN",
    libelle: "Default Signature Style",
  }),
  eventCodeList: [
    CodedValue.parse({ code: "1.2.840.10065.1.12.1.14", systeme: "1.2.840.10065.1.12", libelle: "Source" }),
  ],
  confidentialityCodes: [
    confidentialityCode("N"),
    confidentialityCode("MASQUE_PS"),
    confidentialityCode("INVISIBLE_PATIENT"),
  ],
} as const;
