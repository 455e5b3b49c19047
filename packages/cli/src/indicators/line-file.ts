import { type FileHandle, open, rename, rm } from "node:fs/promises";
import process from "node:process";

/** Text kept before it is written, so that a long list costs few writes and little memory. */
const BUFFERED = 262_144;

/** A text file written line by line; it has its name only once it is whole. */
export interface LineFile {
  /** Adds a line. */
  write(line: string): Promise<void>;
  /** Writes the rest and gives the file its name. */
  finish(): Promise<void>;
  /** Leaves nothing behind. */
  abandon(): Promise<void>;
}

/**
 * Opens a file to be written line by line, in a folder that exists.
 *
 * @param file - Its path.
 * @returns The file.
 */
export async function openLineFile(file: string): Promise<LineFile> {
  const partial = `${file}.${process.pid}.partial`;
  const handle: FileHandle = await open(partial, "w");
  let pending: string[] = [];
  let length = 0;
  const flush = async (): Promise<void> => {
    if (pending.length > 0) await handle.write(pending.join(""));
    pending = [];
    length = 0;
  };
  return {
    async write(line) {
      pending.push(`${line}\n`);
      length += line.length;
      if (length >= BUFFERED) await flush();
    },
    async finish() {
      await flush();
      await handle.close();
      await rename(partial, file);
    },
    async abandon() {
      await handle.close();
      await rm(partial, { force: true });
    },
  };
}
