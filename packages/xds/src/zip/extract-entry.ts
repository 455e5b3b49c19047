import type { Buffer } from "node:buffer";
import { crc32, inflateRawSync } from "node:zlib";
import type { Report } from "../internal/findings.ts";
import type { LocatedEntry } from "./zip-entry.ts";
import { STORED } from "./zip-format.ts";

/**
 * Inflates at most the announced number of bytes. The one place where an error of zlib is taken: whatever it is, the data
 * is not what the headers announce.
 */
function inflate(raw: Buffer, size: number): Buffer | undefined {
  try {
    // One piece that holds all: pieces of the default size would be copied together. zlib wants 64 bytes at least.
    const content = inflateRawSync(raw, { maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, size + 1) });
    return content.length === size ? content : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Gives the content of a file, checked by its CRC. A stored file is a view on the archive.
 *
 * @internal
 */
export function extractEntry(bytes: Buffer, entry: LocatedEntry, report: Report): Uint8Array | undefined {
  const raw = bytes.subarray(entry.dataOffset, entry.dataOffset + entry.compressedSize);
  const content = entry.method === STORED ? raw : inflate(raw, entry.size);
  if (content === undefined) report("LDL-XDM-ZIP-DATA", entry.path);
  else if (crc32(content) === entry.crc) return content;
  else report("LDL-XDM-ZIP-CRC", entry.path);
  return undefined;
}
