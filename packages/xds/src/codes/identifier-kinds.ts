/**
 * Kinds of identifiers in XCN, XON, CX and CXi values.
 *
 * @remarks CI-SIS, Volet Partage de documents de santé (XCN.13, XON.7, CX.5), and IHE ITI TF-3 (CXi.5, JDV_J197).
 */
export const IDENTIFIER_KINDS = {
  /** INS of a patient. */
  ins: "NH",
  /** Identifier of a patient given by an establishment. */
  local: "PI",
  /** National identifier of a professional. */
  professional: "IDNPS",
  /** Identifier of a professional given by a structure, `3` FINESS `/` number for example. */
  internalProfessional: "EI",
  /** Software or device. */
  system: "RI",
  /** National identifier of a structure. */
  structure: "IDNST",
} as const;

/** XCN.10: name of a person, or of a system. */
export const NAME_KINDS = { person: "D", system: "U" } as const;

/** PID-5.7: name at birth, name in use. */
export const PATIENT_NAME_KINDS = { birth: "L", usual: "D" } as const;

/** CXi.5 of an order and of an accession number. */
export const REFERENCE_KINDS = {
  order: "urn:ihe:iti:xds:2013:order",
  accession: "urn:ihe:iti:xds:2013:accession",
} as const;
