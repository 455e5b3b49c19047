import { Buffer } from "node:buffer";
import type { FindingRuleId } from "../codes/finding-rules.ts";
import { ARCHIVE, type Report } from "../internal/findings.ts";
import type { ZipEntry } from "./zip-entry.ts";
import { CENTRAL_HEADER, END_RECORD, MAX_16, MAX_32, UTF8_FLAG, ZIP64_LOCATOR } from "./zip-format.ts";

/** Longest comment of an archive, hence the farthest its end record may be from the end. */
const MAX_COMMENT = MAX_16;

/** Where the central directory is. */
interface Directory {
  readonly offset: number;
  readonly end: number;
  readonly entries: number;
}

const END_SIGNATURE = Buffer.from("PK\x05\x06", "latin1");

/** The end record: one whose comment ends with the file if there is one, else the last that leads to a directory. */
function findEnd(bytes: Buffer, report: Report): number | undefined {
  const last = bytes.length - END_RECORD.size;
  const first = Math.max(0, last - MAX_COMMENT);
  let loose: number | undefined;
  for (let at = last; at >= first; at -= 1) {
    at = bytes.lastIndexOf(END_SIGNATURE, at);
    if (at < first) break;
    const end = at + END_RECORD.size + bytes.readUInt16LE(at + 20);
    if (end === bytes.length) return at;
    const leads = bytes.readUInt32LE(at + 12) + bytes.readUInt32LE(at + 16) === at;
    if (end < bytes.length && leads) loose ??= at;
  }
  if (loose !== undefined) report("LDL-XDM-ZIP-TRAILING", ARCHIVE);
  return loose;
}

/** Why an end record cannot be followed, if it cannot. */
function refusalOf(bytes: Buffer, end: number): FindingRuleId | undefined {
  const [disk, directoryDisk, here, total] = [4, 6, 8, 10].map((at) => bytes.readUInt16LE(end + at));
  const size = bytes.readUInt32LE(end + 12);
  const offset = bytes.readUInt32LE(end + 16);
  const locator = end - ZIP64_LOCATOR.size;
  if (locator >= 0 && bytes.readUInt32LE(locator) === ZIP64_LOCATOR.signature) return "LDL-XDM-ZIP64";
  if (total === MAX_16 || size === MAX_32 || offset === MAX_32) return "LDL-XDM-ZIP64";
  if (disk !== 0 || directoryDisk !== 0 || here !== total) return "LDL-XDM-ZIP-DISKS";
  return offset + size === end ? undefined : "LDL-XDM-ZIP";
}

function locateDirectory(bytes: Buffer, report: Report): Directory | undefined {
  const end = findEnd(bytes, report);
  const refusal = end === undefined ? "LDL-XDM-ZIP" : refusalOf(bytes, end);
  if (end === undefined || refusal !== undefined) {
    report(refusal ?? "LDL-XDM-ZIP", ARCHIVE);
    return undefined;
  }
  return { offset: bytes.readUInt32LE(end + 16), end, entries: bytes.readUInt16LE(end + 10) };
}

const utf8 = new TextDecoder("utf-8", { fatal: true });

/** A name as text; an undecodable one has a NUL, which no safe name has. */
export function decodeName(raw: Buffer, flags: number): string {
  if ((flags & UTF8_FLAG) === 0) return raw.toString("latin1");
  try {
    return utf8.decode(raw);
  } catch {
    return "\0";
  }
}

function readEntry(bytes: Buffer, at: number, nameLength: number): ZipEntry {
  const flags = bytes.readUInt16LE(at + 8);
  const nameAt = at + CENTRAL_HEADER.size;
  const path = decodeName(bytes.subarray(nameAt, nameAt + nameLength), flags);
  return {
    path,
    isFolder: path.endsWith("/"),
    flags,
    method: bytes.readUInt16LE(at + 10),
    crc: bytes.readUInt32LE(at + 16),
    compressedSize: bytes.readUInt32LE(at + 20),
    size: bytes.readUInt32LE(at + 24),
    fileType: bytes.readUInt16LE(at + 40) & 0xf000,
    offset: bytes.readUInt32LE(at + 42),
  };
}

/**
 * Reads the central directory of an archive: the one list of files that counts.
 *
 * @returns The entries and where the directory starts; `undefined` when there is no sound directory, with a finding.
 * @internal
 */
export function readDirectory(
  bytes: Buffer,
  maxEntries: number,
  report: Report,
): { readonly entries: readonly ZipEntry[]; readonly offset: number } | undefined {
  const directory = locateDirectory(bytes, report);
  if (directory === undefined) return undefined;
  if (directory.entries > maxEntries) {
    report("LDL-XDM-ZIP-ENTRIES", ARCHIVE);
    return undefined;
  }
  const entries: ZipEntry[] = [];
  let at = directory.offset;
  while (at + CENTRAL_HEADER.size <= directory.end && bytes.readUInt32LE(at) === CENTRAL_HEADER.signature) {
    const [nameLength = 0, extraLength = 0, commentLength = 0] = [28, 30, 32].map((shift) =>
      bytes.readUInt16LE(at + shift),
    );
    const next = at + CENTRAL_HEADER.size + nameLength + extraLength + commentLength;
    if (next > directory.end || entries.length === directory.entries) break;
    entries.push(readEntry(bytes, at, nameLength));
    at = next;
  }
  if (at !== directory.end || entries.length !== directory.entries) {
    report("LDL-XDM-ZIP", ARCHIVE);
    return undefined;
  }
  return { entries, offset: directory.offset };
}
