import type { Transform } from "node:stream";

const LF = 0x0a;
const CR = 0x0d;
const DOT = 0x2e;

/** What ends a message that is ready for the wire. */
export const LINE_END_BYTES = 2;

/**
 * Whether a message can go on the wire as it is (RFC 5321, 2.3.8 and 4.5.2): each line ends with CRLF, the last one too, no CR
 * or LF stands alone, and no line begins with a dot. Most bytes of a letter are base64, above the dot: they cost one comparison.
 */
export function isWireReady(bytes: Uint8Array): boolean {
  const { length } = bytes;
  if (length < LINE_END_BYTES || bytes[0] === DOT) return false;
  if (bytes[length - 2] !== CR || bytes[length - 1] !== LF) return false;
  for (let index = 0; index < length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte > CR) continue;
    if (byte === LF) return false;
    if (byte !== CR) continue;
    if (bytes[index + 1] !== LF || bytes[index + 2] === DOT) return false;
    index += 1;
  }
  return true;
}

/**
 * Lets the first bytes of a message that is ready for the wire pass through the transform of nodemailer, which would look at each
 * of them again to the same end. The line end that follows goes through it as ever, so that it closes the message.
 */
export function passThrough(transform: Transform, bytes: number): void {
  const scan = transform._transform.bind(transform);
  let left = bytes;
  transform._transform = (chunk: Buffer, encoding, done) => {
    if (left <= 0) return scan(chunk, encoding, done);
    left -= chunk.length;
    done(null, chunk);
  };
}
