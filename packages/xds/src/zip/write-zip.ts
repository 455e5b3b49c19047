import { Buffer } from "node:buffer";
import { crc32, deflateRawSync } from "node:zlib";
import { CENTRAL_HEADER, DEFLATED, END_RECORD, LOCAL_HEADER, STORED } from "./zip-format.ts";

/** A file to put in an archive. */
export interface ZipFile {
  /** Path in the archive: ASCII, `/` between folders. */
  readonly path: string;
  readonly content: Uint8Array;
  /** Whether the content is compressed already: it is stored as it is. */
  readonly compressed: boolean;
}

/** Most documents deflate to less, in one piece that needs no joining. */
const DEFLATE_CHUNK = 65_536;

/** A file with what the two headers say of it. */
interface Member {
  readonly name: Buffer;
  readonly data: Uint8Array;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  readonly offset: number;
}

/** Date and time of the files, in the format of MS-DOS, to two seconds. */
function dosDateTime(date: Date): number {
  const year = Math.min(Math.max(date.getUTCFullYear() - 1980, 0), 127);
  const day = (year << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return day * 0x10000 + time;
}

function memberOf({ path, content, compressed }: ZipFile, offset: number): Member {
  const deflated = compressed ? content : deflateRawSync(content, { level: 6, chunkSize: DEFLATE_CHUNK });
  const isSmaller = deflated.length < content.length;
  return {
    name: Buffer.from(path, "ascii"),
    data: isSmaller ? deflated : content,
    method: isSmaller ? DEFLATED : STORED,
    crc: crc32(content),
    size: content.length,
    offset,
  };
}

/** Writes what the local and the central header have in common, from the version to the length of the extra field. */
function writeCommon(out: Buffer, at: number, { name, data, method, crc, size }: Member, modified: number): void {
  out.writeUInt16LE(method === DEFLATED ? 20 : 10, at);
  out.writeUInt16LE(0, at + 2);
  out.writeUInt16LE(method, at + 4);
  out.writeUInt32LE(modified, at + 6);
  out.writeUInt32LE(crc, at + 10);
  out.writeUInt32LE(data.length, at + 14);
  out.writeUInt32LE(size, at + 18);
  out.writeUInt16LE(name.length, at + 22);
  out.writeUInt16LE(0, at + 24);
}

function writeLocal(out: Buffer, member: Member, modified: number): void {
  out.writeUInt32LE(LOCAL_HEADER.signature, member.offset);
  writeCommon(out, member.offset + 4, member, modified);
  out.set(member.name, member.offset + LOCAL_HEADER.size);
  out.set(member.data, member.offset + LOCAL_HEADER.size + member.name.length);
}

function writeCentral(out: Buffer, at: number, member: Member, modified: number): number {
  out.fill(0, at, at + CENTRAL_HEADER.size);
  out.writeUInt32LE(CENTRAL_HEADER.signature, at);
  out.writeUInt16LE(20, at + 4);
  writeCommon(out, at + 6, member, modified);
  out.writeUInt32LE(member.offset, at + 42);
  out.set(member.name, at + CENTRAL_HEADER.size);
  return at + CENTRAL_HEADER.size + member.name.length;
}

/**
 * Writes an archive in one piece. The same files and date give the same bytes.
 *
 * @internal
 */
export function writeZip(files: readonly ZipFile[], modified: Date): Uint8Array {
  const members: Member[] = [];
  let offset = 0;
  let centralSize = 0;
  for (const file of files) {
    const member = memberOf(file, offset);
    members.push(member);
    offset += LOCAL_HEADER.size + member.name.length + member.data.length;
    centralSize += CENTRAL_HEADER.size + member.name.length;
  }
  const out = Buffer.allocUnsafe(offset + centralSize + END_RECORD.size);
  const time = dosDateTime(modified);
  for (const member of members) writeLocal(out, member, time);
  let at = offset;
  for (const member of members) at = writeCentral(out, at, member, time);
  out.fill(0, at);
  out.writeUInt32LE(END_RECORD.signature, at);
  out.writeUInt16LE(members.length, at + 8);
  out.writeUInt16LE(members.length, at + 10);
  out.writeUInt32LE(centralSize, at + 12);
  out.writeUInt32LE(offset, at + 16);
  return out;
}
