import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { isLdlError, type SqlDatabase } from "@ldl/domain";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import {
  EXTRACTION_HEADER,
  extractionLine,
  generatedCells,
  generateExtraction,
} from "../../bench/generate-extraction.ts";
import { readLines } from "../../src/directory/extraction/read-lines.ts";
import { type ImportExtractionOptions, importExtraction, openExtraction } from "../../src/index.ts";
import { testDatabases } from "../support/databases.ts";

async function* bytesOf(...parts: readonly (string | Uint8Array)[]): AsyncGenerator<Uint8Array> {
  for (const part of parts) yield await Promise.resolve(Buffer.from(part));
}

function linesOf(ranks: readonly number[], day = 0): string[] {
  return ranks.map((rank) => extractionLine(generatedCells(rank, day)));
}

function text(...lines: readonly string[]): AsyncGenerator<Uint8Array> {
  return bytesOf(`${[EXTRACTION_HEADER, ...lines].join("\n")}\n`);
}

const ranks = (count: number, start = 0) => Array.from({ length: count }, (_, index) => start + index);

async function refusalOf(work: Promise<unknown>) {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (isLdlError(error) && error.code === "LDL_MSS_EXTRACTION_REFUSED") return error.details;
  throw new Error("a refusal was expected", { cause: error });
}

