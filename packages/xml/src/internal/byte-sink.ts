import { Buffer } from "node:buffer";
import { XmlError } from "../xml-error.ts";
import { isBase64 } from "./is-base64.ts";

const FIRST_CAPACITY = 16 * 1024;
/** UTF-8 needs at most this many bytes for a UTF-16 unit. */
const MAX_BYTES_PER_UNIT = 3;
/** Longer strings are encoded by the platform, shorter ones here: a call costs as much as copying that many characters. */
const LONG = 16;
/** Beyond this length, counting the bytes needed costs less than reserving too many. */
const HUGE = 16 * 1024;

/** Where characters stand, which decides those to escape. */
interface Place {
  /** For each ASCII character, 1 when it is written as it is. */
  readonly plain: Uint8Array;
  /** Finds what may not be written as it is. */
  readonly special: RegExp;
  /** Turns a string that holds something special into what is written, or refuses it. */
  readonly convert: (text: string) => string;
}

const QUOTATION_MARK = 0x22;
/** What XML 1.0 forbids (production 2), surrogates apart. */
const NEVER = "\\0-\\x08\\x0b\\x0c\\x0e-\\x1f\\ufffe\\uffff";
const FORBIDDEN = new RegExp(`[${NEVER}]|\\p{Surrogate}`, "u");
const FORBIDDEN_IN_MARKUP = new RegExp(`[${NEVER}\\r]|\\p{Surrogate}`, "u");
const ESCAPES: Readonly<Record<string, string>> = {
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
  '"': "&quot;",
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
};

const MARKUP = /* @__PURE__ */ place("\r", checked);
const TEXT = /* @__PURE__ */ place("\r&<>", (text) => escaped(text, /[\r&<>]/g));
const ATTRIBUTE = /* @__PURE__ */ place('\t\n\r"&<', (text) => escaped(text, /[\t\n\r"&<]/g));

/** Buffer of the last sink that ended, for the next one: growing anew costs as much as writing a whole document. */
let spare: Buffer | undefined;
const LARGEST_SPARE = 1024 * 1024;
const NOTHING = Buffer.alloc(0);

/**
 * UTF-8 bytes that grow. Escaping is that of canonical XML, which is also right for any other XML: what is written here
 * reads back as the same characters.
 */
export class ByteSink {
  private bytes: Buffer;
  private length = 0;

  constructor() {
    this.bytes = spare ?? Buffer.allocUnsafeSlow(FIRST_CAPACITY);
    spare = undefined;
  }

  /** Adds bytes of markup. */
  markup(markup: Uint8Array): void {
    this.reserve(markup.length);
    const { bytes } = this;
    let { length } = this;
    for (let index = 0; index < markup.length; index++) bytes[length++] = markup[index] ?? 0;
    this.length = length;
  }

  /** Adds many bytes of markup. */
  copy(markup: Uint8Array): void {
    this.reserve(markup.length);
    this.bytes.set(markup, this.length);
    this.length += markup.length;
  }

  /** Adds text of a comment or instruction. Refuses the carriage return too, which would read back as a line feed. */
  raw(text: string): void {
    this.add(text, MARKUP);
  }

  /** Adds character data. */
  text(text: string): void {
    this.add(text, TEXT);
  }

  /** Adds an attribute value and the quotation mark that ends it. */
  attributeValue(value: string): void {
    this.add(value, ATTRIBUTE);
    this.reserve(1);
    this.bytes[this.length++] = QUOTATION_MARK;
  }

  /** Ends: the bytes, in an array of their own. */
  finish(): Uint8Array {
    const result = new Uint8Array(this.bytes.subarray(0, this.length));
    if (this.bytes.length <= LARGEST_SPARE) spare = this.bytes;
    this.bytes = NOTHING;
    return result;
  }

  private add(text: string, place: Place): void {
    const size = text.length;
    if (size > LONG) {
      if (size > HUGE && isBase64(text)) this.copyAscii(text);
      else this.encode(place.special.test(text) ? place.convert(text) : text);
      return;
    }
    this.reserve(size * MAX_BYTES_PER_UNIT);
    const { bytes } = this;
    const { plain } = place;
    let { length } = this;
    for (let index = 0; index < size; index++) {
      const unit = text.charCodeAt(index);
      if (unit < 0x80 && plain[unit] === 1) {
        bytes[length++] = unit;
      } else if (unit >= 0x80 && unit < 0x800) {
        bytes[length++] = 0xc0 | (unit >> 6);
        bytes[length++] = 0x80 | (unit & 0x3f);
      } else {
        this.length = length;
        this.encode(place.convert(text.slice(index)));
        return;
      }
    }
    this.length = length;
  }

  private copyAscii(text: string): void {
    this.reserve(text.length);
    this.length += this.bytes.write(text, this.length, "latin1");
  }

  private encode(text: string): void {
    this.reserve(text.length > HUGE ? Buffer.byteLength(text) : text.length * MAX_BYTES_PER_UNIT);
    this.length += this.bytes.write(text, this.length);
  }

  private reserve(more: number): void {
    const needed = this.length + more;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(needed, this.bytes.length * 2));
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }
}

function place(special: string, convert: (text: string) => string): Place {
  const plain = new Uint8Array(0x80).fill(1, 0x20);
  for (const character of "\t\n") plain[character.charCodeAt(0)] = 1;
  for (const character of special) plain[character.charCodeAt(0)] = 0;
  return { plain, special: new RegExp(`[${special}${NEVER}\\ud800-\\udfff]`), convert };
}

function escaped(text: string, special: RegExp): string {
  if (FORBIDDEN.test(text)) refuse();
  return text.replace(special, (character) => ESCAPES[character] ?? character);
}

function checked(text: string): string {
  if (FORBIDDEN_IN_MARKUP.test(text)) refuse();
  return text;
}

function refuse(): never {
  throw new XmlError("INVALID_CHARACTER", "a character that XML forbids");
}
