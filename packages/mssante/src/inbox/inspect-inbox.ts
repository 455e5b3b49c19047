import type { SqlRow } from "@ldl/domain";
import { DocumentOutcome } from "./document-outcome.ts";
import type { InboxStore } from "./inbox-store.ts";
import type { InboxEntry, InboxMetrics, InboxState } from "./mssante-inbox.ts";

const STATES = ["received", "settled", "deferred", "quarantined"] as const satisfies readonly InboxState[];
const PAGE = 200;

const stateOf = (value: unknown): InboxState => STATES.find((state) => state === value) ?? "received";
const textOf = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);

function entryOf(row: SqlRow): InboxEntry {
  return {
    id: String(row["id"]),
    kind: String(row["kind"]),
    state: stateOf(row["state"]),
    reason: textOf(row["reason"]),
    outcome: textOf(row["outcome"]),
    attempts: Number(row["attempts"]),
    receivedAt: new Date(String(row["received_at"])),
  };
}

/** Reads entries, page by page. */
export async function* listInbox(
  store: InboxStore,
  states: readonly InboxState[] = STATES,
): AsyncGenerator<InboxEntry> {
  for (let after = "0"; ; ) {
    const rows = await store.query(
      "list",
      `SELECT id, kind, state, reason, outcome, attempts, received_at FROM ${store.tables.messages}
       WHERE mailbox = $1 AND state = ANY($2::text[]) AND id > $3::bigint ORDER BY id LIMIT ${PAGE}`,
      [store.mailbox, states, after],
    );
    yield* rows.map(entryOf);
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    after = String(last["id"]);
  }
}

/** One entry, with what only the inbox itself looks at. */
export interface StoredMessage extends Pick<InboxEntry, "state" | "reason" | "attempts"> {
  readonly raw: Uint8Array | undefined;
  /** Outcome of each document of a deferred message, in the order of the archive. */
  readonly outcomes: readonly DocumentOutcome[];
}

/** Reads one entry with its bytes. */
export async function readInboxMessage(store: InboxStore, id: string): Promise<StoredMessage | undefined> {
  if (!/^\d{1,18}$/.test(id)) return undefined;
  const [row] = await store.query(
    "read",
    `SELECT state, reason, raw, attempts, outcomes FROM ${store.tables.messages} WHERE mailbox = $1 AND id = $2::bigint`,
    [store.mailbox, id],
  );
  if (row === undefined) return undefined;
  const raw = row["raw"];
  return {
    state: stateOf(row["state"]),
    reason: textOf(row["reason"]),
    raw: raw instanceof Uint8Array ? raw : undefined,
    attempts: Number(row["attempts"]),
    outcomes: DocumentOutcome.array().parse(row["outcomes"] ?? []),
  };
}

/** Counts messages by state. */
export async function inboxMetrics(store: InboxStore, now: Date): Promise<InboxMetrics> {
  const rows = await store.query(
    "metrics",
    `SELECT state, count(*)::int AS n, min(received_at) AS oldest FROM ${store.tables.messages} WHERE mailbox = $1 GROUP BY state`,
    [store.mailbox],
  );
  const countOf = (state: InboxState): number => Number(rows.find((row) => row["state"] === state)?.["n"] ?? 0);
  const oldest = rows.find((row) => row["state"] === "received")?.["oldest"];
  return {
    states: {
      received: countOf("received"),
      settled: countOf("settled"),
      deferred: countOf("deferred"),
      quarantined: countOf("quarantined"),
    },
    oldestAgeMs: oldest instanceof Date ? Math.max(0, now.getTime() - oldest.getTime()) : 0,
  };
}
