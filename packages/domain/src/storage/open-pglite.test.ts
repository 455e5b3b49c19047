import { fork } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { nameProcess } from "./folder-lock.ts";
import { openPglite } from "./open-pglite.ts";
import type { PgliteLike } from "./sql-from-pglite.ts";

let root: string;
let folder: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(tmpdir(), "ldl-lock-"));
  folder = path.join(root, "sous", "base");
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A database that does nothing: what is tested is who may open it. */
const nothing = (): Promise<PgliteLike> =>
  Promise.resolve({
    query: () => Promise.resolve({ rows: [] }),
    transaction: () => Promise.reject(new Error("not expected")),
    close: () => Promise.resolve(),
  });
const open = (options: Parameters<typeof openPglite>[2] = { waitMs: 0 }) => openPglite(folder, nothing, options);
const lockedBy = (pid: number) =>
  expect.objectContaining({ code: "LDL_STORE_LOCKED", retryable: true, details: { pid } }) as Error;

describe("openPglite", () => {
  it("has the folder for itself until it closes it, and leaves nothing beside", async () => {
    const first = await open();
    await expect(open()).rejects.toThrowError(lockedBy(process.pid));
    await first.close();
    await (await open()).close();
    expect(await readdir(path.dirname(folder))).toEqual([]);
  });

  it("waits for its turn, or until it is told to stop", async () => {
    const first = await open();
    const second = open({ waitMs: 60_000 });
    const stop = new AbortController();
    const third = open({ waitMs: 60_000, signal: stop.signal });
    const reason = new Error("arrêt");
    stop.abort(reason);
    await expect(third).rejects.toBe(reason);
    await first.close();
    await (await second).close();
  });

  it("gives the folder back when PGlite does not open it", async () => {
    const failing = () => Promise.reject(new Error("PGlite failed to initialize properly"));
    await expect(openPglite(folder, failing)).rejects.toMatchObject({ code: "LDL_STORE_FAILED" });
    await (await open()).close();
  });

  it.each([
    ["a process that is dead", "2147483646 1"],
    ["this process number before a restart", `${process.pid} 1`],
    ...(process.platform === "linux" ? [["a number that another process has now", `${process.ppid} 1`]] : []),
    ["nobody", ""],
  ])("takes over from %s", async (_name, content) => {
    await (await open()).close();
    await writeFile(`${folder}.lock`, content);
    const database = await open();
    await expect(open()).rejects.toThrowError(lockedBy(process.pid));
    await database.close();
    expect(existsSync(`${folder}.lock`)).toBe(false);
  });

  it("is refused while another process lives, and takes over once that one is killed", async () => {
    const child = fork("-e", ["setInterval(() => {}, 1000); process.send('ready')"], {
      execArgv: [],
      execPath: process.execPath,
      stdio: "ignore",
    });
    await once(child, "message");
    const pid = child.pid ?? 0;
    await (await open()).close();
    await writeFile(`${folder}.lock`, nameProcess(pid));
    await expect(open()).rejects.toThrowError(lockedBy(pid));
    child.kill("SIGKILL");
    await once(child, "exit");
    await (await open()).close();
  });

  it("lets one of many in after a death", async () => {
    await (await open()).close();
    await writeFile(`${folder}.lock`, "2147483646 1");
    const all = await Promise.allSettled(Array.from({ length: 20 }, () => open()));
    const won = all.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    expect(won).toHaveLength(1);
    await won[0]?.close();
  });
});
