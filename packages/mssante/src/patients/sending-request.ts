import type { LdlIssue, MssanteAddress } from "@ldl/domain";
import { z } from "zod";
import { CONFIDENTIALITY_CODES } from "../codes/send-matrix.ts";
import { AddressedPatient } from "./patient-mailbox.ts";

/**
 * Restrictions that a document carries. What is not said is not restricted.
 *
 * @public
 */
export const DocumentRestrictions = z.strictObject({
  /** Hidden from professionals (`MASQUE_PS`). */
  masquePs: z.boolean().optional(),
  /** Not to be seen by the patient yet (`INVISIBLE_PATIENT`). */
  invisiblePatient: z.boolean().optional(),
  /** Hidden from legal representatives (`INVISIBLE_REPRESENTANTS_LEGAUX`). */
  invisibleRepresentants: z.boolean().optional(),
  /** Made in a secret connection of a minor (`CONNEXION_SECRETE`). */
  connexionSecrete: z.boolean().optional(),
});
/** What the schema of the same name gives. @public */
export interface DocumentRestrictions extends z.infer<typeof DocumentRestrictions> {}

/**
 * Who a document is to be sent to, and what stands against it.
 *
 * @public
 */
export const SendingRequest = z.strictObject({
  /** Whom it is meant for. */
  cibles: z.strictObject({
    /** Professionals and structures. */
    professionnels: z.boolean(),
    /** The patient. */
    patient: z.boolean(),
    /** The same request feeds the DMP. Default: `false`. */
    dmp: z.boolean().optional(),
  }),
  /** Restrictions of the document. */
  restrictions: DocumentRestrictions,
  /** What the patient objects to. Default: nothing. */
  oppositions: z
    .strictObject({
      /** Sending to professionals by MSSanté. */
      professionnels: z.boolean().optional(),
      /** Sending to the patient's own mailbox. */
      patient: z.boolean().optional(),
    })
    .optional(),
  /** The patient. */
  patient: AddressedPatient,
});
/** What the schema of the same name gives. @public */
export interface SendingRequest extends z.infer<typeof SendingRequest> {}

/** Whom a document is meant for. @public */
export type SendingTarget = "professionnels" | "patient";

/**
 * Whether a document may be sent as it was asked.
 *
 * @public
 */
export type SendingDecision =
  | {
      readonly allowed: true;
      /** Mailbox of the patient, when the patient is written to. The patient gets a message of their own. */
      readonly patientMailbox?: MssanteAddress;
    }
  | {
      readonly allowed: false;
      /** Why not, in French. */
      readonly issues: readonly [LdlIssue, ...LdlIssue[]];
      /** Targets that may be written to alone. */
      readonly possible: readonly SendingTarget[];
    };

/**
 * Reads the restrictions of a document from its confidentiality codes.
 *
 * @remarks JDV_J08, and the short code of HL7 v2 (`INVISIBLE_REP_LEGAUX`). Codes of the sensitivity scale (`N`, `R`, `V`) and
 * unknown ones restrict nothing here.
 * @example
 * ```ts
 * import { restrictionsOf } from "@ldl/mssante";
 *
 * restrictionsOf(["N", "INVISIBLE_PATIENT"]); // { invisiblePatient: true }
 * ```
 * @param codes - Codes of `confidentialityCode`.
 * @returns The restrictions.
 * @public
 */
export function restrictionsOf(codes: readonly string[]): DocumentRestrictions {
  const known = Object.entries(CONFIDENTIALITY_CODES).filter(([code]) => codes.includes(code));
  return Object.fromEntries(known.map(([, restriction]) => [restriction, true]));
}
