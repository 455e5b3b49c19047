import { internalized } from "./internalized.ts";
import { isNcName } from "./names.ts";

/** A qualified name, cut at its colon. */
export interface QName {
  readonly name: string;
  /** Part before the colon, `""` without colon. */
  readonly prefix: string;
  readonly localName: string;
}

/** Names kept at once; documents of a kind use the same few hundred. */
const KEPT = 4096;
const known = new Map<string, QName>();

/** Cuts a name; undefined when it is not a qualified name. The same name gives the same object. */
export function qualifiedName(name: string): QName | undefined {
  return known.get(name) ?? cut(name);
}

function cut(name: string): QName | undefined {
  const [first = "", second, ...others] = name.split(":").map(internalized);
  const valid = others.length === 0 && isNcName(first) && (second === undefined || isNcName(second));
  if (!valid) return undefined;
  const qName =
    second === undefined
      ? { name: first, prefix: "", localName: first }
      : { name: internalized(name), prefix: first, localName: second };
  if (known.size === KEPT) known.clear();
  known.set(name, qName);
  return qName;
}
