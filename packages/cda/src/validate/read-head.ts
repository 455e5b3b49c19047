import { closeSync, openSync, readSync } from "node:fs";

/** The beginning of a file as text, for what stands in its first lines. */
export function readHead(file: string, length: number): string {
  const buffer = Buffer.alloc(length);
  const handle = openSync(file, "r");
  try {
    return buffer.toString("utf8", 0, readSync(handle, buffer, 0, length, 0));
  } finally {
    closeSync(handle);
  }
}
