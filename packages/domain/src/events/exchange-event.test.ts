import { describe, expect, it } from "vitest";
import { ExchangeEvent } from "../index.ts";

const base = { eventId: "0f8e9a52-6a0e-4b0e-9a55-0a5b1b1a8a11", occurredAt: "2018-05-02T10:00:00+02:00" };

describe("ExchangeEvent", () => {
  it.each([
    { type: "stay.discharged", stayKey: "s", entityId: "750803447", field: "MCO", mode: "HC" },
    { type: "stay.updated", stayKey: "s", entityId: "750803447", field: "SSR", mode: "HP" },
    { type: "stay.cancelled", stayKey: "s" },
    {
      type: "document.produced",
      documentId: "1.2.3",
      lineageKey: "1.2",
      entityId: "e",
      docType: "LDL-SES",
      cdaLevel: 3,
      conformant: true,
      producer: "DPI",
    },
    {
      type: "document.validated",
      documentId: "1.2.3",
      conformant: false,
      conformanceModel: "LDL-SES_2022.01",
      errors: 2,
    },
    { type: "document.cancelled", documentId: "1.2.3" },
    { type: "document.handedOver", lineageKey: "1.2", to: "patient" },
    {
      type: "transmission.submitted",
      transmissionId: "t",
      documentId: "1.2.3",
      messageId: "<a@b>",
      channel: "MSSANTE",
      origin: "DPI",
      recipientKey: "k",
      recipientKind: "PER",
    },
    { type: "transmission.accepted", transmissionId: "t" },
    { type: "transmission.failed", transmissionId: "t", code: "5.1.1" },
    { type: "transmission.delivered", transmissionId: "t" },
    { type: "transmission.acknowledged", transmissionId: "t", disposition: "processed", error: "902" },
    { type: "dmp.submitted", documentId: "1.2.3" },
    { type: "dmp.failed", documentId: "1.2.3", code: "XDSRepositoryBusy" },
    { type: "dmp.deleted", documentId: "1.2.3" },
    { type: "patient.objected", scope: "DMP" },
    {
      type: "activity.declared",
      entityId: "e",
      source: "SAE 2014",
      year: 2014,
      stays: [{ field: "MCO", mode: "HC", count: 12 }],
    },
  ])("accepts $type and fills the schema version", (event) => {
    expect(ExchangeEvent.parse({ ...base, ...event })).toMatchObject({ ...event, schema: "ldl-event/1" });
  });

  it.each([
    ["unknown type", { type: "letter.produced" }],
    ["field that would carry a name", { type: "stay.cancelled", stayKey: "s", patientName: "X" }],
    ["local time without offset", { type: "stay.cancelled", stayKey: "s", occurredAt: "2018-05-02T10:00:00" }],
    ["empty key", { type: "stay.cancelled", stayKey: "" }],
    ["event id that is no UUID", { type: "stay.cancelled", stayKey: "s", eventId: "1" }],
  ])("refuses %s", (_, event) => {
    expect(ExchangeEvent.safeParse({ ...base, ...event }).success).toBe(false);
  });
});
