import { BYTE_CLASS } from "./byte-class.ts";

/**
 * Index of the first byte of one of these classes, from an index on; the number of bytes when there is none. Bytes are looked at four
 * by four, which takes half the time: files in base64 are most of many documents.
 */
export function nextStop(bytes: Uint8Array, from: number, stops: number): number {
  const { length } = bytes;
  let index = from;
  for (; index + 3 < length; index += 4) {
    const classes =
      classOf(bytes, index) | classOf(bytes, index + 1) | classOf(bytes, index + 2) | classOf(bytes, index + 3);
    if ((classes & stops) !== 0) break;
  }
  while (index < length && (classOf(bytes, index) & stops) === 0) index++;
  return index;
}

function classOf(bytes: Uint8Array, index: number): number {
  return BYTE_CLASS[bytes[index] ?? 0] ?? 0;
}
