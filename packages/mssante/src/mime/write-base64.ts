/** Characters of one line. */
const LINE = 76;

/** Lines that are encoded at once: their text stays in the young generation, their bytes in the nearest cache. */
const SLAB_LINES = 256;

/** Bytes that one line stands for. */
const LINE_BYTES = (LINE / 4) * 3;

const [CR, LF] = [13, 10];

/** Length of what {@link writeBase64} writes. */
export function base64Length(bytes: Uint8Array): number {
  const characters = Math.ceil(bytes.length / 3) * 4;
  return characters + 2 * Math.max(0, Math.ceil(characters / LINE) - 1);
}

/** Moves lines that stand together to their places, with CRLF between them; their first place is before them. */
function spreadLines(target: Buffer, first: number, gap: number): void {
  let to = first;
  for (let from = first + gap; to < from; ) {
    target.copyWithin(to, from, from + LINE);
    from += LINE;
    to += LINE;
    target[to] = CR;
    target[to + 1] = LF;
    to += 2;
  }
}

/**
 * Writes bytes in base64, lines of 76 characters separated by CRLF (RFC 2045, section 6.8), without a break at the end.
 *
 * The text is encoded slab by slab at the end of its place, then its lines move: the message is written where it stays, and no
 * second large text or buffer is made on the way.
 *
 * @returns Where the next byte goes.
 */
export function writeBase64(bytes: Uint8Array, target: Buffer, start: number): number {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let to = start;
  for (let at = 0; at < source.length; at += SLAB_LINES * LINE_BYTES) {
    if (at > 0) {
      target[to] = CR;
      target[to + 1] = LF;
      to += 2;
    }
    const text = source.toString("base64", at, at + SLAB_LINES * LINE_BYTES);
    const gap = 2 * (Math.ceil(text.length / LINE) - 1);
    target.write(text, to + gap, "latin1");
    spreadLines(target, to, gap);
    to += gap + text.length;
  }
  return to;
}
