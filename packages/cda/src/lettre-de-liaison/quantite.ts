import { z } from "zod";
import { isKnownUnit } from "../codes/unites.ts";

/** A number that a prescription may hold. */
const valeur = z
  .number()
  .min(0.000001, { error: "valeur d'au moins 0,000001 attendue (LDL-Q-001)" })
  .max(1_000_000_000, { error: "valeur d'au plus 1 000 000 000 attendue (LDL-Q-001)" });

/**
 * Unit: a UCUM code (`mg`, `mL/h`), or a form counted as an annotation, two lower-case letters at least (`{tbl}`, `{gelule}`).
 *
 * @public
 */
export const Unite = z
  .string()
  .max(60)
  .refine(isKnownUnit, { error: "unité UCUM ou annotation entre accolades attendue (LDL-Q-002)" });
export type Unite = z.infer<typeof Unite>;

/** A quantity with its unit. @public */
export const Quantite = z.strictObject({
  /** Number. */
  valeur,
  /** Unit. Left out: a count. */
  unite: Unite.optional(),
});
/** What the schema of the same name gives. @public */
export interface Quantite extends z.infer<typeof Quantite> {}

/** A quantity, or a range of them. @public */
export const PlageQuantite = z
  .strictObject({
    /** Quantity, or the lowest one. */
    valeur,
    /** Highest quantity of a range. */
    valeurMax: valeur.optional(),
    /** Unit. Left out: a count. */
    unite: Unite.optional(),
  })
  .refine((plage) => plage.valeurMax === undefined || plage.valeurMax > plage.valeur, {
    path: ["valeurMax"],
    error: "borne haute supérieure à la borne basse attendue (LDL-Q-003)",
  });
/** What the schema of the same name gives. @public */
export interface PlageQuantite extends z.infer<typeof PlageQuantite> {}

/** A span of time: minutes, hours, days, weeks, months, years. @public */
export const Duree = z.strictObject({
  /** Number. */
  valeur,
  /** `min` minute, `h` hour, `d` day, `wk` week, `mo` month, `a` year. */
  unite: z.enum(["min", "h", "d", "wk", "mo", "a"]),
});
/** What the schema of the same name gives. @public */
export interface Duree extends z.infer<typeof Duree> {}
