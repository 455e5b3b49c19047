/**
 * A process that sends what is in the outbox, to be killed. One JSON argument: the database and the operator. It tells `ready`,
 * and stops gracefully on SIGTERM.
 */
import { sqlFromPg } from "@ldl/domain";
import pg from "pg";
import type { OperatorProfile } from "../../src/index.ts";
import { CONCURRENCY, openKilledOutbox } from "./killed-outbox.ts";

/** What it is told. */
export interface SendingTask {
  readonly connectionString: string;
  readonly profile: OperatorProfile;
}

const { connectionString, profile } = JSON.parse(process.argv[2] ?? "") as SendingTask;
const stop = new AbortController();
process.once("SIGTERM", () => stop.abort());
/** Nobody is left to stop it. */
const orphaned = (): never => process.exit(1);
process.once("disconnect", orphaned);
const database = sqlFromPg(new pg.Pool({ connectionString, max: 6 }));
const outbox = openKilledOutbox(database, profile);
process.send?.("ready");
await outbox.run({ signal: stop.signal, concurrency: CONCURRENCY, leaseMs: 2_000, pollMs: 200 });
await outbox.close();
await database.close();
process.removeListener("disconnect", orphaned);
process.disconnect?.();
