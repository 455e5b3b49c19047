import { Buffer } from "node:buffer";
import { ARCHIVE, type Report } from "../internal/findings.ts";
import type { XdmLimits } from "../xdm/xdm-limits.ts";
import { refusalOfEntry } from "./check-entry.ts";
import { extractEntry } from "./extract-entry.ts";
import { locateEntry } from "./locate-entry.ts";
import { readDirectory } from "./read-directory.ts";
import type { LocatedEntry, ZipEntry } from "./zip-entry.ts";

/** An archive whose files can be taken one by one. */
export interface OpenZip {
  /** Paths of the files that passed every check, in the order of the directory. Folders are left out. */
  readonly paths: readonly string[];
  /** Size that a file announces, in bytes. */
  sizeOf(path: string): number;
  /** Content of a file; `undefined` with a finding when it is broken. */
  extract(path: string): Uint8Array | undefined;
}

const NOTHING: OpenZip = { paths: [], sizeOf: () => 0, extract: () => undefined };

/** Leaves out the second of two files that one file system could not tell apart. */
function withoutRepeats(entries: readonly ZipEntry[], report: Report): readonly ZipEntry[] {
  const seen = new Set<string>();
  return entries.filter(({ path }) => {
    const key = path.replace(/\/$/, "").normalize("NFC").toLowerCase();
    if (seen.has(key)) report("LDL-XDM-ZIP-REPEATED", path);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

function overlap(entries: readonly LocatedEntry[]): boolean {
  const sorted = [...entries].sort((one, other) => one.offset - other.offset);
  return sorted.some((entry, index) => {
    const before = sorted[index - 1];
    return before !== undefined && entry.offset < before.dataOffset + before.compressedSize;
  });
}

function soundEntries(bytes: Buffer, limits: XdmLimits, report: Report): readonly LocatedEntry[] {
  const directory = readDirectory(bytes, limits.maxEntries, report);
  if (directory === undefined) return [];
  const allowed = directory.entries.filter((entry) => {
    const refusal = refusalOfEntry(entry, limits);
    if (refusal !== undefined) report(refusal, entry.path);
    return refusal === undefined;
  });
  const located: LocatedEntry[] = [];
  for (const entry of withoutRepeats(allowed, report)) {
    const found = locateEntry(bytes, entry, directory.offset);
    if (found === undefined) report("LDL-XDM-ZIP-HEADER", entry.path);
    else located.push(found);
  }
  if (located.reduce((sum, { size }) => sum + size, 0) > limits.maxTotalBytes) {
    report("LDL-XDM-ZIP-TOTAL", ARCHIVE);
    return [];
  }
  if (overlap(located)) {
    report("LDL-XDM-ZIP-OVERLAP", ARCHIVE);
    return [];
  }
  return located;
}

/**
 * Opens an archive within limits. A file that breaks a rule is reported and cannot be extracted; an archive that breaks one
 * as a whole has no files. Nothing is inflated before it is asked for, and never beyond its announced size.
 *
 * @internal
 */
export function openZip(source: Uint8Array, limits: XdmLimits, report: Report): OpenZip {
  if (source.length > limits.maxArchiveBytes) {
    report("LDL-XDM-ZIP-BYTES", ARCHIVE);
    return NOTHING;
  }
  const bytes = Buffer.from(source.buffer, source.byteOffset, source.length);
  const files = soundEntries(bytes, limits, report).filter(({ isFolder }) => !isFolder);
  const byPath = new Map(files.map((entry) => [entry.path, entry]));
  return {
    paths: files.map(({ path }) => path),
    sizeOf: (path) => byPath.get(path)?.size ?? 0,
    extract(path) {
      const entry = byPath.get(path);
      return entry === undefined ? undefined : extractEntry(bytes, entry, report);
    },
  };
}
