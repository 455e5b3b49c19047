/** The five characters that structure a message (MSH-1 and MSH-2). */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

/** Formatting commands (`\.fi\`, `\.in+2\`…) that a plain text has no place for. */
const LAYOUT = /^\.(?:fi|nf|in[+-]?\d*|ti[+-]?\d*)$/;

/** Bytes as text: in the encoding of the message, else each byte as a character of Western Europe. */
function fromHex(digits: string, encoding: string): string {
  const bytes = Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

/** Blanks and lines that a formatting command leaves between two words. */
function spacing(body: string): string | undefined {
  const [, command, count] = /^\.(sp|sk)(\d{0,2})$/.exec(body) ?? [];
  if (command === undefined) return undefined;
  return (command === "sp" ? "\n" : " ").repeat(Math.min(Number(count || "1"), 20));
}

/** Text of one escape sequence, without its escape characters; `undefined` when it is unknown. */
function sequence(body: string, delimiters: Delimiters, encoding: string): string | undefined {
  switch (body) {
    case "F":
      return delimiters.field;
    case "S":
      return delimiters.component;
    case "T":
      return delimiters.subcomponent;
    case "R":
      return delimiters.repetition;
    case "E":
      return delimiters.escape;
    case "H":
    case "N":
      return "";
    case ".br":
    case ".ce":
      return "\n";
  }
  const hex = /^X((?:[0-9A-Fa-f]{2}){1,64})$/.exec(body);
  if (hex?.[1] !== undefined) return fromHex(hex[1], encoding);
  return LAYOUT.test(body) ? "" : spacing(body);
}

/** A text, and whether it held a sequence that nothing is known of. */
export interface Unescaped {
  readonly text: string;
  readonly hasUnknown: boolean;
}

/**
 * Gives the text of a value: `\F\`, `\S\`, `\T\`, `\R\`, `\E\`, `\Xhh\`, `\.br\`, `\.sp\`, `\.sk\`, highlighting and layout. A
 * sequence that is unknown (other character sets, `\Zxx\`) is left as it is.
 *
 * @param raw - Value as it stands in the message.
 * @param delimiters - Characters of the message.
 * @param encoding - Encoding of `\Xhh\`.
 * @returns The text.
 */
export function unescapeHl7(raw: string, delimiters: Delimiters, encoding: string): Unescaped {
  const { escape: mark } = delimiters;
  if (mark === "" || !raw.includes(mark)) return { text: raw, hasUnknown: false };
  let text = "";
  let hasUnknown = false;
  let from = 0;
  for (;;) {
    const start = raw.indexOf(mark, from);
    const end = start < 0 ? -1 : raw.indexOf(mark, start + 1);
    if (end < 0) {
      if (start >= 0) hasUnknown = true;
      return { text: text + raw.slice(from), hasUnknown };
    }
    const body = raw.slice(start + 1, end);
    const meaning = sequence(body, delimiters, encoding);
    if (meaning === undefined) hasUnknown = true;
    text += raw.slice(from, start) + (meaning ?? mark + body + mark);
    from = end + 1;
  }
}
