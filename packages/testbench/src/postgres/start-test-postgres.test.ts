import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findPostgres } from "./postgres-binaries.ts";
import { startTestPostgres, type TestPostgres } from "./start-test-postgres.ts";

const binaries = findPostgres();
if (binaries === undefined) console.warn("SKIPPED: PostgreSQL is not installed, its test server is not tested");

describe.skipIf(binaries === undefined)("startTestPostgres", () => {
  let postgres: TestPostgres;
  beforeAll(async () => {
    postgres = await startTestPostgres();
  });
  afterAll(async () => {
    await postgres.stop();
  });
  const psql = (connectionString: string, statement: string): string =>
    execFileSync(path.join(binaries ?? "", "psql"), ["-AXtq", "-d", connectionString, "-c", statement], {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "ignore"],
    }).trim();

  it("gives each caller an empty database", async () => {
    const [first, second] = [await postgres.createDatabase(), await postgres.createDatabase()];
    psql(first, "CREATE TABLE t (n int)");
    expect(psql(second, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'")).toBe("0");
  });

  it("keeps what was committed through a crash, and takes settings for one start", async () => {
    const database = await postgres.createDatabase();
    psql(database, "CREATE TABLE t (n int)");
    psql(database, "INSERT INTO t VALUES (7)");
    await postgres.crash();
    expect(() => psql(database, "SELECT 1")).toThrow();
    await postgres.restart({ work_mem: "5MB" });
    expect(psql(database, "SELECT n FROM t")).toBe("7");
    expect(psql(database, "SHOW work_mem")).toBe("5MB");
  });

  it("leaves nothing behind", async () => {
    const own = await startTestPostgres({ settings: { max_connections: "10" } });
    const folder = decodeURIComponent(/host=(.+)$/.exec(await own.createDatabase())?.[1] ?? "");
    expect(existsSync(folder)).toBe(true);
    await own.stop();
    expect(existsSync(folder)).toBe(false);
  });
});
