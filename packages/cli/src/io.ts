import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";

/** What a command uses of the world: injected, so that commands are tested without a process. @public */
export interface Io {
  /** Writes to standard output. */
  out(text: string): void;
  /** Writes to standard error. */
  err(text: string): void;
  /** Whether standard output is a terminal. */
  readonly isTerminal: boolean;
  /** Clock. */
  now(): Date;
  /** Reads a file. */
  read(file: string): Promise<Uint8Array>;
  /** Writes a file whole or not at all, making its folder. */
  write(file: string, bytes: Uint8Array | string): Promise<void>;
  /** Aborted when the person interrupts the program. */
  readonly signal: AbortSignal;
  /** Program of a thread that checks documents; without it one thread does all. */
  readonly workerFile?: URL;
}

async function writeWhole(file: string, bytes: Uint8Array | string): Promise<void> {
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  const partial = `${file}.${process.pid}.partial`;
  try {
    await writeFile(partial, bytes);
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/**
 * The world as a Node process sees it.
 *
 * @param options - `workerFile`, the program of a thread that checks documents; without it one thread does all.
 * @returns Files, standard streams and system clock.
 * @public
 */
export function nodeIo(options: Pick<Io, "workerFile"> = {}): Io {
  const interruption = new AbortController();
  for (const name of ["SIGINT", "SIGTERM"] as const) process.once(name, () => interruption.abort(new Error(name)));
  return {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
    isTerminal: process.stdout.isTTY === true,
    now: () => new Date(),
    read: (file) => readFile(file),
    write: writeWhole,
    signal: interruption.signal,
    ...options,
  };
}
