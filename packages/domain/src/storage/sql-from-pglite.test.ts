import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SqlDatabase } from "./sql-database.ts";
import { type PgliteLike, sqlFromPglite } from "./sql-from-pglite.ts";

/** PGlite's declarations need those of a browser, which this workspace leaves out: only what is used is typed. */
const PGLITE: string = "@electric-sql/pglite";

describe("sqlFromPglite", () => {
  let database: SqlDatabase;
  beforeAll(async () => {
    const { PGlite } = (await import(PGLITE)) as { readonly PGlite: { create(): Promise<PgliteLike> } };
    database = sqlFromPglite(await PGlite.create());
    await database.query("CREATE TABLE t (n int, b bytea)");
  });
  afterAll(async () => {
    await database.close();
  });

  it("gives back every byte, and every other type as before", async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_value, index) => (index * 31) % 256);
    const window = new Uint8Array(bytes.buffer, 100, 256);
    for (const value of [bytes, window, new Uint8Array(), Buffer.from(window)]) {
      const { rows } = await database.query("SELECT $1::bytea AS b, length($1::bytea) AS n", [value]);
      expect(rows[0]?.["n"]).toBe(value.length);
      expect(rows[0]?.["b"]).toEqual(new Uint8Array(value));
    }
    const { rows } = await database.query(
      "SELECT NULL::bytea AS b, jsonb_build_object('a', jsonb_build_array(1)) AS j, $1::text[] AS t",
      [["x", "y"]],
    );
    expect(rows).toEqual([{ b: null, j: { a: [1] }, t: ["x", "y"] }]);
  });

  it("counts changes, and none for a SELECT", async () => {
    expect((await database.query("INSERT INTO t SELECT generate_series(1, 3)")).changes).toBe(3);
    expect(await database.query("SELECT count(*)::int AS n FROM t")).toEqual({ rows: [{ n: 3 }], changes: 0 });
  });

  it("tells of a commit, and of nothing else", async () => {
    const told: string[] = [];
    await database.transaction((transaction) => {
      transaction.afterCommit?.(() => told.push("committed"));
      expect(told).toEqual([]);
      return Promise.resolve();
    });
    const lost = database.transaction((transaction) => {
      transaction.afterCommit?.(() => told.push("rolled back"));
      return Promise.reject(new Error("no"));
    });
    await expect(lost).rejects.toThrow("no");
    expect(told).toEqual(["committed"]);
  });

  it("does not take for committed a transaction in which a statement failed", async () => {
    const told: string[] = [];
    const work = database.transaction(async (transaction) => {
      transaction.afterCommit?.(() => told.push("committed"));
      await transaction.query("SELECT 1 / 0").catch(() => undefined);
    });
    await expect(work).rejects.toThrow();
    expect(told).toEqual([]);
  });
});
