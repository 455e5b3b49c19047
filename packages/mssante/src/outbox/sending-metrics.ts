import type { SqlDatabase } from "@ldl/domain";
import type { OutboxMetrics } from "@ldl/outbox";
import { z } from "zod";
import { runQuery } from "../internal/store-guard.ts";
import { RecipientState } from "./transmission.ts";

/** How long it takes to hear from receivers. @public */
export interface ReceiptDelay {
  /** Receipts that were counted. */
  readonly count: number;
  /** Half of them came within so many milliseconds of enqueuing. */
  readonly medianMs: number;
  /** 95 of 100 came within so many. */
  readonly p95Ms: number;
}

/** How an outbox of MSSanté stands. @public */
export interface SendingMetrics extends OutboxMetrics {
  /** Recipients of whom something was last reported within the window, by what it was; states that did not occur are absent. */
  readonly reports: Readonly<Partial<Record<RecipientState, number>>>;
  /** Share of those, among the ones of whom a final report came, that bounced or rejected, from 0 to 1; `null` without any. */
  readonly rejectRate: number | null;
  /** From enqueuing to the receipt of a person or of software (`read`, `integrated`, `rejected`); `null` without any. */
  readonly receiptDelay: ReceiptDelay | null;
  /** Copies for the folder of sent mail; `undefined` when none are made. */
  readonly copies: { readonly waiting: number; readonly failed: number } | undefined;
}

const REFUSALS: readonly RecipientState[] = ["bounced", "rejected"];
const FINAL: readonly RecipientState[] = [...REFUSALS, "delivered", "relayed", "deleted", "read", "integrated"];
const RECEIPTS: readonly RecipientState[] = ["read", "integrated", "rejected"];

const StateRow = z.object({ state: RecipientState, n: z.coerce.number() });
const DelayRow = z.object({
  n: z.coerce.number(),
  median: z.coerce.number().nullable(),
  p95: z.coerce.number().nullable(),
});

/** Counts what was reported since a date. */
export async function readReportMetrics(
  database: SqlDatabase,
  channel: string,
  since: Date,
): Promise<Pick<SendingMetrics, "reports" | "rejectRate" | "receiptDelay">> {
  const [messages, recipients] = [`ldl_${channel}_transmission`, `ldl_${channel}_recipient`];
  const read = async (text: string, parameters: readonly unknown[]) =>
    (await runQuery(database, "mssante.metrics", text, parameters)).rows;
  const states = await read(
    `SELECT state, count(*)::int AS n FROM ${recipients} WHERE reported_at > $1::timestamptz GROUP BY state ORDER BY state`,
    [since.toISOString()],
  );
  const delay = `extract(epoch FROM r.reported_at - m.enqueued_at) * 1000`;
  const [row] = await read(
    `SELECT count(*)::int AS n, percentile_cont(0.5) WITHIN GROUP (ORDER BY ${delay}) AS median,
       percentile_cont(0.95) WITHIN GROUP (ORDER BY ${delay}) AS p95
     FROM ${recipients} r JOIN ${messages} m ON m.key = r.key
     WHERE r.reported_at > $1::timestamptz AND r.state = ANY($2::text[])`,
    [since.toISOString(), RECEIPTS],
  );
  const counted = states.map((found) => StateRow.parse(found));
  const sum = (wanted: readonly RecipientState[]): number =>
    counted.reduce((total, { state, n }) => total + (wanted.includes(state) ? n : 0), 0);
  const { n: count, median, p95 } = DelayRow.parse(row);
  const final = sum(FINAL);
  return {
    reports: Object.fromEntries(counted.map(({ state, n }) => [state, n])),
    rejectRate: final === 0 ? null : sum(REFUSALS) / final,
    receiptDelay: median === null || p95 === null ? null : { count, medianMs: median, p95Ms: p95 },
  };
}
