import type { ExchangeEventInput } from "@ldl/indicators";
import type { Random } from "./random.ts";
import type { Participant } from "./region.ts";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR_START = Date.parse("2018-01-01T00:00:00+01:00");
const YEAR_DAYS = 365;

/** One event, as it is written in the file. */
type Draft = ExchangeEventInput extends infer E
  ? E extends unknown
    ? Omit<E, "eventId" | "occurredAt">
    : never
  : never;

/** Draws the history of one participant. */
class History {
  readonly #random: Random;
  readonly #participant: Participant;
  readonly #events: ExchangeEventInput[] = [];

  constructor(participant: Participant, random: Random) {
    this.#participant = participant;
    this.#random = random;
  }

  get events(): readonly ExchangeEventInput[] {
    return this.#events;
  }

  #add(at: number, draft: Draft): void {
    this.#events.push({ ...draft, eventId: this.#random.uuid(), occurredAt: new Date(at).toISOString() });
  }

  /** A share on its way from January to December. */
  #share([first, last]: readonly [number, number], at: number): number {
    return first + ((last - first) * (at - YEAR_START)) / (YEAR_DAYS * DAY);
  }

  /** A working day between 8 and 18 h. */
  #moment(): number {
    const { next } = this.#random;
    return YEAR_START + Math.floor(next() * YEAR_DAYS) * DAY + (8 + next() * 10) * HOUR;
  }

  #send(documentId: string, at: number, origin: "DPI" | "SGL"): void {
    const { chance, pick, next } = this.#random;
    const transmissionId = `t-${documentId}`;
    this.#add(at, {
      type: "transmission.submitted",
      transmissionId,
      documentId,
      messageId: `<${documentId}@exemple.invalid>`,
      channel: "MSSANTE",
      origin,
      recipientKey: `r${Math.floor(next() * 300)}`,
      recipientKind: pick("PER", "PER", "ORG"),
      recipientRole: origin === "DPI" ? "attending" : "prescriber",
    });
    this.#add(at + 20_000, { type: "transmission.accepted", transmissionId });
    if (chance(0.02)) {
      this.#add(at + HOUR, { type: "transmission.failed", transmissionId, code: pick("5.1.1", "5.2.2", "4.4.1") });
      return;
    }
    if (!chance(0.6)) return;
    const disposition = pick("displayed", "processed", "processed");
    this.#add(at + 5 * HOUR, { type: "transmission.acknowledged", transmissionId, disposition });
  }

  /** Stays with their letters. */
  stays(): this {
    const { chance, pick, next } = this.#random;
    const { id, volume, produced, sent } = this.#participant;
    for (let n = 0; n < volume; n += 1) {
      const discharged = this.#moment();
      const stayKey = `${id}-s${n}`;
      const field = id === "ES4" ? "SMR" : id === "ES5" ? "PSY" : pick("MCO", "MCO", "MCO", "SMR");
      const dischargeMode = chance(0.02) ? "death" : pick("home", "home", "transfer");
      this.#add(discharged, {
        type: "stay.discharged",
        stayKey,
        entityId: id,
        field,
        mode: pick("HC", "HC", "HP"),
        dischargeMode,
      });
      if (!chance(this.#share(produced, discharged))) continue;
      const documentId = `${id}-l${n}`;
      const validated = discharged + (chance(0.7) ? next() * 4 * HOUR : next() * 6 * DAY);
      this.#add(validated, {
        type: "document.produced",
        documentId,
        lineageKey: documentId,
        entityId: id,
        stayKey,
        docType: "LDL-SES",
        cdaLevel: 3,
        conformant: chance(0.97),
        producer: "DPI",
      });
      if (chance(0.5))
        this.#add(discharged + HOUR, { type: "document.handedOver", lineageKey: documentId, stayKey, to: "patient" });
      if (chance(this.#share(sent, validated))) this.#send(documentId, validated + 60_000, "DPI");
      if (chance(this.#share(sent, validated) * 0.8))
        this.#add(validated + 120_000, { type: "dmp.submitted", documentId });
    }
    return this;
  }

  /** Biology reports. */
  reports(): this {
    const { chance } = this.#random;
    const { id, volume, produced, sent } = this.#participant;
    for (let n = 0; n < volume; n += 1) {
      const validated = this.#moment();
      const documentId = `${id}-c${n}`;
      const structured = chance(this.#share(produced, validated));
      this.#add(validated, {
        type: "document.produced",
        documentId,
        lineageKey: documentId,
        entityId: id,
        docType: "CR-BIO",
        cdaLevel: structured ? 3 : 1,
        conformant: chance(0.98),
        producer: "SGL",
        purpose: "prescriber",
      });
      if (chance(this.#share(sent, validated))) this.#send(documentId, validated + 60_000, "SGL");
      if (structured && chance(0.7)) this.#add(validated + 120_000, { type: "dmp.submitted", documentId });
    }
    return this;
  }
}

/** The year of one establishment. */
export function establishmentYear(participant: Participant, random: Random): readonly ExchangeEventInput[] {
  return new History(participant, random).stays().events;
}

/** The year of one laboratory. */
export function laboratoryYear(participant: Participant, random: Random): readonly ExchangeEventInput[] {
  return new History(participant, random).reports().events;
}
