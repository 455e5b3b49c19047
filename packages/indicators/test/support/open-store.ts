import { PGlite } from "@electric-sql/pglite";
import { sqlFromPglite } from "@ldl/domain";
import { createEventStore, type EventStore } from "../../src/index.ts";

/** A store on an in-memory PGlite, with a clock that stands still. */
export async function openMemoryStore(now = "2019-01-15T12:00:00Z"): Promise<EventStore> {
  return createEventStore({ database: sqlFromPglite(await PGlite.create()), now: () => new Date(now) });
}

/** Empties a store between two tests: creating a database costs seconds. */
export async function emptyStore(store: EventStore): Promise<void> {
  await store.database.query("TRUNCATE ind_event, ind_report");
}
