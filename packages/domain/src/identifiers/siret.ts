import { z } from "zod";
import { passesLuhn } from "./luhn.ts";

const LA_POSTE = "356000000";

function passesSiret(digits: string): boolean {
  if (passesLuhn(digits)) return true;
  if (!digits.startsWith(LA_POSTE)) return false;
  return [...digits].reduce((sum, digit) => sum + Number(digit), 0) % 5 === 0;
}

/** SIREN number of a legal unit: 9 digits with a Luhn key. @public */
export const Siren = z
  .string()
  .regex(/^\d{9}$/, { error: "numéro SIREN attendu : 9 chiffres (LDL-ID-SIREN-FORME)", abort: true })
  .refine(passesLuhn, { error: "clé du numéro SIREN incorrecte (LDL-ID-SIREN-CLE)" })
  .brand<"Siren">();
/** What the schema of the same name gives. @public */
export type Siren = z.infer<typeof Siren>;

/**
 * SIRET number of an establishment: 14 digits with a Luhn key; the establishments of La Poste follow their own rule
 * (sum of the digits multiple of 5).
 *
 * @public
 */
export const Siret = z
  .string()
  .regex(/^\d{14}$/, { error: "numéro SIRET attendu : 14 chiffres (LDL-ID-SIRET-FORME)", abort: true })
  .refine(passesSiret, { error: "clé du numéro SIRET incorrecte (LDL-ID-SIRET-CLE)" })
  .brand<"Siret">();
/** What the schema of the same name gives. @public */
export type Siret = z.infer<typeof Siret>;
