import { ContenuBase64 } from "@ldl/cda";
import { Code, Libelle, Moment } from "@ldl/domain";
import { z } from "zod";
import { Commentaire } from "./commentaire.ts";
import { Identifiant } from "./identifiant.ts";
import { LaboratoireExecutant } from "./laboratoire.ts";
import { Prelevement } from "./prelevement.ts";
import { Resultat, Validation } from "./resultat.ts";

/** State of a group of results: all there, some awaited, given up. @public */
export const StatutBloc = z.enum(["completed", "active", "aborted"]);
/** What the schema of the same name gives. @public */
export type StatutBloc = z.infer<typeof StatutBloc>;

/** An image that illustrates results. @public */
export const Image = z.strictObject({
  /** Media type. */
  mediaType: z.enum(["image/png", "image/jpeg", "image/gif"]),
  /** The bytes. */
  base64: ContenuBase64,
  /** What it shows. */
  legende: Libelle.optional(),
});
/** What the schema of the same name gives. @public */
export interface Image extends z.infer<typeof Image> {}

/** What all groups of results have. */
const groupe = {
  /** `completed` all results are there, `active` some are awaited, `aborted` given up. Default: `completed`. */
  statut: StatutBloc.default("completed"),
  /** Laboratory that made these analyses, when it is another one. */
  executant: LaboratoireExecutant.optional(),
  /** Who validated these results. */
  validation: Validation.optional(),
  /** Images. */
  images: z.array(Image).min(1).readonly().optional(),
  /** Comments. */
  commentaires: z.array(Commentaire).min(1).readonly().optional(),
} as const;

const batterieShape = {
  /** Tells the elements of a block from one another. */
  genre: z.literal("batterie"),
  /** LOINC panel, for example `58410-2`. */
  code: Code.optional(),
  /** Code of the laboratory. */
  codeLocal: Code.optional(),
  /** Label shown on the report. Default: the one of the code. */
  libelle: Libelle.optional(),
  ...groupe,
  /** When the results were obtained. */
  date: Moment.optional(),
  /** Specimens, when they are not those of the whole block. */
  prelevements: z.array(Prelevement).min(1).readonly().optional(),
  /** The results; none as long as all are awaited. */
  resultats: z.array(Resultat).readonly(),
};

/** Type of the schema {@link Batterie}. @public */
export interface BatterieSchema extends z.ZodObject<typeof batterieShape, z.core.$strict> {}

/** Results that go together: a panel, an antibiogram. @public */
export const Batterie: BatterieSchema = z.strictObject(batterieShape);
/** What the schema of the same name gives. @public */
export interface Batterie extends z.infer<typeof Batterie> {}

const isolatShape = {
  /** Tells the elements of a block from one another. */
  genre: z.literal("isolat"),
  /** Identifier of the isolate. */
  id: Identifiant.optional(),
  /** Organism: SNOMED CT, NCBI taxonomy, words. */
  germe: z.strictObject({
    /** SNOMED CT code. */
    snomed: Code.optional(),
    /** NCBI taxonomy code. */
    ncbi: Code.optional(),
    /** Name shown on the report. */
    libelle: Libelle,
  }),
  ...groupe,
  /** When it was identified. */
  date: Moment.optional(),
  /** Count and other results on the isolate. */
  resultats: z.array(Resultat).min(1).readonly().optional(),
  /** Antibiograms: results with `S`, `I` or `R` and, as value, the minimal inhibitory concentration. */
  antibiogrammes: z.array(Batterie).min(1).readonly().optional(),
};

/** Type of the schema {@link Isolat}. @public */
export interface IsolatSchema extends z.ZodObject<typeof isolatShape, z.core.$strict> {}

/** A micro-organism found, with its count and its antibiograms. @public */
export const Isolat: IsolatSchema = z.strictObject(isolatShape);
/** What the schema of the same name gives. @public */
export interface Isolat extends z.infer<typeof Isolat> {}

const resultatSeulShape = {
  ...Resultat.shape,
  /** Tells the elements of a block from one another. */
  genre: z.literal("resultat"),
};

/** Type of the schema {@link ResultatSeul}. @public */
export interface ResultatSeulSchema extends z.ZodObject<typeof resultatSeulShape, z.core.$strict> {}

/** A single result of a block. @public */
export const ResultatSeul: ResultatSeulSchema = z.strictObject(resultatSeulShape);
/** What the schema of the same name gives. @public */
export interface ResultatSeul extends z.infer<typeof ResultatSeul> {}

const blocShape = {
  /** LOINC code of the block. Default: the code of its section. */
  code: Code.optional(),
  /** Code of the laboratory. */
  codeLocal: Code.optional(),
  ...groupe,
  /** Specimens of all results of the block. */
  prelevements: z.array(Prelevement).min(1).readonly().optional(),
  /** Results, panels and isolates. */
  elements: z
    .array(z.discriminatedUnion("genre", [ResultatSeul, Batterie, Isolat]))
    .min(1)
    .readonly(),
  /** Analysers. */
  automates: z.array(Libelle).min(1).readonly().optional(),
};

/** Type of the schema {@link Bloc}. @public */
export interface BlocSchema extends z.ZodObject<typeof blocShape, z.core.$strict> {}

/** What a chapter or sub-chapter holds: specimens, then results in their order. @public */
export const Bloc: BlocSchema = z.strictObject(blocShape);
/** What the schema of the same name gives. @public */
export interface Bloc extends z.infer<typeof Bloc> {}
