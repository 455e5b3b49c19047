import { createHash } from "node:crypto";
import { ExchangeEvent } from "@ldl/domain";
import type { ExchangeEventInput, Pseudonymizer } from "@ldl/indicators";
import type { HospitalStay } from "./hospital.ts";

/** FINESS of the site, the entity of every event. */
export const ENTITY = "990000010";

/** An identifier that depends on the fact alone: telling the same fact again changes nothing. */
function eventId(...words: readonly string[]): string {
  const hex = createHash("sha256").update(words.join("\n")).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

const WARDS = {
  médecine: { field: "MCO", mode: "HC" },
  "chirurgie ambulatoire": { field: "MCO", mode: "HP" },
  SMR: { field: "SMR", mode: "HC" },
} as const;

/** Tells what happened to a stay as exchange events; neither its number nor an address leaves in clear. */
export function stayEvents(stay: HospitalStay, keys: Pseudonymizer): readonly ExchangeEvent[] {
  const stayKey = keys.stayKey(ENTITY, stay.number);
  const tell = (type: string, occurredAt: string) => ({ eventId: eventId(type, stay.number), occurredAt });
  const events: ExchangeEventInput[] = [
    { ...tell("discharge", stay.discharge), type: "stay.discharged", stayKey, entityId: ENTITY, ...WARDS[stay.ward] },
  ];
  const { letter } = stay;
  if (letter === undefined) return events.map((event) => ExchangeEvent.parse(event));
  const document = { documentId: letter.id, lineageKey: letter.id, entityId: ENTITY, stayKey };
  events.push({
    ...tell("letter", letter.signed),
    type: "document.produced",
    ...document,
    docType: "LDL-SES",
    cdaLevel: 3,
    conformant: true,
    producer: "DPI",
  });
  const { mailed } = letter;
  if (mailed !== undefined) {
    const transmissionId = `${letter.id}-1`;
    events.push(
      {
        ...tell("submitted", mailed.at),
        type: "transmission.submitted",
        transmissionId,
        documentId: letter.id,
        messageId: `<${letter.id}@exemple.invalid>`,
        channel: "MSSANTE",
        origin: "DPI",
        recipientKey: keys.recipientKey(mailed.to),
        recipientKind: "PER",
        recipientRole: "attending",
      },
      { ...tell("accepted", mailed.at), type: "transmission.accepted", transmissionId },
    );
    if (mailed.bounced !== undefined)
      events.push({ ...tell("bounced", mailed.bounced), type: "transmission.failed", transmissionId, code: "5.1.1" });
  }
  return events.map((event) => ExchangeEvent.parse(event));
}
