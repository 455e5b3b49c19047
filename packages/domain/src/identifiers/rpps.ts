import { z } from "zod";
import { passesLuhn } from "./luhn.ts";

/**
 * RPPS number of a professional: 11 digits with a Luhn key.
 *
 * @example
 * ```ts
 * import { Rpps } from "@ldl/domain";
 *
 * Rpps.parse("10002422979");
 * ```
 * @public
 */
export const Rpps = z
  .string()
  .regex(/^\d{11}$/, { error: "numéro RPPS attendu : 11 chiffres (LDL-ID-RPPS-FORME)", abort: true })
  .refine(passesLuhn, { error: "clé du numéro RPPS incorrecte (LDL-ID-RPPS-CLE)" })
  .brand<"Rpps">();
/** What the schema of the same name gives. @public */
export type Rpps = z.infer<typeof Rpps>;
