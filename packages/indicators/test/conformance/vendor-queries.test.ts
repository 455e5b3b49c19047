import type { SqlDatabase } from "@ldl/domain";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  buildVendorQuery,
  buildVendorTables,
  computeIndicators,
  createEventStore,
  type EventStore,
  type ExchangeEventInput,
  type SqlDialect,
} from "../../src/index.ts";
import { testDatabases } from "../support/databases.ts";
import { acknowledged, cancelled, failed, letter, report, sent, stay, stayCancelled } from "../support/events.ts";

/** A quarter with something of everything the rules tell apart. */
const sgl = { origin: "SGL", recipientRole: "prescriber" } as const;
const EVENTS: readonly ExchangeEventInput[] = [
  ...["s1", "s2", "s3", "s5", "s7"].map((key) => stay(key)),
  stay("s4", { field: "HAD" }),
  stay("s6", { field: "SMR", mode: "HP" }),
  stay("s8", { mode: "SEANCE" }),
  letter("l1", "s1", "2018-03-31T21:59:59Z"),
  letter("l2", "s2", "2018-03-31T22:00:00Z"),
  ...sent("t2", "l2", "2018-06-30T21:59:59.999Z"),
  letter("l3", "s3", "2018-06-29 16:00"),
  ...sent("t3", "l3", "2018-07-02 08:00"),
  letter("l4", "s4", "2018-05-02"),
  letter("l5", "s5", "2018-05-02"),
  letter("l5b", "s5", "2018-05-04", { lineageKey: "l5", version: 2, replacesId: "l5" }),
  ...sent("t5", "l5b", "2018-05-04 11:00"),
  acknowledged("t5", "2018-05-05", "processed"),
  letter("l6", "s6", "2018-05-02"),
  ...sent("t6", "l6", "2018-05-02 11:00"),
  failed("t6", "2018-05-02 12:00"),
  letter("l7", "s7", "2018-05-02"),
  ...sent("t7", "l7", "2018-05-02 11:00"),
  cancelled("l7", "2018-05-03"),
  letter("l8", "s8", "2018-05-02", { cdaLevel: 1 }),
  stay("s9"),
  letter("l9", "s9", "2018-05-02"),
  stayCancelled("s9", "2018-05-03"),
  report("r1a", "2018-05-02", { lineageKey: "R1", cdaLevel: 1 }),
  ...sent("u1a", "r1a", "2018-05-02 11:00", sgl),
  report("r1b", "2018-05-03", { lineageKey: "R1", version: 2, replacesId: "r1a" }),
  report("r2", "2018-05-02"),
  ...sent("u2", "r2", "2018-05-02 11:00", sgl),
  report("r3", "2018-05-02", { conformant: false }),
  report("r4", "2018-05-02", { purpose: "interLab" }),
];

const first = <T>(value: T | undefined): T => {
  if (value === undefined) throw new Error("missing");
  return value;
};

/** Lays the events out in a vendor's tables, by hand: nothing of the package is used. */
async function fillTables(database: SqlDatabase): Promise<void> {
  const put = (table: string, row: Readonly<Record<string, unknown>>) =>
    database.query(
      `INSERT INTO ${table} (${Object.keys(row).join(", ")}) VALUES (${Object.keys(row)
        .map((_, n) => `$${n + 1}`)
        .join(", ")})`,
      Object.values(row),
    );
  const find = (type: string, key: string, value: string) =>
    EVENTS.find((event) => event.type === type && (event as Record<string, unknown>)[key] === value)?.occurredAt ??
    null;
  await put("ind_entity", { entity_id: "ES1", kind: "ES", label: "ES 1" });
  await put("ind_entity", { entity_id: "LBM1", kind: "LBM", label: "LBM 1" });
  for (const event of EVENTS) {
    if (event.type === "stay.discharged") {
      const cancelledAt = find("stay.cancelled", "stayKey", event.stayKey);
      await put("ind_stay", {
        stay_key: event.stayKey,
        entity_id: event.entityId,
        field: event.field,
        stay_mode: event.mode,
        cancelled_at: cancelledAt,
      });
    }
  }
  for (const event of EVENTS) {
    if (event.type !== "document.produced") continue;
    await put("ind_document", {
      document_id: event.documentId,
      lineage_key: event.lineageKey,
      version_no: event.version ?? 1,
      entity_id: event.entityId,
      stay_key: event.stayKey ?? null,
      doc_type: event.docType,
      cda_level: event.cdaLevel,
      conformant: event.conformant === undefined ? null : Number(event.conformant),
      producer: event.producer,
      purpose: event.purpose ?? "prescriber",
      validated_at: event.occurredAt,
      cancelled_at: find("document.cancelled", "documentId", event.documentId),
    });
  }
  for (const event of EVENTS) {
    if (event.type !== "transmission.submitted") continue;
    await put("ind_transmission", {
      transmission_id: event.transmissionId,
      document_id: event.documentId,
      message_id: event.messageId,
      channel: event.channel,
      origin: event.origin,
      recipient_key: event.recipientKey,
      recipient_kind: event.recipientKind,
      submitted_at: event.occurredAt,
      accepted_at: find("transmission.accepted", "transmissionId", event.transmissionId),
      failed_at: find("transmission.failed", "transmissionId", event.transmissionId),
      mdn_at: find("transmission.acknowledged", "transmissionId", event.transmissionId),
    });
  }
}

