import { z } from "zod";
import { StatutDocument } from "../codes/statuts.ts";
import { headerFields } from "../header/document-header.ts";
import { Allergies } from "./allergie.ts";
import { CopiePdf } from "./contenu-base64.ts";
import { DispositifsMedicaux } from "./dispositif-medical.ts";
import { PlanDeSoins } from "./plan-de-soins.ts";
import { SyntheseSejour } from "./synthese-sejour.ts";
import { TexteCourt, TexteNarratif } from "./texte-narratif.ts";
import { TraitementArrete, Traitements } from "./traitement.ts";

/** Body of the letter at discharge, section by section. */
export const sortieFields = {
  /** Status of the document (JDV_StatutDoc_CISIS). */
  statut: StatutDocument,
  /** Reason of the stay. */
  motif: TexteNarratif,
  /** Medical synthesis. */
  synthese: SyntheseSejour,
  /** Treatments stopped during the stay. */
  traitementsArretes: z.array(TraitementArrete).min(1).max(200).readonly().optional(),
  /** Treatments prescribed at discharge. */
  traitementsSortie: Traitements,
  /** Results and other information still awaited. */
  resultatsAttendus: z.array(TexteCourt).min(1).max(100).readonly().optional(),
  /** What is to be done next. */
  planDeSoins: PlanDeSoins.optional(),
  /** Medical devices, among them those implanted during the stay. */
  dispositifsMedicaux: DispositifsMedicaux.optional(),
  /** Allergies found during the stay. */
  allergies: Allergies.optional(),
  /** Copy of the document as PDF. */
  copiePdf: CopiePdf.optional(),
} as const;

/**
 * The lettre de liaison at discharge (LDL-SES 2022.01) as plain JSON: header, then body.
 *
 * @remarks Code de la santé publique, art. R. 1112-1-2; CI-SIS volet LDL-SES 2022.01.
 * @public
 */
export const LettreDeLiaisonSortie = z.strictObject({ ...headerFields, ...sortieFields });
/** A letter that was parsed: defaults filled in. @public */
export interface LettreDeLiaisonSortie extends z.infer<typeof LettreDeLiaisonSortie> {}
/** A letter as a vendor gives it. @public */
export interface LettreDeLiaisonSortieInput extends z.input<typeof LettreDeLiaisonSortie> {}
