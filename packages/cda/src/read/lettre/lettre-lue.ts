import type { LdlIssue } from "@ldl/domain";
import type { DocumentHeader } from "../../header/document-header.ts";
import type { LettreDeLiaisonEntree } from "../../lettre-de-liaison/lettre-de-liaison-entree.ts";
import type { LettreDeLiaisonSortie } from "../../lettre-de-liaison/lettre-de-liaison-sortie.ts";
import type { SyntheseSejour } from "../../lettre-de-liaison/synthese-sejour.ts";

/** Members that are of the body: those of the letter that the header has not. */
type BodyOf<T> = Omit<T, keyof DocumentHeader>;

/**
 * Medical synthesis as read: every part may be missing, and so may its parts.
 *
 * @public
 */
export type SyntheseLue = {
  readonly [K in keyof SyntheseSejour]?: Partial<NonNullable<SyntheseSejour[K]>>;
};

/** Body of a letter at discharge as read, in the shape it is built from; a part that the document lacks is absent. @public */
export interface ContenuSortieLu extends Partial<Omit<BodyOf<LettreDeLiaisonSortie>, "synthese">> {
  /** Medical synthesis. */
  readonly synthese?: SyntheseLue;
}

/** Body of a letter at admission as read, in the shape it is built from; a part that the document lacks is absent. @public */
export interface ContenuEntreeLu extends Partial<BodyOf<LettreDeLiaisonEntree>> {}

interface LettreLue {
  /** Header of the letter. */
  readonly header: DocumentHeader;
  /** What could not be put in the typed content: it stays in the entries of the document. */
  readonly issues: readonly LdlIssue[];
}

/** A letter at discharge as read. @public */
export interface LettreSortieLue extends LettreLue {
  readonly kind: "LDL-SES";
  readonly contenu: ContenuSortieLu;
}

/** A letter at admission as read. @public */
export interface LettreEntreeLue extends LettreLue {
  readonly kind: "LDL-EES";
  readonly contenu: ContenuEntreeLu;
}
