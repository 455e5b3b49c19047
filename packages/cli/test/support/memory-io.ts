import { readFile } from "node:fs/promises";
import path from "node:path";
import { type ExitCode, type Io, main } from "../../src/index.ts";

/** Folder of the samples that the documentation shows. */
const DATA = path.resolve(import.meta.dirname, "../../../../examples/data");

/** What a call left. */
export interface Call {
  readonly exitCode: ExitCode;
  readonly out: string;
  readonly err: string;
}

/** A disk in memory over the samples, kept from call to call. */
export interface Desk {
  readonly files: Map<string, Uint8Array>;
  /** Writes a file as a person would. */
  put(name: string, content: string | Uint8Array): void;
  /** Runs one call of the command line. */
  ldl(...args: readonly string[]): Promise<Call>;
}

/** Makes an empty desk; `data/x` reads `examples/data/x`. */
export function createDesk(now: () => Date = () => new Date("2024-02-20T09:15:00Z")): Desk {
  const files = new Map<string, Uint8Array>();
  const encode = (content: string | Uint8Array) =>
    Uint8Array.from(typeof content === "string" ? Buffer.from(content) : content);
  const read = async (file: string): Promise<Uint8Array> => {
    const known = files.get(path.normalize(file));
    if (known !== undefined) return known;
    const sample = file.startsWith("data/") ? path.join(DATA, file.slice(5)) : path.join(DATA, "nowhere", file);
    return readFile(sample);
  };
  return {
    files,
    put: (name, content) => void files.set(name, encode(content)),
    async ldl(...args) {
      let out = "";
      let err = "";
      const io: Io = {
        out: (text) => {
          out += text;
        },
        err: (text) => {
          err += text;
        },
        isTerminal: false,
        now,
        read,
        write: (file, bytes) => {
          files.set(path.normalize(file), encode(bytes));
          return Promise.resolve();
        },
        signal: new AbortController().signal,
      };
      return { exitCode: await main(args, io), out, err };
    },
  };
}
