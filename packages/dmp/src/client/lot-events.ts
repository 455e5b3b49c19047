import { createHash } from "node:crypto";
import { type ExchangeEvent, instantOf, isLdlError } from "@ldl/domain";
import type { PreparedLot } from "../lot/prepared-lot.ts";

/** A UUID made of texts: the same event told twice has the same identifier and counts once. */
function uuidOf(...texts: readonly string[]): string {
  const hash = createHash("sha256").update(texts.join("\n")).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x80, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = hash.toString("hex", 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}

/** Events of a lot that the DMP took. */
export function submittedEvents({ submissionSetId, documentIds }: PreparedLot, at: Date): readonly ExchangeEvent[] {
  return documentIds.map((documentId) => ({
    eventId: uuidOf("dmp.submitted", submissionSetId, documentId),
    schema: "ldl-event/1",
    occurredAt: instantOf(at),
    type: "dmp.submitted",
    documentId,
  }));
}

/** Code of a failure that says the most: that of the DMP, else ours. */
export function failureCode(error: unknown): string {
  if (!isLdlError(error)) return "UNEXPECTED";
  switch (error.code) {
    case "LDL_DMP_REGISTRY_REFUSED":
      return (error.details.errors[0]?.code ?? error.code).slice(0, 64) || error.code;
    case "LDL_DMP_ACCESS_REFUSED":
    case "LDL_DMP_SOAP_FAULT":
      return error.details.dmpCode ?? error.code;
    case "LDL_DMP_ACK_REFUSED":
      return error.details.dmpCode.slice(0, 64) || error.code;
    default:
      return error.code;
  }
}

/** Events of a lot that will not be sent again by itself. */
export function failedEvents(
  { submissionSetId, documentIds }: PreparedLot,
  at: Date,
  code: string,
): readonly ExchangeEvent[] {
  return documentIds.map((documentId) => ({
    eventId: uuidOf("dmp.failed", submissionSetId, documentId, code),
    schema: "ldl-event/1",
    occurredAt: instantOf(at),
    type: "dmp.failed",
    documentId,
    code,
  }));
}

/** Event of a document that was deleted. */
export function deletedEvent(documentId: string, at: Date): ExchangeEvent {
  return {
    eventId: uuidOf("dmp.deleted", documentId, at.toISOString()),
    schema: "ldl-event/1",
    occurredAt: instantOf(at),
    type: "dmp.deleted",
    documentId,
  };
}
