/**
 * Rules that may be relaxed to a warning, and what it costs.
 *
 * @public
 */
export const RELAXABLE_RULES = {
  /** If relaxed: the author's profession is missing from the document and from the XDS metadata. */
  "LDL-H-AUTEUR-SPECIALITE": "the author's profession is missing from the document and from the XDS metadata",
  /** If relaxed: the author's organisation is missing from the document and from the XDS metadata. */
  "LDL-H-AUTEUR-ORGANISATION": "the author's organisation is missing from the document and from the XDS metadata",
  /** If relaxed: the letter gives no date of discharge, which the law wants; indicators that use it leave it out. */
  "LDL-SES-SORTIE": "the letter gives no date of discharge, which the law wants; indicators that use it leave it out",
  /** If relaxed: the letter tells a destination although the patient is dead. */
  "LDL-SES-DECES": "the letter tells a destination although the patient is dead",
  /** If relaxed: the letter describes accidents or micro-organisms of an act that it says did not take place. */
  "LDL-SES-DETAIL": "the letter describes accidents or micro-organisms of an act that it says did not take place",
  /** If relaxed: the content is neither PDF nor plain text: receivers may not be able to show it. */
  "LDL-N1-FORMAT": "the content is neither PDF nor plain text: receivers may not be able to show it",
  /** If relaxed: the content is called a PDF although it does not look like one. */
  "LDL-PDF-001": "the content is called a PDF although it does not look like one",
} as const;

/** Identifier of a rule that may be relaxed. @public */
export type RelaxableRule = keyof typeof RELAXABLE_RULES;
