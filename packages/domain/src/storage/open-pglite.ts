import { setTimeout as delay } from "node:timers/promises";
import { LdlError } from "../errors/ldl-error.ts";
import { type FolderLock, lockFolder } from "./folder-lock.ts";
import type { SqlDatabase } from "./sql-database.ts";
import { type PgliteLike, sqlFromPglite } from "./sql-from-pglite.ts";
import { storeFailure } from "./store-failure.ts";

const TRY_EVERY_MS = 100;
const WAIT_MS = 10_000;

/** Options of {@link openPglite}. @public */
export interface OpenPgliteOptions {
  /** How long another process may keep the folder before the call gives up. Default: 10 000. */
  readonly waitMs?: number;
  /** Stops waiting. */
  readonly signal?: AbortSignal;
}

async function lockWithin(folder: string, waitMs: number, signal: AbortSignal | undefined): Promise<FolderLock> {
  const until = performance.now() + waitMs;
  for (;;) {
    signal?.throwIfAborted();
    const lock = await lockFolder(folder);
    if (typeof lock !== "number") return lock;
    if (performance.now() >= until) {
      throw new LdlError("LDL_STORE_LOCKED", `la base embarquée est ouverte par un autre processus (numéro ${lock})`, {
        details: { pid: lock },
        retryable: true,
      });
    }
    await delay(TRY_EVERY_MS, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

/**
 * Opens a PGlite database in a folder, for this process alone.
 *
 * @remarks PGlite does not look whether another process has the folder open; two that write it destroy it. A file beside
 * the folder, `<folder>.lock`, names the owner; one that was killed owns nothing. Processes of several machines or
 * containers do not see each other: take PostgreSQL there.
 * @example
 * ```ts
 * import { PGlite } from "@electric-sql/pglite";
 * import { openPglite } from "@ldl/domain";
 *
 * const database = await openPglite("./data", (folder) => PGlite.create(folder));
 * await database.close();
 * ```
 * @param folder - Where the database is, made when missing.
 * @param create - Opens PGlite there.
 * @param options - How long to wait for another process.
 * @returns The database; closing it leaves the folder to others.
 * @throws {@link LdlError} `LDL_STORE_LOCKED` when another process has the folder, `LDL_STORE_FAILED` when PGlite does not open it.
 * @public
 */
export async function openPglite(
  folder: string,
  create: (folder: string) => Promise<PgliteLike>,
  { waitMs = WAIT_MS, signal }: OpenPgliteOptions = {},
): Promise<SqlDatabase> {
  const lock = await lockWithin(folder, waitMs, signal);
  try {
    const database = sqlFromPglite(await create(folder));
    const close = async (): Promise<void> => {
      try {
        await database.close();
      } finally {
        await lock.release();
      }
    };
    return { ...database, close };
  } catch (cause) {
    await lock.release();
    throw storeFailure("ouverture", cause);
  }
}
