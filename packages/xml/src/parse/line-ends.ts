import { Buffer } from "node:buffer";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/** Room for the next copy: asking for it anew costs as much as filling it. A larger one is not kept. */
let spare: Buffer | undefined;
const LARGEST_SPARE = 4 * 1024 * 1024;

/**
 * Gives a function bytes where CR LF and lone CR are LF, valid until it returns. For an encoding that extends ASCII:
 * done before decoding because it is several times faster than in a string.
 *
 * @remarks XML 1.0 §2.11.
 */
export function withLineFeeds<T>(bytes: Buffer, read: (normalized: Buffer) => T): T {
  const first = bytes.indexOf(CARRIAGE_RETURN);
  if (first === -1) return read(bytes);
  const room = spare !== undefined && spare.length >= bytes.length ? spare : Buffer.allocUnsafeSlow(bytes.length);
  spare = undefined;
  bytes.copy(room);
  const result = read(normalize(room.subarray(0, bytes.length), first));
  if (room.length <= LARGEST_SPARE) spare = room;
  return result;
}

/** Normalizes in place, from the first CR on. */
function normalize(bytes: Buffer, first: number): Buffer {
  let length = first;
  let index = first;
  while (index < bytes.length) {
    const next = bytes.indexOf(CARRIAGE_RETURN, index);
    const end = next === -1 ? bytes.length : next;
    if (end > index) bytes.copyWithin(length, index, end);
    length += end - index;
    index = end;
    while (bytes[index] === CARRIAGE_RETURN) {
      bytes[length++] = LINE_FEED;
      index += bytes[index + 1] === LINE_FEED ? 2 : 1;
    }
  }
  return bytes.subarray(0, length);
}
