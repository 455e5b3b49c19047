import { z } from "zod";
import type { OutboxMetrics } from "../metrics.ts";
import { AttemptOutcome } from "../outcome.ts";
import { Count } from "./entry-row.ts";
import { runSql } from "./run-sql.ts";
import { AT, CLOCK, milliseconds, type Store, timeParameter } from "./store.ts";

const QueueRow = z.object({
  depth: Count,
  due: Count,
  leased: Count,
  expired_leases: Count,
  uncertain: Count,
  oldest_age_ms: z.coerce.number(),
  parked: Count,
  failed: Count,
});
const OutcomeRow = z.object({ outcome: AttemptOutcome, attempts: Count });

const queueStatement = (entries: string): string => `WITH ${CLOCK}, attention AS (
    SELECT state FROM ${entries} WHERE state IN ('failed', 'parked'))
  SELECT count(*) AS depth,
    count(*) FILTER (WHERE state = 'ready' AND due_at <= ${AT}) AS due,
    count(*) FILTER (WHERE state = 'leased') AS leased,
    count(*) FILTER (WHERE state = 'leased' AND due_at <= ${AT}) AS expired_leases,
    count(*) FILTER (WHERE uncertain) AS uncertain,
    COALESCE(extract(epoch FROM ${AT} - min(enqueued_at)) * 1000, 0)::double precision AS oldest_age_ms,
    (SELECT count(*) FROM attention WHERE state = 'parked') AS parked,
    (SELECT count(*) FROM attention WHERE state = 'failed') AS failed
  FROM ${entries} WHERE state IN ('ready', 'leased')`;

export async function readMetrics(store: Store, windowMs: number): Promise<OutboxMetrics> {
  const { entries, history } = store.tables;
  const time = timeParameter(store);
  const [queue] = await runSql(store.database, "outbox.metrics", queueStatement(entries), [time]);
  const outcomes = await runSql(
    store.database,
    "outbox.metrics",
    `WITH ${CLOCK} SELECT outcome, count(*) AS attempts FROM ${history}
     WHERE kind = 'attempt' AND at > ${AT} - ${milliseconds("$2")} GROUP BY outcome ORDER BY outcome`,
    [time, windowMs],
  );
  const { expired_leases, oldest_age_ms, ...counts } = QueueRow.parse(queue);
  const attempts = outcomes.map((row) => OutcomeRow.parse(row)).map((row) => [row.outcome, row.attempts] as const);
  return {
    ...counts,
    expiredLeases: expired_leases,
    oldestAgeMs: oldest_age_ms,
    attempts: Object.fromEntries(attempts),
  };
}
