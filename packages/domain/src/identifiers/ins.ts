import { z } from "zod";

const BODY_AND_KEY = /^(\d{5}(?:\d{2}|2A|2B)\d{6})(\d{2})$/;

/**
 * Computes the two-digit key of a matricule INS: 97 minus the 13-character body modulo 97.
 *
 * @remarks Corsica: `2A` counts as 19 and `2B` as 18 at characters 6 and 7.
 * @example
 * ```ts
 * import { insKey } from "@ldl/domain";
 *
 * insKey("2790351215189"); // "89"
 * ```
 * @param body - The 13 characters before the key.
 * @returns The key, `01` to `97`.
 * @throws RangeError when the body has not the shape of a matricule.
 * @public
 */
export function insKey(body: string): string {
  if (!/^\d{5}(?:\d{2}|2A|2B)\d{6}$/.test(body))
    throw new RangeError("body of a matricule INS expected: 13 characters");
  const digits = body.replace("2A", "19").replace("2B", "18");
  return String(97 - (Number(digits) % 97)).padStart(2, "0");
}

function hasValidKey(matricule: string): boolean {
  const parts = BODY_AND_KEY.exec(matricule);
  return parts?.[1] !== undefined && insKey(parts[1]) === parts[2];
}

/**
 * Matricule INS (NIR or NIA) with its key: 15 characters, key checked modulo 97.
 *
 * @remarks Référentiel INS; neither the sex digit nor the month is restricted (temporary numbers, uncertain dates).
 * @example
 * ```ts
 * import { Ins } from "@ldl/domain";
 *
 * Ins.parse("279035121518989");
 * ```
 * @public
 */
export const Ins = z
  .string()
  .regex(BODY_AND_KEY, {
    error: "matricule INS attendu : 13 caractères et 2 chiffres de clé (LDL-ID-INS-FORME)",
    abort: true,
  })
  .refine(hasValidKey, { error: "clé du matricule INS incorrecte (LDL-ID-INS-CLE)" })
  .brand<"Ins">();
/** What the schema of the same name gives. @public */
export type Ins = z.infer<typeof Ins>;
