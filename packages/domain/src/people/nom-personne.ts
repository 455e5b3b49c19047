import { z } from "zod";
import { Libelle } from "./texte.ts";

/** Civility (JDV_J245). @public */
export const Civilite = z.enum(["M", "MME"]);
/** What the schema of the same name gives. @public */
export type Civilite = z.infer<typeof Civilite>;

/** Title (JDV_J246): docteur, maître de conférences, médecin général, professeur certifié, professeur général, professeur. @public */
export const Titre = z.enum(["DR", "MC", "MG", "PC", "PG", "PR"]);
/** What the schema of the same name gives. @public */
export type Titre = z.infer<typeof Titre>;

/** Name of a person who is not the patient. @public */
export const NomPersonne = z.strictObject({
  /** Family name in use. */
  nom: Libelle,
  /** Given name in use. */
  prenom: Libelle.optional(),
  /** Civility. */
  civilite: Civilite.optional(),
  /** Title of a professional. */
  titre: Titre.optional(),
});
/** What the schema of the same name gives. @public */
export interface NomPersonne extends z.infer<typeof NomPersonne> {}
