import { z } from "zod";
import type { Ins } from "./ins.ts";

const PATIENT_DOMAIN = "patient.mssante.fr";
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN = /^(?=.{1,253}$)(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z]{2,63}$/;

function isAddress(value: string): boolean {
  const at = value.lastIndexOf("@");
  return at > 0 && at <= 64 && LOCAL_PART.test(value.slice(0, at)) && DOMAIN.test(value.slice(at + 1));
}

/**
 * Mail address of the MSSanté trusted space, of a professional, an organisation, an application or a patient.
 *
 * Only the form of a mail address is checked: the white list, not the domain's name, says what is trusted.
 *
 * @example
 * ```ts
 * import { MssanteAddress } from "@ldl/domain";
 *
 * MssanteAddress.parse("secretariat.cardio@chu-exemple.mssante.fr");
 * ```
 * @public
 */
export const MssanteAddress = z
  .string()
  .max(254, { error: "adresse de 254 caractères au plus (LDL-ID-MSS)" })
  .refine(isAddress, { error: "adresse MSSanté attendue : boite@domaine (LDL-ID-MSS)" })
  .brand<"MssanteAddress">();
/** What the schema of the same name gives. @public */
export type MssanteAddress = z.infer<typeof MssanteAddress>;

/** Whether an address has the usual form of the trusted space, is a patient's, or is to be looked up in the white list. @public */
export type MssanteAddressKind = "professional" | "patient" | "unknownDomain";

/**
 * Tells what an address looks like; the directory says whether a professional mailbox is personal, organisational or applicative.
 *
 * @example
 * ```ts
 * import { MssanteAddress, mssanteAddressKind } from "@ldl/domain";
 *
 * mssanteAddressKind(MssanteAddress.parse("279035121518989@patient.mssante.fr")); // "patient"
 * ```
 * @param address - The address.
 * @returns `patient`, `professional` (a domain under mssante.fr, or the Apicrypt gateway), or `unknownDomain`.
 * @public
 */
export function mssanteAddressKind(address: MssanteAddress): MssanteAddressKind {
  const domain = address.slice(address.lastIndexOf("@") + 1).toLowerCase();
  if (domain === PATIENT_DOMAIN) return "patient";
  return domain.endsWith(".mssante.fr") || domain === "interop-mssante.apicrypt.org" ? "professional" : "unknownDomain";
}

/**
 * Builds the mailbox of a patient in Mon espace santé. Only a qualified identity may be written to.
 *
 * @example
 * ```ts
 * import { Ins, patientMssanteAddress } from "@ldl/domain";
 *
 * patientMssanteAddress(Ins.parse("279035121518989"));
 * ```
 * @param ins - Matricule of a qualified identity (a minor's own, never the representative's).
 * @returns The address.
 * @public
 */
export function patientMssanteAddress(ins: Ins): MssanteAddress {
  return MssanteAddress.parse(`${ins}@${PATIENT_DOMAIN}`);
}
