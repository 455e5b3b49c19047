import { ContenuBase64 } from "@ldl/cda";
import { Code, Libelle, Moment, Texte } from "@ldl/domain";
import { z } from "zod";
import { Bloc } from "./bloc.ts";

const sousChapitreShape = {
  /** LOINC code. */
  code: Code,
  /** Title. Default: the label of the code. */
  titre: Libelle.optional(),
  /** Its results. */
  bloc: Bloc,
};

/** Type of the schema {@link SousChapitre}. @public */
export interface SousChapitreSchema extends z.ZodObject<typeof sousChapitreShape, z.core.$strict> {}

/** Part of a chapter, with its own results. @public */
export const SousChapitre: SousChapitreSchema = z.strictObject(sousChapitreShape);
/** What the schema of the same name gives. @public */
export interface SousChapitre extends z.infer<typeof SousChapitre> {}

const chapitreShape = {
  /** Chapter code of « Circuit de la biologie ». */
  code: Code,
  /** Title. Default: the label of the code. */
  titre: Libelle.optional(),
  /** Results of a chapter without sub-chapters. */
  bloc: Bloc.optional(),
  /** Sub-chapters of a chapter without results of its own. */
  sousChapitres: z.array(SousChapitre).min(1).readonly().optional(),
};

/** Type of the schema {@link Chapitre}. @public */
export interface ChapitreSchema extends z.ZodObject<typeof chapitreShape, z.core.$strict> {}

/** A discipline of the report: results of its own, or sub-chapters. @public */
export const Chapitre: ChapitreSchema = z
  .strictObject(chapitreShape)
  .refine((chapitre) => (chapitre.bloc === undefined) !== (chapitre.sousChapitres === undefined), {
    error: "un bloc de résultats ou des sous-chapitres, pas les deux (LDL-BIO-CHAPITRE)",
  });
/** What the schema of the same name gives. @public */
export interface Chapitre extends z.infer<typeof Chapitre> {}

/** A report of another laboratory, joined as a PDF. @public */
export const SecondeIntention = z.strictObject({
  /** Title, shown above the PDF. */
  titre: Libelle,
  /** Date of that report. */
  date: Moment.optional(),
  /** The PDF. */
  base64: ContenuBase64,
});
/** What the schema of the same name gives. @public */
export interface SecondeIntention extends z.infer<typeof SecondeIntention> {}

/** A comment on the whole report: non-conformity, conclusion. @public */
export const CommentaireGeneral = z.strictObject({
  /** Title: `Conclusion`, `Non conformité`… */
  titre: Libelle,
  /** The words. */
  texte: Texte,
});
/** What the schema of the same name gives. @public */
export interface CommentaireGeneral extends z.infer<typeof CommentaireGeneral> {}
