/** Spellings of an attribute type that stand for the same one. */
const SAME_TYPE: Readonly<Record<string, string>> = {
  S: "ST",
  G: "GN",
  GIVENNAME: "GN",
  SURNAME: "SN",
  "2.5.4.3": "CN",
  "2.5.4.4": "SN",
  "2.5.4.6": "C",
  "2.5.4.8": "ST",
  "2.5.4.10": "O",
  "2.5.4.11": "OU",
  "2.5.4.42": "GN",
};

/** Cuts at a separator that is neither escaped nor quoted. */
function cut(text: string, separators: string): readonly string[] {
  const parts: string[] = [""];
  for (let index = 0, quoted = false; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (character === '"') quoted = !quoted;
    else if (character === "\\") {
      parts[parts.length - 1] += character + (text[index + 1] ?? "");
      index += 1;
    } else if (separators.includes(character) && !quoted) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** A value given as `#` and the hexadecimal DER of a string of less than 128 bytes (RFC 2253 §2.4). */
function fromHexadecimal(value: string): string {
  const bytes = Buffer.from(value.slice(1), "hex");
  // 0x14 is TeletexString, which Java reads as Latin-1; the others that occur are UTF-8 or ASCII.
  return bytes.subarray(2).toString(bytes[0] === 0x14 ? "latin1" : "utf8");
}

function unescapeValue(value: string): string {
  const bytes = value.replaceAll(/(?:\\[0-9A-Fa-f]{2})+/g, (run) =>
    Buffer.from(run.replaceAll("\\", ""), "hex").toString("utf8"),
  );
  return bytes.replaceAll(/\\(.)/g, "$1");
}

function readAttribute(text: string): string {
  const equals = text.indexOf("=");
  const type = text
    .slice(0, equals)
    .trim()
    .toUpperCase()
    .replace(/^OID\./, "");
  const raw = text.slice(equals + 1).trim();
  const value = /^#(?:[0-9A-Fa-f]{2}){2,}$/.test(raw) ? fromHexadecimal(raw) : unescapeValue(raw);
  return `${SAME_TYPE[type] ?? type}=${value}`;
}

/** The attributes of a name written as RFC 2253 or as Node does (`\n`, `+`), in a form that can be compared. */
function readName(text: string): readonly string[] {
  return cut(text, ",+\n").map(readAttribute);
}

/** Whether two distinguished names hold the same attributes, in the same order or in the reverse one. */
export function sameName(one: string, other: string): boolean {
  const [first, second] = [readName(one), readName(other)];
  const key = (name: readonly string[]): string => name.join("\n");
  return key(first) === key(second) || key(first.toReversed()) === key(second);
}
