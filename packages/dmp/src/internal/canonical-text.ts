/** Characters that XML 1.0 does not allow, unpaired surrogates included. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

const TEXT_ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#xD;" };
const ATTRIBUTE_ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  '"': "&quot;",
  "\t": "&#x9;",
  "\n": "&#xA;",
  "\r": "&#xD;",
};

/** What most values are: printable ASCII, nothing to escape, nothing forbidden. */
const PLAIN = /^[ !#-%'-;=?-~]*$/;

function checked(value: string): string {
  if (FORBIDDEN.test(value)) throw new RangeError("a value holds a character that XML does not allow");
  return value;
}

/** A text node in canonical form (Canonical XML 1.0 §2.3). */
export function canonicalText(value: string): string {
  if (PLAIN.test(value)) return value;
  return /[&<>\r]/.test(checked(value)) ? value.replace(/[&<>\r]/g, (one) => TEXT_ESCAPES[one] ?? one) : value;
}

/** An attribute in canonical form, with the space before it; nothing when there is no value. */
export function canonicalAttribute(name: string, value: string | undefined): string {
  if (value === undefined) return "";
  if (PLAIN.test(value)) return ` ${name}="${value}"`;
  const escaped = /[&<"\t\n\r]/.test(checked(value))
    ? value.replace(/[&<"\t\n\r]/g, (one) => ATTRIBUTE_ESCAPES[one] ?? one)
    : value;
  return ` ${name}="${escaped}"`;
}
