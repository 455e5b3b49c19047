import type { SqlDatabase } from "@ldl/domain";
import { createMssanteOutbox, type MssanteOutbox, type OperatorProfile } from "../../src/index.ts";

/** Attempts under way at the same time in each process: as many as connections, and as many that wait for one. */
export const CONCURRENCY = 8;

/** Opens the outbox that is sent from; a message may lose more workers than a person would stand. */
export function openKilledOutbox(database: SqlDatabase, profile: OperatorProfile): MssanteOutbox {
  const queue = { limits: { maxAbandoned: 20 } };
  return createMssanteOutbox({ database, profile, channel: "kill", dsn: false, queue });
}
