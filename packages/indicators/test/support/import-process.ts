/** Imports files of events as a process of its own. Arguments: a connection string, then the files. */
import { createReadStream } from "node:fs";
import process from "node:process";
import { sqlFromPg } from "@ldl/domain";
import pg from "pg";
import { createEventStore, importEvents } from "../../src/index.ts";

const [connectionString = "", ...files] = process.argv.slice(2);
const database = sqlFromPg(new pg.Pool({ connectionString, max: 1 }));
let recorded = 0;
try {
  const store = await createEventStore({ database });
  for (const file of files) recorded += (await importEvents(store, createReadStream(file))).recorded;
} finally {
  await database.close();
}
process.stdout.write(String(recorded));
