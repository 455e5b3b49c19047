import { z } from "zod";
import { Finess } from "./finess.ts";
import { passesLuhn } from "./luhn.ts";
import { Siren, Siret } from "./siret.ts";

function isRppsPractice(body: string): boolean {
  return /^\d{14}$/.test(body) && passesLuhn(body);
}

/** What follows the type digit, by type digit (table TRE_G07). */
const BODY_CHECKS: Readonly<Record<string, (body: string) => boolean>> = {
  "0": (body) => /^[0-9A-Z]{11}$/.test(body),
  "1": (body) => Finess.safeParse(body).success,
  "2": (body) => Siren.safeParse(body).success,
  "3": (body) => Siret.safeParse(body).success,
  "4": (body) => isRppsPractice(body) || /^[01]\S{1,40}$/.test(body),
};

/**
 * National identifier of a structure (Struct_IdNat): a type digit and the number.
 *
 * `1` FINESS, `2` SIREN, `3` SIRET, `0` ADELI practice, `4` RPPS practice (rank and Luhn digit), `40`/`41` identifiers
 * of the ROR. Types `5` and `6` are closed since 2016 and refused.
 *
 * @example
 * ```ts
 * import { StructIdNat } from "@ldl/domain";
 *
 * StructIdNat.parse("1750803447");
 * ```
 * @public
 */
export const StructIdNat = z
  .string()
  .max(64)
  .refine((value) => BODY_CHECKS[value.slice(0, 1)]?.(value.slice(1)) === true, {
    error:
      "identifiant national de structure attendu : type (1 pour un FINESS, 3 pour un SIRET) puis numéro à clé valide (LDL-ID-STRUCT)",
  })
  .brand<"StructIdNat">();
/** What the schema of the same name gives. @public */
export type StructIdNat = z.infer<typeof StructIdNat>;

/**
 * Gives the national identifier of a structure known by FINESS number.
 *
 * @example
 * ```ts
 * import { Finess, structIdNatFromFiness } from "@ldl/domain";
 *
 * structIdNatFromFiness(Finess.parse("750803447")); // "1750803447"
 * ```
 * @param finess - FINESS number of a site or legal entity.
 * @returns `1` followed by the number.
 * @public
 */
export function structIdNatFromFiness(finess: Finess): StructIdNat {
  return StructIdNat.parse(`1${finess}`);
}
