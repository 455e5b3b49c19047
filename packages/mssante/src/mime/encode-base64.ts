/** Characters of one line. */
const LINE = 76;

/** Writes bytes in base64, lines of 76 characters separated by CRLF (RFC 2045, section 6.8). */
export function encodeBase64(bytes: Uint8Array): Buffer {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const encoded = Buffer.from(source.toString("base64"), "latin1");
  const breaks = Math.max(0, Math.ceil(encoded.length / LINE) - 1);
  const target = Buffer.allocUnsafe(encoded.length + 2 * breaks);
  let offset = 0;
  for (let start = 0; start < encoded.length; start += LINE) {
    if (start > 0) offset += target.write("\r\n", offset, "latin1");
    offset += encoded.copy(target, offset, start, start + LINE);
  }
  return target;
}