describe.each(testDatabases("the import of the directory"))("import on $name", ({ open }) => {
  let database: SqlDatabase;
  let close: () => Promise<void>;
  beforeAll(async () => {
    ({ database, close } = await open());
  });
  afterAll(() => close());
  afterEach(async () => {
    await database.query("TRUNCATE ldl_directory_mailbox");
  });
  const load = (source: AsyncIterable<Uint8Array>, options: Partial<ImportExtractionOptions> = {}) =>
    importExtraction(source, { database, ...options });
  const addresses = async () =>
    (await database.query("SELECT address_key FROM ldl_directory_mailbox ORDER BY 1")).rows.map(
      (row) => row["address_key"],
    );
  const stagingTables = async () =>
    (await database.query("SELECT tablename FROM pg_tables WHERE tablename LIKE 'ldl_directory_staging%'")).rows;

  it("adds, changes and removes only what differs", async () => {
    const first = await load(text(...linesOf(ranks(50))));
    expect(first).toMatchObject({ lines: 50, added: 50, changed: 0, removed: 0, duplicates: 0, total: 50 });
    expect(await load(text(...linesOf(ranks(50))))).toMatchObject({ added: 0, changed: 0, removed: 0, total: 50 });
    const [, ...kept] = linesOf(ranks(50));
    const changed = extractionLine({ ...generatedCells(1), zeroPaper: "?" });
    const next = await load(text(changed, ...kept.slice(1), ...linesOf([90, 91])));
    expect(next).toMatchObject({ lines: 51, added: 2, changed: 1, removed: 1, total: 51 });
    expect(await stagingTables()).toEqual([]);
  });

  it("gives the same directory by steps as at once", async () => {
    await load(bytesOf(...generateExtraction(2500, 0)));
    await load(bytesOf(...generateExtraction(2500, 1)));
    const bySteps = (await database.query("SELECT * FROM ldl_directory_mailbox ORDER BY key")).rows;
    await database.query("TRUNCATE ldl_directory_mailbox");
    await load(bytesOf(...generateExtraction(2500, 1)), { batchLines: 7 });
    expect((await database.query("SELECT * FROM ldl_directory_mailbox ORDER BY key")).rows).toEqual(bySteps);
  });

  it("keeps the first of lines that say the same", async () => {
    const cells = generatedCells(1);
    const again = extractionLine({ ...cells, speciality: "Autre" });
    const elsewhere = extractionLine({ ...cells, structureId: "990000002" });
    const report = await load(text(extractionLine(cells), again, elsewhere));
    expect(report).toMatchObject({ lines: 3, duplicates: 1, added: 2, total: 2 });
  });

  it("leaves malformed lines out, counts them and says where they are, not what they hold", async () => {
    const good = linesOf(ranks(6));
    const [line = ""] = good;
    const bad: readonly (readonly [string | Uint8Array, string])[] = [
      ["PER|seul@x.mssante.fr", "columns"],
      [`${line}|trop`, "columns"],
      [extractionLine({ ...generatedCells(1), address: "pas une adresse" }), "address"],
      [extractionLine({ ...generatedCells(1), type: "" }), "type"],
      [Buffer.from(line.replace("CENTRE", "CENTR\u00c9"), "latin1"), "characters"],
      [line.replace("CENTRE", "CEN\u0000TRE"), "characters"],
      [`${line}${"x".repeat(20_000)}`, "length"],
      [`${line}${"x".repeat(200_000)}`, "length"],
    ];
    const parts = bad.flatMap(([bytes]) => [bytes, "\n"]);
    const report = await load(bytesOf(EXTRACTION_HEADER, "\n", ...parts, good.join("\n")), { maxMalformedShare: 0.9 });
    expect(report).toMatchObject({ lines: 14, added: 6 });
    expect(report.malformed.count).toBe(8);
    expect(report.malformed.byReason).toEqual({ columns: 2, address: 1, type: 1, characters: 2, length: 2 });
    expect(report.malformed.first).toEqual(bad.map(([, reason], index) => ({ line: index + 2, reason })));
  });

  it("reads columns by name, whatever their order, with others, a byte order mark and line ends of Windows", async () => {
    const swap = (line: string) => [...line.split("|").reverse(), "en plus"].join("|");
    const lines = linesOf(ranks(3));
    const source = bytesOf("\uFEFF", [swap(EXTRACTION_HEADER), ...lines.map(swap)].join("\r\n"));
    expect(await load(source)).toMatchObject({ lines: 3, added: 3 });
    const swapped = (await database.query("SELECT line FROM ldl_directory_mailbox ORDER BY line")).rows;
    expect(swapped.map((row) => row["line"])).toEqual([...lines].sort());
  });

  it.each([
    ["no column of ours", "a|b|c\n1|2|3\n", "header"],
    ["nothing", "", "empty"],
    ["a header alone", `${EXTRACTION_HEADER}\n`, "empty"],
    ["no readable line", `${EXTRACTION_HEADER}\nx\ny\n`, "empty"],
    ["too many bad lines", [EXTRACTION_HEADER, ...linesOf(ranks(50)), "x"].join("\n"), "tooManyMalformed"],
    ["a page", "<!DOCTYPE html><html></html>", "header"],
  ])("refuses an extraction with %s and keeps the former one", async (_name, content, reason) => {
    await load(text(...linesOf([1, 2])));
    expect(await refusalOf(load(bytesOf(content)))).toMatchObject({ reason });
    expect(await addresses()).toHaveLength(2);
    expect(await stagingTables()).toEqual([]);
  });

  it("refuses an extraction that was cut short, unless told to take it", async () => {
    await load(text(...linesOf(ranks(100))));
    expect(await refusalOf(load(text(...linesOf(ranks(60)))))).toEqual({ reason: "tooManyRemoved", share: 0.4 });
    expect(await addresses()).toHaveLength(100);
    expect(await load(text(...linesOf(ranks(60))), { maxRemovedShare: 1 })).toMatchObject({ removed: 40, total: 60 });
  });

  it("shows readers the former extraction until the new one is whole", async () => {
    await load(text(...linesOf(ranks(20))));
    const seen: number[] = [];
    async function* watched(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${EXTRACTION_HEADER}\n`);
      for (const line of linesOf(ranks(20, 1))) {
        seen.push((await addresses()).length);
        yield Buffer.from(`${line}\n`);
      }
    }
    const before = await addresses();
    await load(watched(), { batchLines: 3 });
    expect(new Set(seen)).toEqual(new Set([20]));
    expect(await addresses()).not.toEqual(before);
  });

  it("keeps the former extraction when the source breaks or the host gives up", async () => {
    await load(text(...linesOf([1])));
    async function* broken(): AsyncGenerator<Uint8Array> {
      yield* text(...linesOf(ranks(10)));
      await Promise.reject(new Error("réseau coupé"));
    }
    await expect(load(broken(), { batchLines: 2 })).rejects.toThrow("réseau coupé");
    const abort = new AbortController();
    const given = load(bytesOf(...generateExtraction(3000)), {
      batchLines: 100,
      signal: abort.signal,
      onProgress: () => abort.abort(new Error("arrêt demandé")),
    });
    await expect(given).rejects.toThrow("arrêt demandé");
    expect(await addresses()).toHaveLength(1);
    expect(await stagingTables()).toEqual([]);
  });

  it("lets the import that began last win, whichever ends first", async () => {
    let open: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    async function* slow(): AsyncGenerator<Uint8Array> {
      yield Buffer.from(`${EXTRACTION_HEADER}\n`);
      await gate;
      yield Buffer.from(linesOf([1]).join("\n"));
    }
    let started: () => void = () => undefined;
    const begun = new Promise<void>((resolve) => {
      started = resolve;
    });
    async function* announced(): AsyncGenerator<Uint8Array> {
      started();
      yield* slow();
    }
    const first = refusalOf(load(announced()));
    await begun;
    await load(text(...linesOf([2, 3])));
    open();
    expect(await first).toEqual({ reason: "superseded" });
    expect(await addresses()).toHaveLength(2);
  });

  it("clears what an import that was killed left", async () => {
    await load(text(...linesOf([1])));
    await database.query("INSERT INTO ldl_directory_import (started_at) VALUES ('2020-01-01T00:00:00Z') RETURNING id");
    const { rows } = await database.query("SELECT max(id)::text AS id FROM ldl_directory_import");
    await database.query(`CREATE TABLE ldl_directory_staging_${String(rows[0]?.["id"])} (n int)`);
    await load(text(...linesOf([1])));
    expect(await stagingTables()).toEqual([]);
  });

  it("says what was done when the database fails", async () => {
    const failing: SqlDatabase = {
      ...database,
      query: (statement, parameters) =>
        statement.includes("unnest") ? Promise.reject(new Error("disk full")) : database.query(statement, parameters),
    };
    const error: unknown = await importExtraction(text(...linesOf([1])), { database: failing }).catch(
      (e: unknown) => e,
    );
    expect(isLdlError(error) && error.code === "LDL_STORE_FAILED" && error.details.operation).toBe("directory.stage");
  });
});

describe("readLines", () => {
  it("gives the same lines wherever the bytes are cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.string({ unit: "grapheme" }).map((line) => line.replace(/[\r\n\uFEFF]/gu, "")),
          { minLength: 1 },
        ),
        fc.array(fc.nat(400)),
        async (lines, cuts) => {
          const bytes = Buffer.from(lines.join("\n"));
          const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((a, b) => a - b);
          const pieces = [0, ...places].map((place, index) => bytes.subarray(place, places[index] ?? bytes.length));
          const read: (string | undefined)[] = [];
          for await (const some of readLines(bytesOf(...pieces))) read.push(...some);
          // A last line without text is none.
          expect(read).toEqual(lines.at(-1) === "" ? lines.slice(0, -1) : lines);
        },
      ),
      { seed: 20_260_101, numRuns: 300 },
    );
  });
});

describe("openExtraction", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "ldl-extraction-"));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  async function archive(name: string, entries: Readonly<Record<string, Uint8Array>>): Promise<string> {
    const zip = new ZipFile();
    for (const [entry, bytes] of Object.entries(entries)) zip.addBuffer(Buffer.from(bytes), entry);
    zip.end();
    const file = path.join(folder, name);
    await writeFile(file, await buffer(zip.outputStream));
    return file;
  }
  const content = Buffer.concat([...generateExtraction(50)]);

  it("reads the text of the archive, or the text itself", async () => {
    const zipped = await archive("bon.zip", { "Extraction.txt": content });
    expect(await buffer(openExtraction(zipped))).toEqual(content);
    const plain = path.join(folder, "clair.txt");
    await writeFile(plain, content);
    expect(await buffer(openExtraction(plain))).toEqual(content);
  });

  it.each<[string, () => Promise<string>, string]>([
    ["two texts", () => archive("deux.zip", { "a.txt": content, "b.txt": content }), "archive"],
    ["no text", () => archive("aucun.zip", { "a.pdf": content }), "archive"],
    ["a bomb", () => archive("bombe.zip", { "a.txt": Buffer.alloc(50_000_000, "a") }), "tooLarge"],
    [
      "a truncated archive",
      async () => {
        const file = await archive("court.zip", { "a.txt": content });
        await writeFile(file, (await readFile(file)).subarray(0, 500));
        return file;
      },
      "archive",
    ],
    [
      "a text that is not what its checksum says",
      async () => {
        const file = await archive("altere.zip", { "a.txt": content });
        const bytes = await readFile(file);
        bytes.fill(0, 60, 200);
        await writeFile(file, bytes);
        return file;
      },
      "archive",
    ],
  ])("refuses %s", async (_name, make, reason) => {
    expect(await refusalOf(buffer(openExtraction(await make())))).toMatchObject({ reason });
  });

  it("refuses more than the bound", async () => {
    const zipped = await archive("grand.zip", { "a.txt": content });
    const plain = path.join(folder, "grand.txt");
    await writeFile(plain, content);
    for (const file of [zipped, plain])
      expect(await refusalOf(buffer(openExtraction(file, { maxBytes: 1000 })))).toEqual({ reason: "tooLarge" });
  });

  it("passes on the error of the file system", async () => {
    await expect(buffer(openExtraction(path.join(folder, "absent.zip")))).rejects.toMatchObject({ code: "ENOENT" });
  });
});
