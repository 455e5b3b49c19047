import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";

/** The last good copy of something fetched, in a file that outlives the process. */
export interface KeptCopy {
  /** Reads it; nothing when there is none, or it cannot be read. */
  load(): Promise<Uint8Array | undefined>;
  /** Writes it whole or not at all. A copy that cannot be kept is no failure: it only costs a fetch. */
  save(bytes: Uint8Array): Promise<void>;
}

/**
 * Keeps a copy in a file, readable by its owner.
 *
 * @param file - Path; without one nothing is kept.
 */
export function createKeptCopy(file: string | undefined): KeptCopy {
  if (file === undefined) return { load: () => Promise.resolve(undefined), save: () => Promise.resolve() };
  const partial = `${file}.${process.pid}.partial`;
  return {
    load: () => readFile(file).catch(() => undefined),
    async save(bytes) {
      try {
        await mkdir(path.dirname(path.resolve(file)), { recursive: true });
        await writeFile(partial, bytes, { mode: 0o600 });
        await rename(partial, file);
      } catch {
        await rm(partial, { force: true });
      }
    },
  };
}
