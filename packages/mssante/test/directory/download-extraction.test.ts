import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type FileServer, startFileServer } from "@ldl/testbench";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { generateExtraction } from "../../bench/generate-extraction.ts";
import { downloadExtraction } from "../../src/index.ts";

const content = Buffer.concat([...generateExtraction(2000)]);
let server: FileServer;
let folder: string;
beforeAll(async () => {
  server = await startFileServer({ files: { "/extraction": content } });
  folder = await mkdtemp(path.join(tmpdir(), "ldl-download-"));
});
afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

const file = () => path.join(folder, "annuaire", "extraction.txt");
const options = () => ({ url: `${server.origin}/extraction` });

describe("downloadExtraction", () => {
  it("writes the file, then nothing while it has not changed", async () => {
    const first = await downloadExtraction(file(), options());
    expect(await readFile(file())).toEqual(content);
    const etag = first.kind === "downloaded" ? (first.etag ?? "") : "";
    await rm(file());
    expect(await downloadExtraction(file(), { ...options(), etag })).toEqual({ kind: "unchanged" });
    expect(await readdir(path.dirname(file()))).toEqual([]);
  });

  it.each([
    ["half a file", { kind: "truncate", bytes: 1000 }, "closed"],
    ["an error", { kind: "reply", status: 500 }, "status"],
    ["too much", { kind: "flood", bytes: 3_000_000 }, "tooLarge"],
  ] as const)("keeps the former file when %s comes", async (_name, action, reason) => {
    await downloadExtraction(file(), options());
    server.inject({ action });
    const failed = downloadExtraction(file(), { ...options(), maxBytes: 1_000_000 });
    await expect(failed).rejects.toMatchObject({ code: "LDL_MSS_HTTP_FAILED", details: { reason } });
    expect(await readFile(file())).toEqual(content);
    expect(await readdir(path.dirname(file()))).toEqual(["extraction.txt"]);
  });

  it("passes on the error of the file system", async () => {
    await expect(downloadExtraction("/dev/null/x", options())).rejects.toMatchObject({ code: "EEXIST" });
  });

  it("stops with the caller", async () => {
    server.inject({ action: { kind: "delay", delayMs: 60_000 } });
    const abort = new AbortController();
    const pending = downloadExtraction(file(), { ...options(), signal: abort.signal });
    abort.abort(new Error("assez"));
    await expect(pending).rejects.toThrow("assez");
  });
});
