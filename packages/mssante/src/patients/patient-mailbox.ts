import {
  CivilDate,
  IdentiteIns,
  type InsEnvironment,
  instantOf,
  LdlError,
  type MssanteAddress,
  type MssantePatientRefusal,
  parseInput,
  patientMssanteAddress,
} from "@ldl/domain";
import { z } from "zod";

/**
 * A patient as far as writing to them goes.
 *
 * @public
 */
export const AddressedPatient = z.strictObject({
  /** INS. A minor's own, never that of a parent. */
  ins: IdentiteIns.optional(),
  /** Whether the identity is qualified: INS got from the teleservice, and identity proven. */
  insQualifiee: z.boolean(),
  /** Date of birth, which says who is a minor. */
  dateNaissance: CivilDate.optional(),
});
/** What the schema of the same name gives. @public */
export interface AddressedPatient extends z.infer<typeof AddressedPatient> {}

/**
 * Options of {@link patientMailbox}.
 *
 * @public
 */
export interface PatientMailboxOptions {
  /** Environment of the INS that is written to; those of another are refused. Default: `production`. */
  readonly environnement?: InsEnvironment;
}

const ADULT_AT = 18;

/** Why a patient cannot be written to; nothing when they can. */
export function unreachable(
  { ins, insQualifiee }: AddressedPatient,
  environnement: InsEnvironment,
): MssantePatientRefusal | undefined {
  if (ins === undefined) return "noIns";
  if (!insQualifiee) return "insNotQualified";
  return ins.environnement === environnement ? undefined : "otherEnvironment";
}

/** Whether someone is under 18 on the day that it is in France; unknown without date of birth. */
export function isMinor({ dateNaissance }: AddressedPatient, now: Date): boolean | undefined {
  if (dateNaissance === undefined) return undefined;
  const [year = "", ...rest] = dateNaissance.split("-");
  const majority = [String(Number(year) + ADULT_AT), ...rest].join("-");
  return instantOf(now).slice(0, majority.length) < majority;
}

/**
 * Gives the mailbox of a patient in Mon espace santé.
 *
 * @remarks ECO.2.2.6: only from a qualified INS. A minor has a mailbox under their own matricule; a representative is never
 * written to in their place.
 * @example
 * ```ts
 * import { IdentiteIns } from "@ldl/domain";
 * import { patientMailbox } from "@ldl/mssante";
 *
 * patientMailbox({ ins: IdentiteIns.parse({ matricule: "279035121518989" }), insQualifiee: true });
 * // "279035121518989@patient.mssante.fr"
 * ```
 * @param patient - INS and whether it is qualified.
 * @param options - Environment.
 * @returns The address.
 * @throws LdlError `LDL_MSS_PATIENT_UNREACHABLE` without INS, with one that is not qualified or of another environment;
 * `LDL_INPUT_INVALID` when the INS is not well formed.
 * @public
 */
export function patientMailbox(patient: AddressedPatient, options: PatientMailboxOptions = {}): MssanteAddress {
  const checked = parseInput(AddressedPatient, patient, { name: "patient" });
  const reason = unreachable(checked, options.environnement ?? "production");
  if (reason !== undefined || checked.ins === undefined) {
    const why = reason ?? "noIns";
    throw new LdlError("LDL_MSS_PATIENT_UNREACHABLE", `no mailbox of the patient: ${why}`, {
      details: { reason: why },
    });
  }
  return patientMssanteAddress(checked.ins.matricule);
}
