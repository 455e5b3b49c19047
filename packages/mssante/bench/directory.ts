import { createWriteStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { sqlFromPg } from "@ldl/domain";
import { findPostgres, startTestPostgres } from "@ldl/testbench";
import pg from "pg";
import { importExtraction, openExtraction } from "../src/index.ts";
import { generateExtraction } from "./generate-extraction.ts";

/*
 * Directory bench: imports a generated extraction into PostgreSQL, then that of the next day.
 * Run with `pnpm --filter @ldl/mssante bench:directory [LINES]`.
 */

const lines = Number(process.argv[2] ?? 2_000_000);

async function importDay(database: ReturnType<typeof sqlFromPg>, folder: string, day: number): Promise<void> {
  const file = path.join(folder, `extraction-${day}.txt`);
  await pipeline(Readable.from(generateExtraction(lines, day)), createWriteStream(file));
  const { size } = await stat(file);
  let peak = 0;
  const watch = setInterval(() => {
    peak = Math.max(peak, process.memoryUsage.rss());
  }, 50);
  const before = process.cpuUsage();
  const start = performance.now();
  let staged = 0;
  const report = await importExtraction(openExtraction(file), {
    database,
    onProgress: (count) => {
      if (count >= lines * 0.99) staged ||= performance.now();
    },
  });
  const seconds = (performance.now() - start) / 1000;
  clearInterval(watch);
  const { user, system } = process.cpuUsage(before);
  console.log(
    [
      `day ${day}: ${report.lines} lines, ${(size / 1e6).toFixed(0)} MB, ${seconds.toFixed(1)} s`,
      `${Math.round(report.lines / seconds)} lines/s (reading and gathering ${((staged - start) / 1000).toFixed(1)} s)`,
      `CPU here ${((user + system) / 1e6).toFixed(1)} s, peak memory ${(peak / 1e6).toFixed(0)} MB`,
      `added ${report.added}, changed ${report.changed}, removed ${report.removed}, duplicates ${report.duplicates}`,
    ].join("; "),
  );
}

if (findPostgres() === undefined) throw new Error("PostgreSQL is not installed");
const folder = await mkdtemp(path.join(tmpdir(), "ldl-directory-"));
const server = await startTestPostgres({ durable: true });
const database = sqlFromPg(new pg.Pool({ connectionString: await server.createDatabase() }));
try {
  console.log(`Node ${process.version}`);
  for (const day of [0, 1, 1]) await importDay(database, folder, day);
} finally {
  await database.close();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
}
