/** A rule set that applies to every document. */
export interface GenericRuleSet {
  /** Short name, used in findings. */
  readonly name: string;
  /** File, relative to the folder of the kit. */
  readonly entry: string;
  /** Which documents it always has something to check in. For the others, checking nothing is no fault. */
  readonly appliesTo: "every-document" | "structured-documents" | "some-documents";
}

/**
 * The generic rule sets, in the order in which the kit applies them; the one of the volet comes last.
 *
 * `IHE` and `Modeles_ANS` hold rules on elements that declare given templates: a document without body has none for `IHE`, and many
 * documents use none of the templates that `Modeles_ANS` is about.
 *
 * @remarks TestContenuCDA, `schematrons/moteur/compilverif.bat`.
 */
export const GENERIC_RULE_SETS: readonly GenericRuleSet[] = [
  { name: "IHE", entry: "schematrons/profils/IHE.sch", appliesTo: "structured-documents" },
  {
    name: "terminologie",
    entry: "schematrons/profils/terminologies/schematron/terminologie.sch",
    appliesTo: "every-document",
  },
  {
    name: "ModelesDeContenusCDA",
    entry: "schematrons/profils/CI-SIS_ModelesDeContenusCDA.sch",
    appliesTo: "every-document",
  },
  {
    name: "StructurationMinimale",
    entry: "schematrons/profils/structurationMinimale/ASIP-STRUCT-MIN-StrucMin.sch",
    appliesTo: "every-document",
  },
  { name: "Modeles_ANS", entry: "schematrons/profils/CI-SIS_Modeles_ANS.sch", appliesTo: "some-documents" },
];

/** The XML Schema, relative to the folder of the kit, and the folder that it may read. */
export const XML_SCHEMA = { entry: "infrastructure/cda/CDA_extended.xsd", root: "infrastructure" } as const;

/** Folders whose content decides the verdict; their hash identifies the kit. */
export const RULE_FOLDERS = ["infrastructure", "jeuxDeValeurs", "schematrons"] as const;

/**
 * Includes that the published kit names and does not hold. What they would check is not checked, which each report says.
 *
 * @remarks TestContenuCDA of 19 February 2025: `CI-SIS_BIO-CR-BIO_2023.01.sch` includes nine files of two folders that do not exist.
 */
export const KNOWN_MISSING_INCLUDES: readonly RegExp[] = [
  /^schematrons\/include\/(?:specificationsVolets|jeuxDeValeurs)\/BIO-CR-BIO_2023\.01\//,
];
