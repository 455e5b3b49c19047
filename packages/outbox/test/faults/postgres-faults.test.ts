import { randomBytes } from "node:crypto";
import { type SqlDatabase, sqlFromPg } from "@ldl/domain";
import { startTestPostgres, type TestPostgres } from "@ldl/testbench";
import pg from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createOutbox, type Outbox } from "../../src/index.ts";
import { postgresInstalled, warnWithoutPostgres } from "../support/databases.ts";
import { bytes } from "../support/test-outbox.ts";

warnWithoutPostgres("crash of the server, disk full, lost connections");

async function countByState(outbox: Outbox): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for await (const { state } of outbox.list()) counts[state] = (counts[state] ?? 0) + 1;
  return counts;
}

describe.skipIf(!postgresInstalled)("on PostgreSQL", () => {
  let server: TestPostgres;
  let pool: pg.Pool;
  let database: SqlDatabase;
  const open = async (maxFileBytes?: number): Promise<void> => {
    server = await startTestPostgres(maxFileBytes === undefined ? {} : { maxFileBytes });
    pool = new pg.Pool({ connectionString: await server.createDatabase() });
    database = sqlFromPg(pool);
  };
  afterEach(async () => {
    await database.close();
    await server.stop();
  });

  describe("a server that crashes", () => {
    beforeEach(() => open());

    it("while workers send: they wait, and everything is sent once", async () => {
      const outbox = createOutbox({ database, channel: "crash" });
      await outbox.install();
      for (let n = 0; n < 60; n++) await outbox.enqueue({ payload: bytes("x") }, { key: `k${n}` });
      const sent: string[] = [];
      let outage: Promise<void> | undefined;
      await outbox.run({
        stopWhenIdle: true,
        concurrency: 8,
        handler: async ({ key }) => {
          sent.push(key);
          if (sent.length >= 20) outage ??= server.crash().then(() => server.restart());
          await outage;
          return { kind: "delivered" };
        },
      });
      expect(await countByState(outbox)).toEqual({ delivered: 60 });
      expect(sent).toHaveLength(60);
      expect(new Set(sent).size).toBe(60);
    });

    it("between enqueue and sending: what was enqueued is there", async () => {
      const outbox = createOutbox({ database, channel: "crash" });
      await outbox.install();
      await outbox.enqueue({ payload: bytes("kept") }, { key: "committed" });
      const open = database.transaction(async (transaction) => {
        await outbox.enqueue({ payload: bytes("not kept") }, { key: "open", transaction });
        await server.crash();
      });
      await expect(open).rejects.toThrow();
      await expect(outbox.enqueue({ payload: bytes("x") }, { key: "down" })).rejects.toMatchObject({
        code: "LDL_STORE_FAILED",
        retryable: true,
      });
      await server.restart();
      const keys: string[] = [];
      for await (const { key } of outbox.list()) keys.push(key);
      expect(keys).toEqual(["committed"]);
      expect(await outbox.readPayload("committed")).toEqual(bytes("kept"));
    });
  });

  describe("a disk that is full", () => {
    it("refuses the message that does not fit; those before it are whole, and are sent", async () => {
      await open(20_000_000);
      const outbox = createOutbox({ database, channel: "full" });
      await outbox.install();
      const payloads = new Map<string, Uint8Array>();
      let refused: unknown;
      for (let n = 0; n < 100 && refused === undefined; n++) {
        const payload = randomBytes(400_000);
        await outbox.enqueue({ payload }, { key: `k${n}` }).then(
          () => payloads.set(`k${n}`, payload),
          (error: unknown) => {
            refused = error;
          },
        );
      }
      expect(refused).toMatchObject({ code: "LDL_STORE_FAILED", details: { operation: "outbox.enqueue" } });
      expect(payloads.size).toBeGreaterThan(20);
      const sent = new Map<string, Uint8Array>();
      await outbox.run({
        stopWhenIdle: true,
        handler: ({ key, payload }) => {
          sent.set(key, payload);
          return Promise.resolve({ kind: "delivered" });
        },
      });
      expect([...sent.keys()].sort()).toEqual([...payloads.keys()].sort());
      for (const [key, payload] of payloads) expect(Buffer.compare(sent.get(key) ?? bytes(""), payload)).toBe(0);
    });

    it("when outcomes are to be written: nothing is lost, and nothing is sent twice once there is room", async () => {
      await open();
      let failures = 0;
      const outbox = createOutbox({
        database,
        channel: "full",
        onEvent: ({ kind }) => {
          // Somebody makes room while the worker tries.
          if (kind === "store-failed" && ++failures === 3) {
            database.query("DROP TRIGGER disk_full ON ldl_outbox_full_history").catch(expect.unreachable);
          }
        },
      });
      await outbox.install();
      await database.query(`CREATE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = 'disk_full'; END $$`);
      await database.query(
        "CREATE TRIGGER disk_full BEFORE INSERT ON ldl_outbox_full_history EXECUTE FUNCTION disk_full()",
      );
      for (let n = 0; n < 10; n++) await outbox.enqueue({ payload: bytes("x") }, { key: `k${n}` });
      const sent: string[] = [];
      await outbox.run({
        stopWhenIdle: true,
        concurrency: 4,
        handler: ({ key }) => {
          sent.push(key);
          return Promise.resolve({ kind: "delivered" });
        },
      });
      expect(failures).toBeGreaterThanOrEqual(3);
      expect(await countByState(outbox)).toEqual({ delivered: 10 });
      expect([...sent].sort()).toEqual([...new Set(sent)].sort());
    });
  });
});
