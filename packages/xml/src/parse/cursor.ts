import { positionAfter } from "../internal/positions.ts";
import type { XmlLimits } from "../limits.ts";
import { XmlError, type XmlErrorCode } from "../xml-error.ts";
import { BYTE_CLASS, SPACE } from "./byte-class.ts";
import { NameTable } from "./name-table.ts";

const LINE_FEED = 0x0a;
/** First byte of characters of three bytes, and of four. */
const THREE_BYTES = 0xe0;

/**
 * Where reading stands in a source, which is valid UTF-8 with line feeds as only line ends.
 *
 * Bytes are looked at, never decoded characters: that is three times faster. What is ASCII, almost everything, is cut
 * out of `ascii`, one string for the whole source; the rest is decoded value by value.
 */
export class Cursor {
  readonly bytes: Buffer;
  readonly limits: XmlLimits;
  readonly names: NameTable;
  /** The bytes taken one by one as characters: right for ASCII only. */
  readonly ascii: string;
  index = 0;
  /** Line of `index`. */
  line = 1;
  /**
   * Index where that line starts, moved forward by what UTF-8 takes more than UTF-16 on the line so far: the difference
   * with `index` is a number of UTF-16 units.
   */
  lineStart = 0;
  private nodes = 0;

  constructor(bytes: Buffer, limits: XmlLimits) {
    this.bytes = bytes;
    this.limits = limits;
    this.ascii = bytes.toString("latin1");
    this.names = new NameTable(this);
  }

  /** Throws, with the position of `at`. */
  fail(code: XmlErrorCode, message: string, at = this.index): never {
    throw new XmlError(code, message, positionAfter(this.bytes.toString("utf8", 0, at)));
  }

  /** Counts nodes against `maxNodes`. */
  countNodes(added: number): void {
    this.nodes += added;
    if (this.nodes > this.limits.maxNodes) this.fail("LIMIT", `more than ${this.limits.maxNodes} nodes (maxNodes)`);
  }

  /** Byte at the cursor, -1 at the end. */
  byte(): number {
    return this.index < this.bytes.length ? (this.bytes[this.index] ?? -1) : -1;
  }

  startsWith(text: string): boolean {
    return this.ascii.startsWith(text, this.index);
  }

  /** The characters between two indexes; `plain` tells that they are all ASCII. */
  slice(start: number, end: number, plain: boolean): string {
    return plain ? this.ascii.slice(start, end) : this.bytes.toString("utf8", start, end);
  }

  /** Steps over white space and says whether there was any. */
  skipSpace(): boolean {
    const { bytes } = this;
    const start = this.index;
    let index = start;
    for (; index < bytes.length; index++) {
      const byte = bytes[index] ?? 0;
      if (((BYTE_CLASS[byte] ?? 0) & SPACE) === 0) break;
      if (byte === LINE_FEED) this.startLine(index + 1);
    }
    this.index = index;
    return index > start;
  }

  startLine(index: number): void {
    this.line++;
    this.lineStart = index;
  }

  /** Takes note of the first byte of a character of several bytes; refuses those that XML forbids, U+FFFE and U+FFFF. */
  wide(byte: number, index: number): void {
    this.lineStart += byte < THREE_BYTES ? 1 : 2;
    const { bytes } = this;
    if (byte === 0xef && bytes[index + 1] === 0xbf && (bytes[index + 2] ?? 0) >= 0xbe) this.forbidden(index);
  }

  forbidden(index: number): never {
    this.fail("INVALID_CHARACTER", "a character that XML forbids", index);
  }
}
