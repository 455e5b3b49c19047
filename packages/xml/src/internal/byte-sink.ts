import { XmlError } from "../xml-error.ts";

const FIRST_CAPACITY = 16 * 1024;
/** UTF-8 needs at most this many bytes for a UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;

/** Classes of the characters below U+0080; 0 for those written as they are. */
/** Escaped in text and in attributes. */
const IN_BOTH = 1;
/** Escaped in text only; also the mode of text. */
const IN_TEXT = 2;
/** Escaped in attributes only; also the mode of attributes. */
const IN_ATTRIBUTE = 3;
const FORBIDDEN = 4;

const ESCAPES: ReadonlyMap<number, string> = new Map([
  [0x09, "&#x9;"],
  [0x0a, "&#xA;"],
  [0x0d, "&#xD;"],
  [0x22, "&quot;"],
  [0x26, "&amp;"],
  [0x3c, "&lt;"],
  [0x3e, "&gt;"],
]);

function buildAsciiClasses(): Uint8Array {
  const classes = new Uint8Array(0x80).fill(FORBIDDEN, 0, 0x20);
  for (const unit of [0x0d, 0x26, 0x3c]) classes[unit] = IN_BOTH;
  classes[0x3e] = IN_TEXT;
  for (const unit of [0x09, 0x0a, 0x22]) classes[unit] = IN_ATTRIBUTE;
  return classes;
}

const ASCII_CLASS: Uint8Array = /* @__PURE__ */ buildAsciiClasses();

/**
 * UTF-8 bytes that grow. Escaping is that of canonical XML, which is also right for any other XML: what is written here
 * reads back as the same characters.
 */
export class ByteSink {
  private bytes = new Uint8Array(FIRST_CAPACITY);
  private length = 0;

  /** Adds markup. Refuses what XML forbids, and the carriage return, which would read back as a line feed. */
  raw(text: string): void {
    this.add(text, 0);
  }

  /** Adds character data. */
  text(text: string): void {
    this.add(text, IN_TEXT);
  }

  /** Adds an attribute value, without its quotation marks. */
  attribute(text: string): void {
    this.add(text, IN_ATTRIBUTE);
  }

  /** The bytes so far, in a buffer of their own. */
  toBytes(): Uint8Array {
    return this.bytes.slice(0, this.length);
  }

  private add(text: string, mode: number): void {
    this.reserve(text.length * MAX_BYTES_PER_UNIT);
    let { bytes, length } = this;
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      if (unit >= 0x80) {
        length = encodeUnit(bytes, length, text, index);
        if (unit >= 0xd800 && unit <= 0xdbff) index++;
        continue;
      }
      const kind = ASCII_CLASS[unit] ?? 0;
      if (kind === 0 || mode === 0 || (kind > IN_BOTH && kind !== mode)) {
        if (kind === FORBIDDEN || (mode === 0 && unit === 0x0d)) refuse();
        bytes[length++] = unit;
        continue;
      }
      const replacement = ESCAPES.get(unit) ?? "";
      this.length = length;
      this.reserve((text.length - index) * MAX_BYTES_PER_UNIT + replacement.length);
      ({ bytes } = this);
      for (let at = 0; at < replacement.length; at++) bytes[length++] = replacement.charCodeAt(at);
    }
    this.length = length;
  }

  private reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const larger = new Uint8Array(Math.max(needed, this.bytes.length * 2));
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }
}

/** Adds one character from U+0080 on and returns the new length. */
function encodeUnit(bytes: Uint8Array, length: number, text: string, index: number): number {
  const unit = text.charCodeAt(index);
  let at = length;
  if (unit < 0x800) {
    bytes[at++] = 0xc0 | (unit >> 6);
  } else if (unit >= 0xd800 && unit <= 0xdfff) {
    const low = text.charCodeAt(index + 1);
    if (unit > 0xdbff || !(low >= 0xdc00 && low <= 0xdfff)) refuse();
    const code = text.codePointAt(index) ?? 0;
    bytes[at++] = 0xf0 | (code >> 18);
    bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
    bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
    bytes[at++] = 0x80 | (code & 0x3f);
    return at;
  } else {
    if (unit >= 0xfffe) refuse();
    bytes[at++] = 0xe0 | (unit >> 12);
    bytes[at++] = 0x80 | ((unit >> 6) & 0x3f);
  }
  bytes[at++] = 0x80 | (unit & 0x3f);
  return at;
}

function refuse(): never {
  throw new XmlError("INVALID_CHARACTER", "a character that XML forbids");
}
