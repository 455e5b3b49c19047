import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readMultipart } from "./read-multipart.ts";

let dir: string;
beforeAll(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "multipart-"));
});
afterAll(() => rm(dir, { recursive: true }));

/** A stream that gives `size` bytes at a time. */
async function* inChunks(bytes: Uint8Array, size: number): AsyncIterable<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) {
    await Promise.resolve();
    yield bytes.subarray(start, start + size);
  }
}

async function read(
  source: string | Uint8Array,
  init: { readonly chunk?: number; readonly memoryBytes?: number } = {},
) {
  const bytes = typeof source === "string" ? Buffer.from(source, "latin1") : source;
  const options = { dir, memoryBytes: init.memoryBytes ?? 1000, maxBytes: 100_000, maxParts: 10 };
  const parts = await readMultipart(inChunks(bytes, init.chunk ?? 65_536), "B", options);
  const found: [headers: Record<string, string>, content: string][] = [];
  for (const { headers, content } of parts) {
    found.push([Object.fromEntries(headers), Buffer.from(await content.bytes()).toString("latin1")]);
    await content.discard();
  }
  return found;
}

describe("readMultipart", () => {
  it.each<[string, string, unknown]>([
    [
      "CRLF",
      "--B\r\na: 1\r\n\r\nx\r\n--B\r\n\r\ny\r\n--B--\r\n",
      [
        [{ a: "1" }, "x"],
        [{}, "y"],
      ],
    ],
    [
      "LF",
      "--B\na: 1\n\nx\n--B\n\ny\n--B--\n",
      [
        [{ a: "1" }, "x"],
        [{}, "y"],
      ],
    ],
    ["an empty part", "--B\r\na: 1\r\n\r\n\r\n--B--", [[{ a: "1" }, ""]]],
    ["line ends inside", "--B\r\n\r\n\r\nx\r\n\r\n--B--", [[{}, "\r\nx\r\n"]]],
    ["dashes inside", "--B\r\n\r\n--x\r\n--A\r\n--B--", [[{}, "--x\r\n--A"]]],
    ["white space after a delimiter", "--B \t\r\n\r\nx\r\n--B--  \r\n", [[{}, "x"]]],
    ["a header on two lines", "--B\r\na: 1;\r\n  b=2\r\n\r\nx\r\n--B--", [[{ a: "1; b=2" }, "x"]]],
    ["preamble and epilogue", "text\r\n--B\r\n\r\nx\r\n--B--\r\ntext\r\n--B\r\n", [[{}, "x"]]],
  ])("reads %s, however it is cut", async (_what, source, expected) => {
    for (let chunk = 1; chunk <= source.length; chunk += 1) expect(await read(source, { chunk })).toEqual(expected);
  });

  it.each([
    ["nothing", ""],
    ["no closing delimiter", "--B\r\n\r\nx\r\n--B\r\n"],
    ["a delimiter followed by text", "--B\r\n\r\nx\r\n--Bx\r\n--B--"],
    ["a header without colon", "--B\r\nheader\r\n\r\nx\r\n--B--"],
    ["headers without end", `--B\r\n${"a: 1\r\n".repeat(4000)}`],
    ["too many parts", `--B\r\n\r\nx${"\r\n--B\r\n\r\nx".repeat(10)}\r\n--B--`],
    ["too large a part", `--B\r\n\r\n${"x".repeat(100_001)}\r\n--B--`],
  ])("refuses %s and leaves no file", async (_what, source) => {
    await expect(read(source, { memoryBytes: 10 })).rejects.toThrow();
    expect(await readdir(dir)).toEqual([]);
  });

  it("gives back any bytes, from memory or from a file, however they are cut", async () => {
    const bytes = fc.uint8Array({ maxLength: 400 }).filter((one) => !Buffer.from(one).includes("\n--B"));
    await fc.assert(
      fc.asyncProperty(bytes, fc.integer({ min: 1, max: 64 }), fc.boolean(), async (content, chunk, file) => {
        const source = Buffer.concat([Buffer.from("--B\r\n\r\n"), content, Buffer.from("\r\n--B--\r\n")]);
        const [part] = await read(source, { chunk, memoryBytes: file ? 0 : 1000 });
        expect(Buffer.from(part?.[1] ?? "?", "latin1").equals(Buffer.from(content))).toBe(true);
      }),
      { seed: 7, numRuns: 100 },
    );
    expect(await readdir(dir)).toEqual([]);
  });
});
