import { z } from "zod";
import { headerFields } from "../header/document-header.ts";
import { AntecedentsChirurgicaux } from "./acte.ts";
import { Allergies } from "./allergie.ts";
import { CopiePdf } from "./contenu-base64.ts";
import { AntecedentsMedicaux } from "./probleme.ts";
import { TexteNarratif } from "./texte-narratif.ts";
import { Traitements } from "./traitement.ts";

/** Body of the letter at admission, section by section. */
export const entreeFields = {
  /** Why the stay is asked for. */
  motif: TexteNarratif,
  /** Treatments at admission. */
  traitementsAdmission: Traitements,
  /** Known allergies. */
  allergies: Allergies,
  /** Medical history. */
  antecedentsMedicaux: AntecedentsMedicaux.optional(),
  /** Surgical history. */
  antecedentsChirurgicaux: AntecedentsChirurgicaux.optional(),
  /** Anything else that matters; `Sans objet` when there is nothing. */
  commentaire: TexteNarratif,
  /** Copy of the document as PDF. */
  copiePdf: CopiePdf.optional(),
} as const;

/**
 * The lettre de liaison at admission (LDL-EES 2022.01) as plain JSON: header, then body.
 *
 * @remarks Code de la santé publique, art. R. 1112-1-1; CI-SIS volet LDL-EES 2022.01.
 * @public
 */
export const LettreDeLiaisonEntree = z.strictObject({ ...headerFields, ...entreeFields });
/** A letter that was parsed: defaults filled in. @public */
export interface LettreDeLiaisonEntree extends z.infer<typeof LettreDeLiaisonEntree> {}
/** A letter as a vendor gives it. @public */
export interface LettreDeLiaisonEntreeInput extends z.input<typeof LettreDeLiaisonEntree> {}
