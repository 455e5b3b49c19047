/** A generator of numbers in [0, 1) that always gives the same ones for a seed. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x100000000;
  };
}

/** Pieces that tend to break, or to almost break, a document. */
const PIECES = [
  "<",
  ">",
  "/",
  "/>",
  "</",
  "&",
  ";",
  "'",
  '"',
  "=",
  " ",
  "\t",
  "\n",
  "\r",
  "\r\n",
  "!",
  "?",
  "--",
  "]]>",
  "[",
  "]",
  ":",
  "#",
  "&lt;",
  "&amp;",
  "&apos;",
  "&#65;",
  "&#x41;",
  "&#0;",
  "&#xD800;",
  "&#xFFFE;",
  "&#x1F600;",
  "&#xD;",
  "&#10;",
  "&#9;",
  "&nbsp;",
  "&#;",
  "&#x;",
  "&;",
  "<!--",
  "-->",
  "<![CDATA[",
  "<?",
  "?>",
  "<?x y?>",
  "<?xml?>",
  "<?XML x?>",
  "<!DOCTYPE a>",
  "<a>",
  "</a>",
  "<a/>",
  "<b:c/>",
  "xmlns",
  "xmlns=''",
  " xmlns='urn:n'",
  " xmlns:p='urn:p'",
  " xmlns:p=''",
  " xmlns:xml='urn:x'",
  " xmlns:xmlns='urn:x'",
  " xml:lang='fr'",
  " xmlns:q='http://www.w3.org/XML/1998/namespace'",
  " xmlns:q='http://www.w3.org/2000/xmlns/'",
  " p:x='1'",
  " q:x='2'",
  " x='1'",
  " x='2'",
  "a",
  "z",
  "1",
  "-",
  ".",
  "_",
  "é",
  "\u00d7",
  "\u0300",
  "\u2028",
  "\ufffe",
  "\uffff",
  "\u{1F600}",
  "\u{10FFFF}",
  "\u{EFFFF}",
  "\u{F0000}",
  "\0",
  "\u0001",
  "\u001f",
  "\u007f",
  "\u0085",
] as const;

/** A document changed in one to three places, mostly slightly. */
export function mutate(source: string, random: () => number): string {
  let text = source;
  const changes = random() < 0.7 ? 1 : 2 + Math.floor(random() * 2);
  for (let change = 0; change < changes; change++) text = mutateOnce(text, random);
  return text;
}

function mutateOnce(text: string, random: () => number): string {
  const pick = (limit: number): number => Math.floor(random() * limit);
  const at = pick(text.length + 1);
  const length = 1 + pick(random() < 0.8 ? 3 : 40);
  const piece = PIECES[pick(PIECES.length)] ?? "";
  switch (pick(7)) {
    case 0:
      return text.slice(0, at) + text.slice(at + length);
    case 1:
      return text.slice(0, at) + piece + text.slice(at);
    case 2:
      return text.slice(0, at) + piece + text.slice(at + length);
    case 3:
      return text.slice(0, at) + text.slice(at, at + length) + text.slice(at);
    case 4: {
      const from = pick(text.length + 1);
      return text.slice(0, at) + text.slice(from, from + length) + text.slice(at);
    }
    case 5:
      return random() < 0.3 ? text.slice(0, at) : text.slice(0, at) + piece + text.slice(at);
    default:
      return text.slice(0, at) + text.slice(at + 1, at + 2) + text.slice(at, at + 1) + text.slice(at + 2);
  }
}

/** Bytes of which one to three are changed, added or removed, most often into what is not UTF-8. */
export function mutateBytes(source: Uint8Array, random: () => number): Uint8Array {
  const bytes = [...source];
  const changes = 1 + Math.floor(random() * 3);
  for (let change = 0; change < changes; change++) {
    const at = Math.floor(random() * bytes.length);
    const byte = Math.floor(random() * 256);
    const operation = Math.floor(random() * 3);
    if (operation === 0) bytes[at] = byte;
    else if (operation === 1) bytes.splice(at, 1);
    else bytes.splice(at, 0, byte);
  }
  return Uint8Array.from(bytes);
}
