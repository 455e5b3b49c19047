/** Bytes of one base64 line of 76 characters. */
const BYTES_PER_LINE = 57;

/** Writes bytes in base64, lines of 76 characters separated by CRLF (RFC 2045, section 6.8). */
export function encodeBase64(bytes: Uint8Array): Buffer {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const breaks = Math.max(0, Math.ceil(source.length / BYTES_PER_LINE) - 1);
  const target = Buffer.allocUnsafe(Math.ceil(source.length / 3) * 4 + 2 * breaks);
  let offset = 0;
  for (let start = 0; start < source.length; start += BYTES_PER_LINE) {
    if (start > 0) offset += target.write("\r\n", offset, "latin1");
    offset += target.write(source.toString("base64", start, start + BYTES_PER_LINE), offset, "latin1");
  }
  return target;
}
