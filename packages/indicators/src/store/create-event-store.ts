import { type ExchangeEvent, LdlError, type LdlIssue, type SqlDatabase } from "@ldl/domain";
import type { z } from "zod";
import type { EventRow } from "./event-row.ts";
import { BATCH_SIZE, insertEvents } from "./insert-events.ts";
import { migrate } from "./migrate.ts";
import { readEvent } from "./read-event.ts";

/** An event as a caller writes it: plain strings, defaults left out. @public */
export type ExchangeEventInput = z.input<typeof ExchangeEvent>;

/** How {@link createEventStore} works. @public */
export interface CreateEventStoreOptions {
  /** PGlite or PostgreSQL, from `sqlFromPglite` or `sqlFromPg`; the caller closes it. */
  readonly database: SqlDatabase;
  /** Clock that stands for an absent `recordedAt`. Default: the system clock. */
  readonly now?: () => Date;
}

/** What {@link EventStore.record} did. @public */
export interface RecordResult {
  /** Events that were new. */
  readonly recorded: number;
  /** Events whose `eventId` was known already; they changed nothing. */
  readonly duplicates: number;
}

/** Where exchange events are kept and counted. @public */
export interface EventStore {
  /** The database of the store. */
  readonly database: SqlDatabase;
  /** Clock of the store. */
  readonly now: () => Date;
  /**
   * Records events. An event whose `eventId` is known changes nothing, so that a call that failed may be repeated as it is.
   *
   * @param events - Events in any order, without any directly identifying data.
   * @param options - `signal`: stops between two batches.
   * @returns How many were new, how many were known.
   * @throws {@link LdlError} `LDL_INPUT_INVALID` when an event is wrong: nothing is recorded. `LDL_STORE_FAILED`.
   */
  record(events: Iterable<ExchangeEventInput>, options?: { readonly signal?: AbortSignal }): Promise<RecordResult>;
}

function readAll(events: Iterable<ExchangeEventInput>, now: string): EventRow[] {
  const rows: EventRow[] = [];
  const issues: LdlIssue[] = [];
  let index = 0;
  for (const event of events) {
    const read = readEvent(event, { now, name: `events.${index}` });
    if (read.ok) rows.push(read.row);
    else issues.push(...read.issues);
    index += 1;
  }
  const [first] = issues;
  if (first !== undefined) {
    const message = `${first.path} : ${first.message} (${first.rule})`;
    throw new LdlError("LDL_INPUT_INVALID", message, { details: { issues } });
  }
  return rows;
}

/**
 * Opens the store of exchange events, creating or upgrading its tables.
 *
 * @remarks Event model of instruction DGOS/PF5/2017/11, annexe 4: what MS-1 to MS-4 are counted from.
 * @example
 * ```ts
 * import { PGlite } from "@electric-sql/pglite";
 * import { sqlFromPglite } from "@ldl/domain";
 * import { createEventStore } from "@ldl/indicators";
 *
 * const store = await createEventStore({ database: sqlFromPglite(await PGlite.create()) });
 * await store.record([
 *   {
 *     eventId: "0b8f3a52-5d2c-4e0e-9a1c-3f5a2f0c9b11",
 *     type: "stay.discharged",
 *     occurredAt: "2018-05-02T11:00:00+02:00",
 *     stayKey: "s-1",
 *     entityId: "010000024",
 *     field: "MCO",
 *     mode: "HC",
 *   },
 * ]);
 * ```
 * @param options - Database and clock.
 * @returns The store; it holds nothing to close besides the database.
 * @throws {@link LdlError} `LDL_IND_STORE_NEWER`, `LDL_STORE_FAILED`.
 * @public
 */
export async function createEventStore(options: CreateEventStoreOptions): Promise<EventStore> {
  const { database } = options;
  const now = options.now ?? (() => new Date());
  await migrate(database);
  return {
    database,
    now,
    async record(events, { signal } = {}) {
      const rows = readAll(events, now().toISOString());
      let recorded = 0;
      for (let start = 0; start < rows.length; start += BATCH_SIZE) {
        signal?.throwIfAborted();
        recorded += await insertEvents(database, rows.slice(start, start + BATCH_SIZE));
      }
      return { recorded, duplicates: rows.length - recorded };
    },
  };
}
