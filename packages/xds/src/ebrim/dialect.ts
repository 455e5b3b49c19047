/**
 * How ebRIM is spelled.
 *
 * `fr`: as the samples of the DMP and of MSSanté do (`charset="UTF8"`, `xml:lang="FR"`). `ihe-strict`: as IHE ITI TF-3
 * does (`charset="UTF-8"`, `xml:lang="fr-FR"`, `objectType` on every object). Both are read alike.
 *
 * @public
 */
export type EbrimDialect = "fr" | "ihe-strict";

/** What changes from one dialect to the other. */
export interface Spelling {
  readonly charset: string;
  readonly language: string;
  /** Whether objects other than document entries say their `objectType`. */
  readonly objectTypes: boolean;
}

/**
 * Spelling of each dialect.
 *
 * @remarks `fr`: DMP sample messages 02.05.00 (TD2.1, TD3.1). `ihe-strict`: IHE ITI TF-3 §4.2.
 */
export const SPELLINGS: Readonly<Record<EbrimDialect, Spelling>> = {
  fr: { charset: "UTF8", language: "FR", objectTypes: false },
  "ihe-strict": { charset: "UTF-8", language: "fr-FR", objectTypes: true },
};
