import { createHash } from "node:crypto";
import type { ExchangeEventInput } from "../../src/index.ts";

type EventOf<T extends ExchangeEventInput["type"]> = Extract<ExchangeEventInput, { type: T }>;
type Facts<T extends ExchangeEventInput["type"]> = Partial<Omit<EventOf<T>, "type" | "eventId" | "occurredAt">>;

/** A UUID (version 4 in form) that depends on the words only. */
export function uuidOf(...words: readonly string[]): string {
  const hex = createHash("sha256").update(words.join("\u0001")).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/**
 * Turns « 2018-05-10 09:00 » (Paris) into an instant; an ISO instant is kept. `09:00` alone is not accepted.
 */
export function at(text: string): string {
  if (text.includes("T")) return text;
  const [date = "", time = "10:00"] = text.split(" ");
  const summer = date >= "2018-03-25" && date < "2018-10-28";
  return `${date}T${time.length === 5 ? `${time}:00` : time}${summer ? "+02:00" : "+01:00"}`;
}

function event<T extends ExchangeEventInput["type"]>(
  type: T,
  key: string,
  occurredAt: string,
  facts: Omit<EventOf<T>, "type" | "eventId" | "occurredAt">,
): EventOf<T> {
  const when = at(occurredAt);
  // Recorded as it happens, unless the test says otherwise.
  return {
    recordedAt: when,
    ...facts,
    type,
    eventId: uuidOf(type, key, when),
    occurredAt: when,
  } as unknown as EventOf<T>;
}

export const stay = (stayKey: string, facts: Facts<"stay.discharged"> = {}, when = "2018-04-01 09:00") =>
  event("stay.discharged", stayKey, when, { stayKey, entityId: "ES1", field: "MCO", mode: "HC", ...facts });

export const letter = (
  documentId: string,
  stayKey: string | undefined,
  when: string,
  facts: Facts<"document.produced"> = {},
) =>
  event("document.produced", documentId, when, {
    documentId,
    lineageKey: documentId,
    entityId: "ES1",
    ...(stayKey !== undefined && { stayKey }),
    docType: "LDL-SES",
    cdaLevel: 2,
    conformant: true,
    producer: "DPI",
    ...facts,
  });

export const report = (documentId: string, when: string, facts: Facts<"document.produced"> = {}) =>
  letter(documentId, undefined, when, {
    entityId: "LBM1",
    docType: "CR-BIO",
    cdaLevel: 3,
    producer: "SGL",
    final: true,
    ...facts,
  });

export const validated = (documentId: string, when: string, conformant: boolean) =>
  event("document.validated", documentId, when, {
    documentId,
    conformant,
    conformanceModel: "test",
    errors: conformant ? 0 : 1,
  });

export const cancelled = (documentId: string, when: string) =>
  event("document.cancelled", documentId, when, { documentId });

export const handedOver = (lineageKey: string, stayKey: string, when: string) =>
  event("document.handedOver", lineageKey, when, { lineageKey, stayKey, to: "patient" });

export const submitted = (
  transmissionId: string,
  documentId: string,
  when: string,
  facts: Facts<"transmission.submitted"> = {},
) =>
  event("transmission.submitted", transmissionId, when, {
    transmissionId,
    documentId,
    messageId: `<${transmissionId}@test>`,
    channel: "MSSANTE",
    origin: "DPI",
    recipientKey: "r1",
    recipientKind: "PER",
    recipientRole: "attending",
    ...facts,
  });

export const accepted = (transmissionId: string, when: string) =>
  event("transmission.accepted", transmissionId, when, { transmissionId });

/** A document handed to the operator and accepted at once. */
export const sent = (
  transmissionId: string,
  documentId: string,
  when: string,
  facts: Facts<"transmission.submitted"> = {},
) => [submitted(transmissionId, documentId, when, facts), accepted(transmissionId, when)];

export const failed = (transmissionId: string, when: string, facts: Facts<"transmission.failed"> = {}) =>
  event("transmission.failed", transmissionId, when, { transmissionId, code: "5.1.1", ...facts });

export const delivered = (transmissionId: string, when: string) =>
  event("transmission.delivered", transmissionId, when, { transmissionId });

export const acknowledged = (
  transmissionId: string,
  when: string,
  disposition: EventOf<"transmission.acknowledged">["disposition"],
  error?: string,
) => event("transmission.acknowledged", transmissionId, when, { transmissionId, disposition, ...(error && { error }) });

export const objected = (stayKey: string, when: string, scope: "MSS" | "DMP" = "MSS") =>
  event("patient.objected", stayKey, when, { stayKey, scope });

export const dmpAccepted = (documentId: string, when: string) =>
  event("dmp.submitted", documentId, when, { documentId });

export const dmpFailed = (documentId: string, when: string, facts: Facts<"dmp.failed"> = {}) =>
  event("dmp.failed", documentId, when, { documentId, code: "X", ...facts });

export const stayCancelled = (stayKey: string, when: string) => event("stay.cancelled", stayKey, when, { stayKey });
