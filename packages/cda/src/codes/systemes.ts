/**
 * Code systems used in the documents, with the name written beside their codes.
 *
 * @remarks OIDs and names: value sets and examples of the ANS kit (2025-02-19), spec of the CI-SIS header.
 */
/** OID of LOINC. @internal */
export const LOINC_OID = "2.16.840.1.113883.6.1";
/** OID of SNOMED CT. @internal */
export const SNOMED_CT_OID = "2.16.840.1.113883.6.96";
export const CIM10_OID = "2.16.840.1.113883.6.3";
const CIM11_OID = "2.16.840.1.113883.6.347";
/** OID of the ATC classification. @internal */
export const ATC_OID = "2.16.840.1.113883.6.73";
export const CCAM_OID = "1.2.250.1.215.300.1";
export const CIS_OID = "1.2.250.1.213.2.3.1";
export const CIP_OID = "1.2.250.1.213.2.3.2";
export const MV_OID = "1.2.250.1.213.2.59";
export const EDQM_OID = "0.4.0.127.0.16.1.1.2.1";
export const HL7_ROUTE_OID = "2.16.840.1.113883.5.112";
export const EMDN_OID = "1.2.250.1.213.2.68";
export const CLADIMED_OID = "1.2.250.1.213.2.65";
export const LPP_OID = "1.2.250.1.215.200.2.1";
/** OID of the terminology TA_ASIP. @internal */
export const TA_ASIP_OID = "1.2.250.1.213.1.1.4.322";
export const ACT_CODE_OID = "2.16.840.1.113883.5.4";
const ACT_PRIORITY_OID = "2.16.840.1.113883.5.7";
export const CONFIDENTIALITY_OID = "2.16.840.1.113883.5.25";
export const IHE_ACT_CODE_OID = "1.3.6.1.4.1.19376.1.5.3.2";

const NAMES: Readonly<Record<string, string>> = {
  [LOINC_OID]: "LOINC",
  [SNOMED_CT_OID]: "SNOMED CT",
  [CIM10_OID]: "CIM-10",
  [CIM11_OID]: "CIM-11",
  [ATC_OID]: "ATC",
  [CCAM_OID]: "CCAM",
  [CIS_OID]: "CIS",
  [CIP_OID]: "CIP",
  [MV_OID]: "MV",
  [EDQM_OID]: "EDQM",
  [EMDN_OID]: "EMDN",
  [CLADIMED_OID]: "CLADIMED",
  [LPP_OID]: "LPP",
  [TA_ASIP_OID]: "TA_ASIP",
  [ACT_CODE_OID]: "HL7:ActCode",
  [ACT_PRIORITY_OID]: "HL7:ActPriority",
};

/** Name of a code system as people know it, when it is one of those above. */
export function systemName(oid: string): string | undefined {
  return NAMES[oid];
}

/** A code with its system, its label, and the name of the system. @public */
export interface NamedCode {
  /** The code. */
  readonly code: string;
  /** OID of the code system. */
  readonly systeme: string;
  /** Label. */
  readonly libelle: string;
  /** Name of the code system, when it has a usual one. */
  readonly nomSysteme?: string | undefined;
}

/** Makes a code of a system, with the name of the system. @internal */
export function codeIn(systeme: string, code: string, libelle: string): NamedCode {
  return { code, systeme, libelle, nomSysteme: systemName(systeme) };
}
