/** A media type and its parameters; names are in lower case. */
export interface MediaType {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
}

/** Longest value that is read. */
const MAX_LENGTH = 4096;

/** Where a quoted value ends: at the first quote that something other than text follows. Stacks nest quotes unescaped. */
function quotedValue(text: string, from: number): { readonly value: string; readonly next: number } {
  let value = "";
  let index = from;
  while (index < text.length) {
    const character = text.charAt(index);
    if (character === "\\" && index + 1 < text.length) {
      value += text.charAt(index + 1);
      index += 2;
    } else if (character === '"' && /^\s*(?:;|$)/.test(text.slice(index + 1))) {
      return { value, next: index + 1 };
    } else {
      value += character;
      index += 1;
    }
  }
  return { value, next: index };
}

/**
 * Reads a media type: quoted or bare parameters, escaped or nested quotes, any case, folded lines.
 *
 * @remarks RFC 2045 §5.1, and what SOAP stacks write beside it.
 */
export function parseMediaType(source: string): MediaType {
  const text = source.slice(0, MAX_LENGTH).replace(/\r?\n[ \t]+/g, " ");
  const end = text.indexOf(";");
  const type = (end < 0 ? text : text.slice(0, end)).trim().toLowerCase();
  const parameters = new Map<string, string>();
  let index = end < 0 ? text.length : end;
  while (index < text.length) {
    const name = /^[;\s]*([^=;\s]+)\s*=\s*/.exec(text.slice(index));
    if (name?.[1] === undefined) break;
    index += name[0].length;
    const quoted = text.charAt(index) === '"';
    const bare = /^[^;\s]*/.exec(text.slice(index))?.[0] ?? "";
    const read = quoted ? quotedValue(text, index + 1) : { value: bare, next: index + bare.length };
    if (!parameters.has(name[1].toLowerCase())) parameters.set(name[1].toLowerCase(), read.value);
    index = read.next;
  }
  return { type, parameters };
}
