import { Buffer } from "node:buffer";

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;

/**
 * Turns CR LF and lone CR into LF, in bytes of an encoding that extends ASCII. Done before decoding because it is several
 * times faster than in a string.
 *
 * @remarks XML 1.0 §2.11.
 */
export function normalizeLineEnds(bytes: Buffer): Buffer {
  const first = bytes.indexOf(CARRIAGE_RETURN);
  if (first === -1) return bytes;
  const copy = Buffer.from(bytes);
  let length = first;
  let index = first;
  while (index < copy.length) {
    const next = copy.indexOf(CARRIAGE_RETURN, index);
    const end = next === -1 ? copy.length : next;
    if (end > index) copy.copyWithin(length, index, end);
    length += end - index;
    index = end;
    while (copy[index] === CARRIAGE_RETURN) {
      copy[length++] = LINE_FEED;
      index += copy[index + 1] === LINE_FEED ? 2 : 1;
    }
  }
  return copy.subarray(0, length);
}
