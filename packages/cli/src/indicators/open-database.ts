import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { openPglite, type PgliteLike, type SqlDatabase, sqlFromPg, storeFailure } from "@ldl/domain";

/** Where events are kept: a PostgreSQL server, a folder, or (neither) a folder that is deleted at the end. */
export interface StorePlace {
  readonly url?: string | undefined;
  readonly folder?: string | undefined;
}

/** The declarations of PGlite need those of a browser, which this workspace leaves out: only what is used is typed. */
const PGLITE: string = "@electric-sql/pglite";

async function openFolder(folder: string): Promise<SqlDatabase> {
  const { PGlite } = (await import(PGLITE)) as { readonly PGlite: { create(folder: string): Promise<PgliteLike> } };
  return openPglite(folder, (place) => PGlite.create(place));
}

async function openServer(url: string): Promise<SqlDatabase> {
  const { default: pg } = await import("pg");
  const database = sqlFromPg(new pg.Pool({ connectionString: url }));
  try {
    await database.query("SELECT 1");
    return database;
  } catch (cause) {
    await database.close();
    throw storeFailure("connexion", cause);
  }
}

/** Opens the database of a store; closing it deletes a folder that was made for this call. */
export async function openDatabase({ url, folder }: StorePlace): Promise<SqlDatabase> {
  if (url !== undefined) return openServer(url);
  if (folder !== undefined) return openFolder(folder);
  const temporary = await mkdtemp(path.join(tmpdir(), "ldl-indicators-"));
  const remove = (): Promise<void> => rm(temporary, { recursive: true, force: true });
  try {
    const database = await openFolder(temporary);
    const close = async (): Promise<void> => {
      await database.close();
      await remove();
    };
    return { ...database, close };
  } catch (error) {
    await remove();
    throw error;
  }
}
