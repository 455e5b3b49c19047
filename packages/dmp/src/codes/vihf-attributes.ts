/**
 * Names of the attributes of a VIHF.
 *
 * @remarks DMP sample messages 02.05.00; CI-SIS, volet Transport synchrone pour client lourd; OASIS XSPA and XACML profiles.
 */
export const VIHF_ATTRIBUTES = {
  version: "VIHF_Version",
  userName: "urn:oasis:names:tc:xspa:1.0:subject:subject-id",
  role: "urn:oasis:names:tc:xacml:2.0:subject:role",
  structure: "Identifiant_Structure",
  sector: "Secteur_Activite",
  resource: "Ressource_URN",
  patient: "urn:oasis:names:tc:xacml:2.0:resource:resource-id",
  purpose: "urn:oasis:names:tc:xspa:1.0:subject:purposeofuse",
  confidentiality: "urn:oasis:names:tc:xspa:1.0:resource:patient:hl7:confidentiality-code",
  softwareName: "LPS_Nom",
  softwareVersion: "LPS_Version",
  softwareId: "LPS_ID",
  homologation: "LPS_ID_HOMOLOGATION_DMP",
} as const;

/** Resource that the VIHF opens. */
export const DMP_RESOURCE = "urn:dmp";

/** Code system of the activity sectors (TRE_R02). */
export const SECTOR_SYSTEM = "1.2.250.1.71.4.2.4";

/** Confidentiality of a secret connection of a minor (JDV_J08). */
export const SECRET_CONNECTION = "INVISIBLE_REPRESENTANTS_LEGAUX^1.2.250.1.213.1.1.4.13";

/** Modes of access (TRE_R248). */
export const ACCESS_SYSTEM = "1.2.250.1.213.1.1.4.248";

/** Labels of the modes of access (TRE_R248). */
export const ACCESS_LABELS = {
  normal: "Accès normal",
  bris_de_glace: "Accès bris de glace",
  centre_15: "Accès centre de régulation",
} as const;

/** Name that the samples give to the code system of the modes of access. */
export const ACCESS_SYSTEM_NAME = "mode acces VIHF 2.0";

/** Prefix of the classes of authentication of SAML 2.0. */
export const AUTHN_CLASSES = "urn:oasis:names:tc:SAML:2.0:ac:classes:";

/** Format of an issuer that is a distinguished name (SAML 1.1). */
export const ISSUER_FORMAT = "urn:oasis:names:tc:SAML:1.1:nameid-format:X509SubjectName";
