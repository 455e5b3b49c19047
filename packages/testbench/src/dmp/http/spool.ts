import { createHash, type Hash, randomUUID } from "node:crypto";
import { type FileHandle, open, readFile, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { HttpRefusal } from "./http-refusal.ts";

/** Bytes that were received: in memory when they are few, in a file otherwise. */
export interface Spooled {
  readonly size: number;
  /** SHA-1, hexadecimal. */
  readonly sha1: string;
  /** All the bytes; for what is known to be small. */
  bytes(): Promise<Uint8Array>;
  /** Puts the bytes in a file for good. */
  keep(file: string): Promise<void>;
  /** Deletes what {@link Spooled.keep} did not keep. */
  discard(): Promise<void>;
}

/** Where bytes are received, and how many. */
export interface SpoolOptions {
  /** Folder of the temporary files. */
  readonly dir: string;
  /** Bytes kept in memory before a file is used. */
  readonly memoryBytes: number;
  /** Bytes accepted. */
  readonly maxBytes: number;
}

/** Receives bytes, hashing them on the way. */
export class Spool {
  private readonly options: SpoolOptions;
  private readonly hash: Hash = createHash("sha1");
  private chunks: Uint8Array[] = [];
  private size = 0;
  private file: { readonly name: string; readonly handle: FileHandle } | undefined;

  constructor(options: SpoolOptions) {
    this.options = options;
  }

  async write(chunk: Uint8Array): Promise<void> {
    this.size += chunk.length;
    if (this.size > this.options.maxBytes) throw new HttpRefusal(413, "LDL-DMP-SIZE", "message over the size limit");
    this.hash.update(chunk);
    if (this.file !== undefined) {
      await this.file.handle.appendFile(chunk);
      return;
    }
    this.chunks.push(Uint8Array.from(chunk));
    if (this.size > this.options.memoryBytes) await this.moveToFile();
  }

  private async moveToFile(): Promise<void> {
    const name = path.join(this.options.dir, `${randomUUID()}.part`);
    this.file = { name, handle: await open(name, "wx", 0o600) };
    await this.file.handle.appendFile(Buffer.concat(this.chunks));
    this.chunks = [];
  }

  /** Ends the reception. */
  async finish(): Promise<Spooled> {
    await this.file?.handle.close();
    const file = this.file?.name;
    const memory = file === undefined ? Buffer.concat(this.chunks) : new Uint8Array();
    return {
      size: this.size,
      sha1: this.hash.digest("hex"),
      bytes: async () => (file === undefined ? memory : readFile(file)),
      keep: async (target) => (file === undefined ? writeFile(target, memory, { mode: 0o600 }) : rename(file, target)),
      discard: async () => (file === undefined ? undefined : rm(file, { force: true })),
    };
  }

  /** Gives the reception up. */
  async abandon(): Promise<void> {
    if (this.file === undefined) return;
    await this.file.handle.close().catch(() => undefined);
    await rm(this.file.name, { force: true });
  }
}
