/**
 * Identifier systems and extensions of the Annuaire Santé FHIR API v2.
 *
 * @remarks ansforge/IG-fhir-annuaire, 2026-06; HL7 France core.
 */
export const DIRECTORY_SYSTEMS = {
  /** RPPS number. */
  rpps: "https://rpps.esante.gouv.fr",
  /** National identifier of a professional, type digit included. */
  idNatPs: "urn:oid:1.2.250.1.71.4.2.1",
  /** FINESS number, of a legal entity or of a site. */
  finess: "https://finess.esante.gouv.fr",
  /** National identifier of a structure, type digit included. */
  idNatStruct: "urn:oid:1.2.250.1.71.4.2.2",
  /** Profession. */
  profession: "https://mos.esante.gouv.fr/NOS/TRE_G15-ProfessionSante/FHIR/TRE-G15-ProfessionSante",
  /** Specialities of physicians, TRE_R38. */
  speciality: "https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale",
} as const;

/** Extensions of a contact point. */
export const DIRECTORY_EXTENSIONS = {
  /** Kind of mail address; the code `MSSANTE` marks ours. */
  emailType: "https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-contact-point-email-type",
  /** Type, service, description of a mailbox. */
  mailbox: "https://interop.esante.gouv.fr/ig/fhir/annuaire/StructureDefinition/as-ext-mailbox-mss-metadata",
} as const;

/** Code of {@link DIRECTORY_EXTENSIONS.emailType} for MSSanté. */
export const MSSANTE_EMAIL = "MSSANTE";
