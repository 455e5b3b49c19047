import { z } from "zod";
import { Finess } from "./finess.ts";
import { Rpps } from "./rpps.ts";
import { Siren, Siret } from "./siret.ts";

const REGISTER = /^[^\s/]{1,40}$/;

function isWithRegister(body: string, holder: (value: string) => boolean): boolean {
  const slash = body.indexOf("/");
  return slash > 0 && holder(body.slice(0, slash)) && REGISTER.test(body.slice(slash + 1));
}

/** What follows the type digit, by type digit (table TRE_G08). */
const BODY_CHECKS: Readonly<Record<string, (body: string) => boolean>> = {
  "0": (body) => /^[0-9A-Z]{9}$/.test(body),
  "1": (body) => isWithRegister(body, (value) => /^[0-9A-Z]{9,11}$/.test(value)),
  "3": (body) => isWithRegister(body, (value) => Finess.safeParse(value).success),
  "4": (body) => isWithRegister(body, (value) => Siren.safeParse(value).success),
  "5": (body) => isWithRegister(body, (value) => Siret.safeParse(value).success),
  "6": (body) => isWithRegister(body, (value) => /^\d{11,14}$/.test(value)),
  "8": (body) => Rpps.safeParse(body).success,
};

/**
 * National identifier of a professional (PS_IdNat): a type digit and the number.
 *
 * `8` RPPS, `0` ADELI, `1` ADELI practice/register, `3` FINESS/register, `4` SIREN/register, `5` SIRET/register,
 * `6` RPPS practice/register. The shapes of 1 and 6 are not published in full: only their outline is checked.
 *
 * @example
 * ```ts
 * import { PsIdNat } from "@ldl/domain";
 *
 * PsIdNat.parse("810002422979");
 * ```
 * @public
 */
export const PsIdNat = z
  .string()
  .max(64)
  .refine((value) => BODY_CHECKS[value.slice(0, 1)]?.(value.slice(1)) === true, {
    error: "identifiant national de professionnel attendu : type (8 pour un RPPS) puis numéro à clé valide (LDL-ID-PS)",
  })
  .brand<"PsIdNat">();
/** What the schema of the same name gives. @public */
export type PsIdNat = z.infer<typeof PsIdNat>;

/**
 * Gives the national identifier of a professional known by RPPS number.
 *
 * @example
 * ```ts
 * import { psIdNatFromRpps, Rpps } from "@ldl/domain";
 *
 * psIdNatFromRpps(Rpps.parse("10002422979")); // "810002422979"
 * ```
 * @param rpps - RPPS number.
 * @returns `8` followed by the number.
 * @public
 */
export function psIdNatFromRpps(rpps: Rpps): PsIdNat {
  return PsIdNat.parse(`8${rpps}`);
}
