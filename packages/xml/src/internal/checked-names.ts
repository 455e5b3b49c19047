import { Buffer } from "node:buffer";
import { XmlError } from "../xml-error.ts";
import { type QName, qualifiedName } from "./qualified-names.ts";

/** A qualified name whose form has been checked, with the markup it stands in. */
export interface CheckedName extends QName {
  /** `<name` */
  readonly startTag: Uint8Array;
  /** `</name>` */
  readonly endTag: Uint8Array;
  /** ` name="` */
  readonly attribute: Uint8Array;
}

/** Names kept at once; programs use few. */
const KEPT = 4096;
const known = new Map<string, CheckedName>();

/**
 * Checks a name once and keeps what is written for it.
 *
 * @throws XmlError `MALFORMED` for what is not a qualified name.
 */
export function checkedName(name: string): CheckedName {
  return known.get(name) ?? add(name);
}

function add(name: string): CheckedName {
  const qName = qualifiedName(name);
  if (qName === undefined) throw new XmlError("MALFORMED", "an element or attribute name is not a qualified name");
  const checked = {
    ...qName,
    startTag: Buffer.from(`<${name}`),
    endTag: Buffer.from(`</${name}>`),
    attribute: Buffer.from(` ${name}="`),
  };
  if (known.size === KEPT) known.clear();
  known.set(name, checked);
  return checked;
}
