import type { ExchangeEventInput } from "../../src/index.ts";

/** Small generator of numbers in [0, 1) that depends on the seed only (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

export interface GenerateEventsOptions {
  readonly seed: number;
  readonly establishments: readonly string[];
  readonly laboratories: readonly string[];
  readonly stays: number;
  readonly reports: number;
  /** First moment and span of discharges and validations. */
  readonly from: string;
  readonly days: number;
}

/** Draws a history with something of everything the counting rules tell apart; the same options give the same events. */
export function* generateEvents(options: GenerateEventsOptions): Generator<ExchangeEventInput> {
  const random = randomOf(options.seed);
  const start = Date.parse(options.from);
  let counter = 0;
  const pick = <T>(...values: readonly [T, ...T[]]): T => values[Math.floor(random() * values.length)] ?? values[0];
  const chance = (probability: number): boolean => random() < probability;
  const oneOf = (keys: readonly string[]): string => keys[Math.floor(random() * keys.length)] ?? "";
  const moment = (): number => start + Math.floor(random() * options.days * DAY);
  const id = (): string => {
    counter += 1;
    const hex = `${(options.seed * 0x1f1f1f1f + counter).toString(16)}`.padStart(12, "0").slice(-12);
    const part = (size: number): string =>
      Math.floor(random() * 16 ** size)
        .toString(16)
        .padStart(size, "0");
    return `${part(8)}-${part(4)}-4${part(3)}-8${part(3)}-${hex}`;
  };
  const base = (at: number) => {
    const occurredAt = new Date(at).toISOString();
    return { eventId: id(), occurredAt, recordedAt: chance(0.01) ? new Date(at + 40 * DAY).toISOString() : occurredAt };
  };

  function* transmission(
    key: string,
    documentId: string,
    at: number,
    origin: "DPI" | "SGL",
  ): Generator<ExchangeEventInput> {
    const recipients = chance(0.2) ? 2 : 1;
    for (let n = 0; n < recipients; n += 1) {
      const transmissionId = `${key}-${n}`;
      yield {
        ...base(at),
        type: "transmission.submitted",
        transmissionId,
        documentId,
        messageId: `<${transmissionId}@x>`,
        channel: chance(0.04) ? "APICRYPT" : "MSSANTE",
        origin: chance(0.03) ? "WEBMAIL" : origin,
        recipientKey: `r${Math.floor(random() * 500)}`,
        recipientKind: pick("PER", "ORG", "APP", "CAB", "PER", "PER", "PATIENT"),
        recipientRole: pick("attending", "referring", "prescriber", "other"),
        ...(chance(0.02) && { ownDomain: true }),
      };
      if (chance(0.05)) {
        yield {
          ...base(at + HOUR / 6),
          type: "transmission.failed",
          transmissionId,
          code: pick("5.1.1", "4.4.1", "550"),
          permanent: chance(0.5),
        };
        if (chance(0.5)) yield { ...base(at + HOUR), type: "transmission.accepted", transmissionId };
        continue;
      }
      yield { ...base(at + 60_000), type: "transmission.accepted", transmissionId };
      if (chance(0.04)) yield { ...base(at + HOUR), type: "transmission.failed", transmissionId, code: "5.2.2" };
      if (chance(0.2)) yield { ...base(at + 2 * HOUR), type: "transmission.delivered", transmissionId };
      if (chance(0.5)) {
        yield {
          ...base(at + 5 * HOUR),
          type: "transmission.acknowledged",
          transmissionId,
          disposition: pick("displayed", "processed", "processed", "dispatched", "deleted"),
          ...(chance(0.05) && { error: "902" }),
        };
      }
    }
  }

  function* stayWithLetters(n: number): Generator<ExchangeEventInput> {
    const stayKey = `s${options.seed}-${n}`;
    const entityId = oneOf(options.establishments);
    const discharged = moment();
    const facts = {
      stayKey,
      entityId,
      field: pick("MCO", "MCO", "MCO", "MCO", "SSR", "SMR", "PSY", "HAD", "USLD", "OTHER"),
      mode: pick("HC", "HC", "HC", "HP", "HP", "SEANCE", "URGENCE"),
    } as const;
    yield {
      ...base(discharged),
      type: "stay.discharged",
      ...facts,
      dischargeMode: pick("home", "home", "home", "transfer", "death"),
    };
    if (chance(0.03))
      yield {
        ...base(discharged + DAY),
        type: "stay.updated",
        ...facts,
        mode: "HC",
        dischargedAt: new Date(discharged - HOUR).toISOString(),
      };
    if (chance(0.02)) yield { ...base(discharged + 2 * DAY), type: "stay.cancelled", stayKey };
    if (chance(0.2)) return;
    const lineages = chance(0.04) ? 2 : 1;
    for (let lineage = 0; lineage < lineages; lineage += 1) {
      const lineageKey = `l${options.seed}-${n}-${lineage}`;
      const versions = chance(0.1) ? 2 : 1;
      for (let version = 1; version <= versions; version += 1) {
        const documentId = `${lineageKey}.${version}`;
        const at = discharged + Math.floor((random() * 4 - 0.5) * DAY) + version * HOUR;
        yield {
          ...base(at),
          type: "document.produced",
          documentId,
          lineageKey,
          version,
          ...(version > 1 && { replacesId: `${lineageKey}.${version - 1}` }),
          entityId,
          ...(!chance(0.02) && { stayKey }),
          docType: pick("LDL-SES", "LDL-SES", "LDL-SES", "LDL-SES", "LDL-SES", "LDL-SES", "LDL-SES", "LDL-EES"),
          cdaLevel: pick(3, 3, 3, 3, 2, 1),
          conformant: chance(0.9),
          producer: pick("DPI", "DPI", "DPI", "DPI", "DPI", "DPI", "DPI", "OTHER"),
        };
        if (chance(0.02)) yield { ...base(at + DAY), type: "document.cancelled", documentId };
        if (chance(0.3)) yield { ...base(at + HOUR), type: chance(0.9) ? "dmp.submitted" : "dmp.deleted", documentId };
        if (chance(0.85))
          yield* transmission(`t${documentId}`, documentId, at + Math.floor(random() * 3 * HOUR), "DPI");
      }
      if (chance(0.3))
        yield { ...base(discharged + HOUR), type: "document.handedOver", lineageKey, stayKey, to: "patient" };
    }
    if (chance(0.02)) yield { ...base(discharged), type: "patient.objected", stayKey, scope: pick("MSS", "DMP") };
  }

  function* laboratoryReport(n: number): Generator<ExchangeEventInput> {
    const lineageKey = `c${options.seed}-${n}`;
    const entityId = oneOf(options.laboratories);
    const first = moment();
    const versions = chance(0.15) ? 2 : 1;
    const checkedLater = chance(0.1);
    for (let version = 1; version <= versions; version += 1) {
      const documentId = `${lineageKey}.${version}`;
      const at = first + (version - 1) * 2 * DAY;
      yield {
        ...base(at),
        type: "document.produced",
        documentId,
        lineageKey,
        version,
        entityId,
        docType: "CR-BIO",
        cdaLevel: pick(3, 3, 3, 3, 1),
        ...(!checkedLater && { conformant: chance(0.92) }),
        producer: pick("SGL", "SGL", "SGL", "SGL", "SGL", "SGL", "SGL", "SGL", "SGL", "OTHER"),
        purpose: chance(0.05) ? "interLab" : "prescriber",
        final: version === versions,
      };
      if (checkedLater && chance(0.8)) {
        yield {
          ...base(at + HOUR),
          type: "document.validated",
          documentId,
          conformant: chance(0.9),
          conformanceModel: "CR-BIO_2024.01",
          errors: 0,
        };
      }
      if (chance(0.01)) yield { ...base(at + DAY), type: "document.cancelled", documentId };
      if (chance(0.4)) yield { ...base(at + HOUR), type: "dmp.submitted", documentId };
      if (chance(0.9)) yield* transmission(`t${documentId}`, documentId, at + Math.floor(random() * HOUR), "SGL");
    }
  }

  for (let n = 0; n < options.stays; n += 1) yield* stayWithLetters(n);
  for (let n = 0; n < options.reports; n += 1) yield* laboratoryReport(n);
}
