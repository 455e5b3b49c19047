import { type PgliteLike, sqlFromPglite } from "@ldl/domain";
import { createEventStore, type EventStore } from "../../src/index.ts";

/** The declarations of PGlite need those of a browser, which this workspace leaves out: only what is used is typed. */
const PGLITE: string = "@electric-sql/pglite";

/** An empty in-memory PGlite. */
export async function openPglite(): Promise<PgliteLike> {
  const { PGlite } = (await import(PGLITE)) as { readonly PGlite: { create(): Promise<PgliteLike> } };
  return PGlite.create();
}

/** A store on an in-memory PGlite, with a clock that stands still. */
export async function openMemoryStore(now = "2019-01-15T12:00:00Z"): Promise<EventStore> {
  return createEventStore({ database: sqlFromPglite(await openPglite()), now: () => new Date(now) });
}

/** Empties a store between two tests: creating a database costs seconds. */
export async function emptyStore(store: EventStore): Promise<void> {
  await store.database.query("TRUNCATE ind_event, ind_report");
}