const AS_OF = "2018-12-31T00:00:00+01:00";
const project = {
  id: "p",
  title: "P",
  establishments: [{ id: "ES1", label: "ES 1" }],
  laboratories: [{ id: "LBM1", label: "LBM 1" }],
};

describe.each(testDatabases("the query pack"))("query pack on $name", ({ open }) => {
  let store: EventStore;
  beforeAll(async () => {
    store = await createEventStore({ database: await open(), now: () => new Date("2019-01-15T12:00:00Z") });
    await store.record(EVENTS);
    for (const text of buildVendorTables({ dialect: "postgresql" })) await store.database.query(text);
    await fillTables(store.database);
  });
  afterAll(() => store.database.close());

  it.each([
    ["accepted", ["2018-Q1", "2018-Q2", "2018-Q3"]],
    ["mdn", ["2018-Q2"]],
    ["delivered", ["2018-Q2"]],
  ] as const)("gives the figures of the event store from a vendor's tables, proof %s", async (sentProof, periods) => {
    const bounds = {
      "2018-Q1": ["2018-01-01", "2018-04-01"],
      "2018-Q2": ["2018-04-01", "2018-07-01"],
      "2018-Q3": ["2018-07-01", "2018-10-01"],
    };
    for (const period of periods) {
      const counted = await computeIndicators(store, { project, period, asOf: AS_OF, policy: { sentProof } });
      const { c, d } = counted.tableau1.total;
      const { i, k, l } = counted.tableau2.total;
      const rows = async (id: "Q1" | "Q2" | "Q3") => {
        const query = buildVendorQuery(id, { dialect: "postgresql", policy: { sentProof } });
        const values = { q0: bounds[period][0], q1: bounds[period][1], asOf: AS_OF };
        const parameters = query.parameters.map((name) => values[name as keyof typeof values]);
        return (await store.database.query<Record<string, unknown>>(query.text, parameters)).rows;
      };
      const numbers = (row: Record<string, unknown> | undefined) =>
        Object.fromEntries(
          Object.entries(row ?? {}).map(([name, value]) => [name, name === "row_id" ? value : Number(value)]),
        );
      expect(numbers((await rows("Q1"))[0])).toEqual({ row_id: "ES1", c, d });
      expect(numbers((await rows("Q2"))[0])).toEqual({ row_id: "LBM1", i, k, l });
      const reasons = (await rows("Q3")).map((row) => [row["reason"], row["cda_level"], Number(row["n"])]);
      expect(reasons).toEqual(counted.reasons.letters.map((row) => [row.reason, row.cdaLevel, row.n]));
    }
  });

  it("counts what the rules say in this quarter", async () => {
    const { tableau1, tableau2 } = await computeIndicators(store, { project, period: "2018-Q2", asOf: AS_OF });
    // s2, s3, s5, s6 produced; s2 and s5 sent in the quarter, s3 in the next one, s6 bounced.
    expect(tableau1.total).toMatchObject({ c: 4, d: 2 });
    expect(tableau2.total).toMatchObject({ i: 3, k: 2, l: 1 });
  });

  it("takes a vendor's own names, and nothing but names", async () => {
    await store.database.query(
      'CREATE VIEW "Mes Documents" AS SELECT document_id AS "id doc", d.* FROM ind_document d',
    );
    const tables = { document: { table: '"Mes Documents"', columns: { documentId: '"id doc"' } } };
    const own = buildVendorQuery("Q1", { dialect: "postgresql", tables });
    const { rows } = await store.database.query(own.text, ["2018-04-01", "2018-07-01", AS_OF]);
    expect(first(rows[0])).toMatchObject({ row_id: "ES1" });
    for (const table of ["a; DROP TABLE b", "a--", "(SELECT 1)", '"a"b"', ""]) {
      expect(() => buildVendorQuery("Q1", { dialect: "postgresql", tables: { stay: { table } } })).toThrow(
        "LDL-IND-SQL-NAME",
      );
    }
  });
});

describe("query pack, other dialects (texts only, not executed here)", () => {
  it.each(["oracle", "sqlserver", "postgresql"] as const)("%s", async (dialect: SqlDialect) => {
    const queries = (["Q1", "Q2", "Q3"] as const).map((id) => buildVendorQuery(id, { dialect }));
    expect(queries.map((query) => query.executedHere)).toEqual(Array(3).fill(dialect === "postgresql"));
    const text = [...buildVendorTables({ dialect }), ...queries.map((query) => query.text)].join(";\n\n");
    await expect(text).toMatchFileSnapshot(`../golden/query-pack-${dialect}.sql`);
  });
});
