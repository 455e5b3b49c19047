import { Moment } from "@ldl/domain";
import { z } from "zod";
import { ModaliteEntree, ModaliteSortie } from "../codes/modalites.ts";
import { AuteurEntree } from "./auteur-entree.ts";
import { TexteCourt, TexteNarratif } from "./texte-narratif.ts";

/** Answer that the law wants in the letter; `inconnu` says honestly that the record does not know. @public */
export const Reponse = z.enum(["oui", "non", "inconnu"]);
export type Reponse = z.infer<typeof Reponse>;

const tracabilite = {
  /** Who stated it, when it is not the author of the document. */
  auteur: AuteurEntree.optional(),
};

/** An observation in free text. @public */
export const ObservationTexte = z.strictObject({
  /** What is to be said; `Aucun` when there was nothing. */
  texte: TexteCourt,
  /** When it happened. Left out, the date is written as unknown. */
  date: Moment.optional(),
  ...tracabilite,
});
/** What the schema of the same name gives. @public */
export interface ObservationTexte extends z.infer<typeof ObservationTexte> {}

/**
 * Medical synthesis of the stay: section FR-Resultats-evenements-LDL-SES.
 *
 * @remarks Code de la santé publique, art. R. 1112-1-2, 1° f and 3°; LDL-SES 2022.01.
 * @public
 */
export const SyntheseSejour = z.strictObject({
  /** How the patient came in (JDV_ModaliteEntree_CISIS). */
  modaliteEntree: z.strictObject({
    /** Mode of admission. */
    modalite: ModaliteEntree,
    /** Default: start of the stay (`acte.debut`). */
    date: Moment.optional(),
    ...tracabilite,
  }),
  /** How the patient left (JDV_ModaliteSortie_CISIS); the set has no code for a death: `autre-destination`. */
  modaliteSortie: z.strictObject({
    /** Mode of discharge. */
    modalite: ModaliteSortie,
    /** Default: end of the stay (`acte.fin`). */
    date: Moment.optional(),
    ...tracabilite,
  }),
  /** The synthesis itself. */
  syntheseMedicale: z.strictObject({
    /** The text. */
    texte: TexteNarratif,
    /** Default: date of the document. */
    date: Moment.optional(),
    ...tracabilite,
  }),
  /** Adverse events during the stay. */
  evenementsIndesirables: ObservationTexte.optional(),
  /** Multi-resistant or emerging micro-organisms (BMR, BHRe). */
  microOrganismes: z.strictObject({
    /** Whether they were searched for. */
    recherche: Reponse,
    /** When. */
    date: Moment.optional(),
    ...tracabilite,
    /** What was identified; only after a search. */
    identification: ObservationTexte.optional(),
  }),
  /** Transfusion of blood products. */
  transfusion: z.strictObject({
    /** Whether it took place. */
    realisee: Reponse,
    /** When. */
    date: Moment.optional(),
    ...tracabilite,
    /** Accidents. */
    accidents: ObservationTexte.optional(),
  }),
  /** Administration of blood derivatives. */
  derivesDuSang: z.strictObject({
    /** Whether some were given. */
    administres: Reponse,
    /** When. */
    date: Moment.optional(),
    ...tracabilite,
    /** Adverse events that followed. */
    evenementsIndesirables: ObservationTexte.optional(),
  }),
});
/** What the schema of the same name gives. @public */
export interface SyntheseSejour extends z.infer<typeof SyntheseSejour> {}
