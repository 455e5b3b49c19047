import { Code, Libelle, LocalIdentifier, Moment } from "@ldl/domain";
import { z } from "zod";
import { LaboratoireExecutant } from "./laboratoire.ts";
import { Prelevement } from "./prelevement.ts";
import { Commentaire, Resultat, Validation } from "./resultat.ts";

/** State of a group of results: all there, some awaited, given up. @public */
export const StatutBloc = z.enum(["completed", "active", "aborted"]);
export type StatutBloc = z.infer<typeof StatutBloc>;

/** An image that illustrates results. @public */
export const Image = z.strictObject({
  mediaType: z.enum(["image/png", "image/jpeg", "image/gif"]),
  base64: z.string().min(4).max(30_000_000),
  legende: Libelle.optional(),
});
export interface Image extends z.infer<typeof Image> {}

/** Results that go together: a panel, an antibiogram. @public */
export const Batterie = z.strictObject({
  genre: z.literal("batterie"),
  /** LOINC panel, for example `58410-2`. */
  code: Code.optional(),
  /** Code of the laboratory. */
  codeLocal: Code.optional(),
  libelle: Libelle.optional(),
  statut: StatutBloc.default("completed"),
  date: Moment.optional(),
  prelevements: z.array(Prelevement).readonly().optional(),
  resultats: z.array(Resultat).readonly(),
  executant: LaboratoireExecutant.optional(),
  validation: Validation.optional(),
  images: z.array(Image).readonly().optional(),
  commentaires: z.array(Commentaire).readonly().optional(),
});
export interface Batterie extends z.infer<typeof Batterie> {}

/** A micro-organism found, with its count and its antibiograms. @public */
export const Isolat = z.strictObject({
  genre: z.literal("isolat"),
  id: LocalIdentifier.optional(),
  /** Organism: SNOMED CT, NCBI taxonomy, words. */
  germe: z.strictObject({ snomed: Code.optional(), ncbi: Code.optional(), libelle: Libelle }),
  statut: StatutBloc.default("completed"),
  date: Moment.optional(),
  resultats: z.array(Resultat).readonly().optional(),
  antibiogrammes: z.array(Batterie).readonly().optional(),
  images: z.array(Image).readonly().optional(),
  commentaires: z.array(Commentaire).readonly().optional(),
});
export interface Isolat extends z.infer<typeof Isolat> {}

/** A single result of a block. @public */
export const ResultatSeul = Resultat.extend({ genre: z.literal("resultat") });
export interface ResultatSeul extends z.infer<typeof ResultatSeul> {}

/** What a chapter or sub-chapter holds: specimens, then results in their order. @public */
export const Bloc = z.strictObject({
  /** LOINC code of the block. Default: the code of its section. */
  code: Code.optional(),
  codeLocal: Code.optional(),
  statut: StatutBloc.default("completed"),
  prelevements: z.array(Prelevement).readonly().optional(),
  elements: z
    .array(z.discriminatedUnion("genre", [ResultatSeul, Batterie, Isolat]))
    .min(1)
    .readonly(),
  executant: LaboratoireExecutant.optional(),
  validation: Validation.optional(),
  automates: z.array(Libelle).readonly().optional(),
  images: z.array(Image).readonly().optional(),
  commentaires: z.array(Commentaire).readonly().optional(),
});
export interface Bloc extends z.infer<typeof Bloc> {}
