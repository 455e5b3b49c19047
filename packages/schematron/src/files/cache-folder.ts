import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";

/** Changes whenever what is kept changes shape, so that an older entry is never read. */
const FORMAT = 1;

/**
 * A folder of JSON files that can all be made again. Safe to share between processes: an entry is written beside and moved into
 * place at once, so that a reader sees all of it or nothing.
 */
export class CacheFolder {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** The entry of a key, or `undefined` when there is none that can be used. */
  read(key: string): unknown {
    try {
      const [checksum, payload] = splitOnce(readFileSync(this.#fileOf(key), "utf8"));
      return checksum === hash(payload) ? JSON.parse(payload) : undefined;
    } catch {
      // Absent, unreadable or damaged: made again by the caller.
      return undefined;
    }
  }

  /** Keeps an entry; false when the folder cannot be written, which only costs time later. */
  write(key: string, value: unknown): boolean {
    const payload = JSON.stringify(value);
    const file = this.#fileOf(key);
    const temporary = `${file}.${randomUUID()}.tmp`;
    try {
      mkdirSync(this.#folder, { recursive: true });
      writeFileSync(temporary, `${hash(payload)}\n${payload}`, { mode: 0o600 });
      renameSync(temporary, file);
      return true;
    } catch {
      return false;
    }
  }

  #fileOf(key: string): string {
    return path.join(this.#folder, `${hash(`${FORMAT} ${key}`)}.json`);
  }
}

function splitOnce(text: string): readonly [string, string] {
  const end = text.indexOf("\n");
  return [text.slice(0, end), text.slice(end + 1)];
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
