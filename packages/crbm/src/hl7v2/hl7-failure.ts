import { LdlError, type LdlErrorDetails } from "@ldl/domain";

/**
 * Refuses a message; the one place where that error is made.
 *
 * @param reason - Why.
 * @param segment - Rank of the segment from 1, 0 for the whole message.
 * @throws {@link LdlError} `LDL_BIO_HL7V2_UNREADABLE`.
 */
export function refuseMessage(reason: LdlErrorDetails["LDL_BIO_HL7V2_UNREADABLE"]["reason"], segment = 0): never {
  throw new LdlError("LDL_BIO_HL7V2_UNREADABLE", `HL7 v2 message: ${reason}, segment ${segment}`, {
    details: { reason, segment },
  });
}
