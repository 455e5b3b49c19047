import type { Buffer } from "node:buffer";
import { decodeName } from "./read-directory.ts";
import type { LocatedEntry, ZipEntry } from "./zip-entry.ts";
import { DESCRIPTOR_FLAG, ENCRYPTED_FLAGS, LOCAL_HEADER, MAX_32, UTF8_FLAG } from "./zip-format.ts";

/** Flags that both headers must have alike. */
const COMMON_FLAGS = ENCRYPTED_FLAGS | UTF8_FLAG;

/** Local values that may differ: zero when they come after the data, maximal when they are in a ZIP64 field. */
function agrees(local: number, central: number, flags: number): boolean {
  return local === central || local === MAX_32 || ((flags & DESCRIPTOR_FLAG) !== 0 && local === 0);
}

/**
 * Finds the data of a file by its local header, which must say what the central one says: two readers that believe
 * different headers would see different files.
 *
 * @returns The file with its place; `undefined` when the headers do not agree or lead outside.
 * @internal
 */
export function locateEntry(bytes: Buffer, entry: ZipEntry, directoryOffset: number): LocatedEntry | undefined {
  const at = entry.offset;
  if (at + LOCAL_HEADER.size > directoryOffset || bytes.readUInt32LE(at) !== LOCAL_HEADER.signature) return undefined;
  const nameLength = bytes.readUInt16LE(at + 26);
  const nameAt = at + LOCAL_HEADER.size;
  const dataOffset = nameAt + nameLength + bytes.readUInt16LE(at + 28);
  if (dataOffset + entry.compressedSize > directoryOffset) return undefined;
  const localFlags = bytes.readUInt16LE(at + 6);
  const flags = localFlags | entry.flags;
  const isSame =
    (localFlags & COMMON_FLAGS) === (entry.flags & COMMON_FLAGS) &&
    bytes.readUInt16LE(at + 8) === entry.method &&
    decodeName(bytes.subarray(nameAt, nameAt + nameLength), flags) === entry.path &&
    agrees(bytes.readUInt32LE(at + 14), entry.crc, flags) &&
    agrees(bytes.readUInt32LE(at + 18), entry.compressedSize, flags) &&
    agrees(bytes.readUInt32LE(at + 22), entry.size, flags);
  return isSame ? { ...entry, dataOffset } : undefined;
}
