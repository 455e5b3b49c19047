/** An element of DER (X.690): its tag, and where it and its content are. */
export interface DerElement {
  readonly tag: number;
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

/** Tags that lists and certificates begin with. */
export const DER_TAGS = {
  integer: 0x02,
  bitString: 0x03,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  version: 0xa0,
} as const;

const LONG_FORM = 0x80;

/** Bytes that are not DER, or not what is expected there. */
export class DerError extends Error {
  override readonly name = "DerError";
}

/**
 * Reads the header of an element.
 *
 * @throws DerError when the element does not fit before `limit`, or its length is of the indefinite form.
 */
export function readElement(bytes: Uint8Array, start: number, limit: number): DerElement {
  const [tag, first] = [bytes[start], bytes[start + 1]];
  if (tag === undefined || first === undefined) throw new DerError("truncated");
  const count = first < LONG_FORM ? 0 : first - LONG_FORM;
  if (first === LONG_FORM || count > 4) throw new DerError("length");
  let length = count === 0 ? first : 0;
  for (const byte of bytes.subarray(start + 2, start + 2 + count)) length = length * 256 + byte;
  const content = start + 2 + count;
  if (content + length > limit) throw new DerError("truncated");
  return { tag, start, content, end: content + length };
}

/** Reads the elements in one, as they are asked for: those that are not are not looked at. */
export function* elementsIn(bytes: Uint8Array, parent: DerElement): Generator<DerElement, void, undefined> {
  for (let at = parent.content; at < parent.end; ) {
    const element = readElement(bytes, at, parent.end);
    yield element;
    at = element.end;
  }
}

/** Takes the next element, which must have one of these tags. */
export function take(elements: Iterator<DerElement, void>, ...tags: readonly number[]): DerElement {
  const { value } = elements.next();
  if (value === undefined || !tags.includes(value.tag)) throw new DerError("unexpected element");
  return value;
}

/** The bytes of an element, header included. */
export function bytesOfElement(bytes: Uint8Array, { start, end }: DerElement): Buffer {
  return Buffer.from(bytes.subarray(start, end));
}

const TIME = /^(\d{2}|\d{4})(\d{2})(\d{2})(\d{2})(\d{2})(\d{2})Z$/;

/** Reads UTCTime or GeneralizedTime in the forms of RFC 5280, section 4.1.2.5. */
export function timeOfElement(bytes: Uint8Array, { tag, content, end }: DerElement): Date {
  const text = Buffer.from(bytes.subarray(content, end)).toString("latin1");
  const [, year = "", ...rest] = TIME.exec(text) ?? [];
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = rest.map(Number);
  if (year.length !== (tag === DER_TAGS.utcTime ? 2 : 4)) throw new DerError("time");
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900);
  return new Date(Date.UTC(full, month - 1, day, hour, minute, second));
}
