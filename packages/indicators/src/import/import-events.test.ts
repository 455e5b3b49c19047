import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { letter, sent, stay } from "../../test/support/events.ts";
import { emptyStore, openMemoryStore } from "../../test/support/open-store.ts";
import { type EventStore, type ExchangeEventInput, type ImportEventsOptions, importEvents } from "../index.ts";

let store: EventStore;
beforeAll(async () => {
  store = await openMemoryStore();
});
beforeEach(() => emptyStore(store));
afterAll(() => store.database.close());

const EVENTS: readonly ExchangeEventInput[] = [
  stay("s1"),
  letter("l1", "s1", "2018-05-02", { software: { name: "DPI « é »", version: "1" } }),
  ...sent("t1", "l1", "2018-05-02 11:00"),
];
const jsonl = (events: readonly unknown[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join("");
const load = (text: string | readonly (string | Uint8Array)[], options?: ImportEventsOptions) =>
  importEvents(store, typeof text === "string" ? [text] : text, options);
const rulesOf = async (text: string | readonly Uint8Array[], options?: ImportEventsOptions) => {
  const { rejections } = await load(text, options);
  return rejections.map(({ line, issues }) => [line, issues[0]?.rule, issues[0]?.path]);
};

describe("importEvents, JSON Lines", () => {
  it("records once what is imported twice", async () => {
    expect(await load(jsonl(EVENTS))).toEqual({ read: 4, recorded: 4, duplicates: 0, rejected: 0, rejections: [] });
    expect(await load(jsonl(EVENTS))).toMatchObject({ recorded: 0, duplicates: 4 });
    const { rows } = await store.database.query("SELECT software_name FROM ind_event WHERE software_name IS NOT NULL");
    expect(rows).toEqual([{ software_name: "DPI « é »" }]);
  });

  it("reads pieces cut anywhere, CRLF, empty lines, a byte order mark and a last line without end", async () => {
    const bytes = Buffer.from(`\ufeff${jsonl(EVENTS).replaceAll("\n", "\r\n\r\n").trimEnd()}`);
    const pieces = Array.from({ length: Math.ceil(bytes.length / 7) }, (_, n) => bytes.subarray(n * 7, n * 7 + 7));
    expect(await load(pieces)).toMatchObject({ read: 4, recorded: 4, rejected: 0 });
  });

  it("names each wrong line and imports the others", async () => {
    const [first, second] = EVENTS;
    const lines = [
      JSON.stringify(first),
      "{",
      "[]",
      JSON.stringify({ ...second, cdaLevel: 4 }),
      JSON.stringify({ ...second, name: "DUPONT" }),
      JSON.stringify({ ...second, entityId: "a\0b" }),
      JSON.stringify({ ...second, entityId: "\ud800" }),
      JSON.stringify({ ...second, occurredAt: "2018-05-02" }),
      JSON.stringify(second),
    ];
    expect(await rulesOf(lines.join("\n"))).toEqual([
      [2, "LDL-IND-LINE-JSON", ""],
      [3, "LDL-SCHEMA-INVALID-TYPE", ""],
      [4, "LDL-SCHEMA-INVALID-UNION", "cdaLevel"],
      [5, "LDL-SCHEMA-UNRECOGNIZED-KEYS", "name"],
      [6, "LDL-IND-EVENT-TEXT", "entityId"],
      [7, "LDL-IND-EVENT-TEXT", "entityId"],
      [8, "LDL-T-001", "occurredAt"],
    ]);
    expect(await load("")).toMatchObject({ read: 0 });
    const { rows } = await store.database.query("SELECT count(*)::int AS n FROM ind_event");
    expect(rows).toEqual([{ n: 2 }]);
  });

  it("refuses a line that is too long or not UTF-8 without losing the next one", async () => {
    const good = Buffer.from(jsonl([EVENTS[0]]));
    const long = Buffer.alloc(3_000_000, 0x61);
    const latin1 = Buffer.from([0x22, 0xe9, 0x22, 0x0a]);
    expect(await rulesOf([long.subarray(0, 1_500_000), long, Buffer.from("\n"), latin1, good])).toEqual([
      [1, "LDL-IND-LINE-LONG", ""],
      [2, "LDL-IND-LINE-UTF8", ""],
    ]);
    const { rows } = await store.database.query("SELECT count(*)::int AS n FROM ind_event");
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("never puts a value of the line into an issue", async () => {
    const secret = "DUPONT-1790178000";
    const wrong = [
      { ...EVENTS[1], docType: secret },
      { ...EVENTS[1], eventId: secret },
    ];
    const { rejections } = await load(jsonl(wrong));
    expect(rejections).toHaveLength(2);
    expect(JSON.stringify(rejections)).not.toContain(secret);
  });

  it("stops when more lines are wrong than accepted, or when asked to", async () => {
    await expect(load("{\n{\n{\n", { maxRejected: 1 })).rejects.toMatchObject({
      code: "LDL_IND_IMPORT_REJECTED",
      details: { line: 2, rejected: 2 },
    });
    const reason = new Error("stop");
    await expect(load(jsonl(EVENTS), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it("stamps the moment of recording as asked", async () => {
    const { recordedAt: _, ...event } = { recordedAt: undefined, ...stay("s1") };
    await load(jsonl([event]), { missingRecordedAt: "occurredAt" });
    await load(jsonl([{ ...event, eventId: "00000000-0000-4000-8000-000000000001" }]));
    const { rows } = await store.database.query(
      "SELECT to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS day FROM ind_event ORDER BY recorded_at",
    );
    expect(rows).toEqual([{ day: "2018-04-01" }, { day: "2019-01-15" }]);
  });
});

describe("importEvents, CSV", () => {
  const csv: ImportEventsOptions = { format: "csv" };
  const id = (n: number): string => `00000000-0000-4000-8000-00000000000${n}`;
  const header =
    "eventId;type;occurredAt;stayKey;entityId;field;mode;documentId;lineageKey;docType;cdaLevel;conformant;producer;software.name;software.version";

  it("reads the fields of the event model, BOM, quotes and French booleans", async () => {
    const lines = [
      header,
      `${id(1)};stay.discharged;2018-05-02T09:00:00+02:00;s1;ES1;SMR;HC;;;;;;;;`,
      `${id(2)};document.produced;2018-05-02T10:00:00+02:00;s1;ES1;;;l1;l1;LDL-SES;3;oui;DPI;"Mon ""DPI""; v2";2`,
    ];
    expect(await load(`\ufeff${lines.join("\r\n")}\r\n`, csv)).toMatchObject({ read: 2, recorded: 2, rejections: [] });
    const { rows } = await store.database.query(
      "SELECT field, conformant, cda_level, software_name FROM ind_event ORDER BY event_id",
    );
    expect(rows).toEqual([
      { field: "SSR", conformant: null, cda_level: null, software_name: null },
      { field: null, conformant: true, cda_level: 3, software_name: 'Mon "DPI"; v2' },
    ]);
  });

  it("finds commas and tabs, and reads JSON cells", async () => {
    const cells = [id(3), "activity.declared", "2018-01-01T00:00:00Z", "ES1", "SAE 2014", "2014"];
    const stays = `"${JSON.stringify([{ field: "MCO", mode: "HC", count: 12 }]).replaceAll('"', '""')}"`;
    for (const delimiter of [",", "\t"]) {
      await emptyStore(store);
      const names = ["eventId", "type", "occurredAt", "entityId", "source", "year", "stays"].join(delimiter);
      expect(await load(`${names}\n${[...cells, stays].join(delimiter)}\n`, csv)).toMatchObject({
        recorded: 1,
        rejections: [],
      });
    }
  });

  it("names wrong records by line and goes on", async () => {
    const good = `${id(4)};stay.discharged;2018-05-02T09:00:00+02:00;s1;ES1;MCO;HC;;;;;;;;`;
    const lines = [header, "a;b", `${id(5)};stay.discharged;2018-05-02;s1;ES1;MCO;HC;;;;;;;;`, good];
    expect(await rulesOf(lines.join("\n"), csv)).toEqual([
      [2, "LDL-IND-CSV-COLUMNS", ""],
      [3, "LDL-T-001", "occurredAt"],
    ]);
    expect(await rulesOf([header, `"x"y${good}`, `"open${good}`, good].join("\n"), csv)).toEqual([
      [2, "LDL-IND-CSV-RECORD", ""],
      [3, "LDL-IND-CSV-RECORD", ""],
    ]);
    const { rows } = await store.database.query("SELECT count(*)::int AS n FROM ind_event");
    expect(rows).toEqual([{ n: 1 }]);
  });

  it("refuses a file whose header is not one of events", async () => {
    await expect(load("nom;type\nx;y\n", csv)).rejects.toMatchObject({
      code: "LDL_IND_CSV_HEADER",
      details: { unknown: ["nom"], missing: ["eventId", "occurredAt"] },
    });
    await expect(load("", csv)).rejects.toMatchObject({ code: "LDL_IND_CSV_HEADER" });
  });

  it("passes on the failure of the source", async () => {
    const broken = new Error("disque");
    function* source(): Generator<string> {
      yield `${header}\n`;
      throw broken;
    }
    await expect(importEvents(store, source(), csv)).rejects.toBe(broken);
  });
});
