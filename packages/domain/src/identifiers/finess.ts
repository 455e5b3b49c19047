import { z } from "zod";
import { passesLuhn } from "./luhn.ts";

/**
 * FINESS number of a legal entity or of a site: 9 characters. The Luhn key is checked except for Corsica (`2A`, `2B`),
 * where the rule is not published.
 *
 * @example
 * ```ts
 * import { Finess } from "@ldl/domain";
 *
 * Finess.parse("750803447");
 * ```
 * @public
 */
export const Finess = z
  .string()
  .regex(/^(?:\d{9}|2[AB]\d{7})$/, { error: "numéro FINESS attendu : 9 caractères (LDL-ID-FINESS-FORME)", abort: true })
  .refine((value) => /[AB]/.test(value) || passesLuhn(value), {
    error: "clé du numéro FINESS incorrecte (LDL-ID-FINESS-CLE)",
  })
  .brand<"Finess">();
/** What the schema of the same name gives. @public */
export type Finess = z.infer<typeof Finess>;
