import { describe, expect, it } from "vitest";
import { type PgClientLike, type PgPoolLike, sqlFromPg } from "./sql-from-pg.ts";

/** A pool of one client that notes what it is asked; `answers` overrides the answer or failure of a statement. */
function recordingPool(answers: Readonly<Record<string, string | Error>> = {}) {
  const log: string[] = [];
  const query: PgClientLike["query"] = (statement: string | { readonly name: string; readonly text: string }) => {
    const text = typeof statement === "string" ? statement : statement.text;
    log.push(typeof statement === "string" ? text : `${statement.name}: ${text}`);
    const answer = answers[text] ?? text.split(" ", 1)[0] ?? "";
    if (answer instanceof Error) return Promise.reject(answer);
    return Promise.resolve({ rows: [], rowCount: 3, command: answer });
  };
  const client: PgClientLike = {
    query,
    release: (error) => void log.push(error === undefined ? "release" : "release broken"),
    on: (event) => log.push(`on ${event}`),
    removeListener: (event) => log.push(`off ${event}`),
  };
  const pool: PgPoolLike = { query, connect: () => Promise.resolve(client), end: () => Promise.resolve() };
  return { log, pool };
}

describe("sqlFromPg", () => {
  it("commits, then tells who asked to know, then gives the client back", async () => {
    const { log, pool } = recordingPool();
    const result = await sqlFromPg(pool).transaction(async (transaction) => {
      transaction.afterCommit?.(() => log.push("told"));
      return (await transaction.query("UPDATE x")).changes;
    });
    expect(result).toBe(3);
    expect(log).toEqual(["on error", "BEGIN", "UPDATE x", "COMMIT", "told", "off error", "release"]);
  });

  it("rolls back and tells nobody when the work rejects", async () => {
    const { log, pool } = recordingPool();
    const work = sqlFromPg(pool).transaction((transaction) => {
      transaction.afterCommit?.(() => log.push("told"));
      return Promise.reject(new Error("no"));
    });
    await expect(work).rejects.toThrow("no");
    expect(log).toEqual(["on error", "BEGIN", "ROLLBACK", "off error", "release"]);
  });

  it("does not take for committed a transaction that the server rolled back", async () => {
    const { log, pool } = recordingPool({ COMMIT: "ROLLBACK" });
    const work = sqlFromPg(pool).transaction((transaction) => {
      transaction.afterCommit?.(() => log.push("told"));
      return Promise.resolve();
    });
    await expect(work).rejects.toThrow("rolled back");
    expect(log).not.toContain("told");
  });

  it("throws the connection away when even ROLLBACK fails", async () => {
    const lost = new Error("connection lost");
    const { log, pool } = recordingPool({ BEGIN: lost, ROLLBACK: lost });
    await expect(sqlFromPg(pool).transaction(() => Promise.resolve())).rejects.toBe(lost);
    expect(log.at(-1)).toBe("release broken");
  });

  it("names statements by their text when they are to stay prepared", async () => {
    const { log, pool } = recordingPool();
    const database = sqlFromPg(pool, { prepare: true });
    for (const text of ["SELECT 1", "SELECT 2", "SELECT 1"]) await database.query(text);
    await database.transaction((transaction) => transaction.query("SELECT 2"));
    const names = log.flatMap((line) => /^(\S+): SELECT/.exec(line)?.[1] ?? []);
    expect(names).toEqual([names[0], names[1], names[0], names[1]]);
    expect(new Set(names).size).toBe(2);
    // PostgreSQL cuts longer names off without a word.
    for (const name of names) expect(name.length).toBeLessThan(64);
  });

  it("counts no change for a SELECT", async () => {
    const { pool } = recordingPool();
    expect((await sqlFromPg(pool).query("SELECT 1")).changes).toBe(0);
  });
});
