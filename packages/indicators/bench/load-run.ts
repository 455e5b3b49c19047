/** One run of the bench as a process of its own, so that its peak memory is its own. Argument: a task, in JSON. */
import { createReadStream, openAsBlob } from "node:fs";
import process from "node:process";
import { type SqlDatabase, sqlFromPg, sqlFromPglite } from "@ldl/domain";
import pg from "pg";
import { z } from "zod";
import { computeIndicators, createEventStore, importEvents, QueryStatement } from "../src/index.ts";
import { AS_OF, PERIOD, PROJECT } from "./region.ts";

const Task = z.object({
  connectionString: z.string().optional(),
  folder: z.string().optional(),
  /** JSON Lines for the package. */
  events: z.string().optional(),
  /** The same events as CSV, for a bare COPY. */
  csv: z.string().optional(),
  statements: z.array(QueryStatement).default([]),
});

interface Opened {
  readonly database: SqlDatabase;
  /** Loads a CSV file by the database's own COPY. */
  readonly copy: (file: string) => Promise<unknown>;
}

const COPY = "COPY ind_event FROM";

interface PgliteCopy {
  create(folder: string): Promise<
    Parameters<typeof sqlFromPglite>[0] & {
      query(text: string, parameters: unknown[], options: { readonly blob: Blob }): Promise<unknown>;
    }
  >;
}

async function open({ connectionString, folder = "" }: z.output<typeof Task>): Promise<Opened> {
  if (connectionString === undefined) {
    const name: string = "@electric-sql/pglite";
    const { PGlite } = (await import(name)) as { readonly PGlite: PgliteCopy };
    const pglite = await PGlite.create(folder);
    const copy = async (file: string) => pglite.query(`${COPY} '/dev/blob' CSV`, [], { blob: await openAsBlob(file) });
    return { database: sqlFromPglite(pglite), copy };
  }
  const database = sqlFromPg(new pg.Pool({ connectionString }));
  // The server reads the file itself: nothing is faster.
  return { database, copy: (file) => database.query(`${COPY} '${file}' CSV`) };
}

async function runPackage(database: SqlDatabase, file: string) {
  const start = performance.now();
  const store = await createEventStore({ database });
  const { recorded } = await importEvents(store, createReadStream(file));
  const imported = performance.now();
  const report = await computeIndicators(store, { project: PROJECT, period: PERIOD, asOf: AS_OF });
  const times = { loadMs: imported - start, countMs: performance.now() - imported };
  return { ...times, recorded, c: report.tableau1.total.c, l: report.tableau2.total.l, statements: report.queries };
}

async function runBare({ database, copy }: Opened, file: string, statements: readonly QueryStatement[]) {
  await createEventStore({ database });
  const start = performance.now();
  await copy(file);
  await database.query("ANALYZE ind_event");
  const loaded = performance.now();
  const each: Record<string, number> = {};
  await database.transaction(async (transaction) => {
    // As the package does: without them the planner loops for minutes over a log just filled.
    for (const setting of ["enable_nestloop = off", "enable_mergejoin = off", "work_mem = '64MB'", "jit = off"])
      await transaction.query(`SET LOCAL ${setting}`);
    for (const { id, text, params } of statements) {
      const before = performance.now();
      await transaction.query(text, Object.values(params));
      each[id] = Math.round(performance.now() - before);
    }
  });
  return { loadMs: loaded - start, countMs: performance.now() - loaded, each };
}

const task = Task.parse(JSON.parse(process.argv[2] ?? "{}"));
const opened = await open(task);
const openedMb = Math.round(process.resourceUsage().maxRSS / 1_024);
const result =
  task.events === undefined
    ? await runBare(opened, task.csv ?? "", task.statements)
    : await runPackage(opened.database, task.events);
await opened.database.close();
process.stdout.write(
  JSON.stringify({ ...result, openedMb, peakMb: Math.round(process.resourceUsage().maxRSS / 1_024) }),
);
