import { isName } from "../internal/names.ts";
import { type QName, qualifiedName } from "../internal/qualified-names.ts";
import { BYTE_CLASS, NAME_PART } from "./byte-class.ts";
import type { Cursor } from "./cursor.ts";

interface Entry {
  readonly hash: number;
  /** Where its first occurrence starts and ends. */
  readonly start: number;
  readonly end: number;
  readonly name: QName;
  /** What UTF-8 takes more than UTF-16 for it. */
  readonly excess: number;
}

const COLON = 0x3a;
const FIRST_WIDE = 0x80;
/** A power of two. */
const SLOTS = 1024;
/** Slots looked at before a name is looked for among all: bounds what crafted collisions cost. */
const PROBES = 4;

/** Reads names. Those seen before are recognized by their bytes, without making a string. */
export class NameTable {
  private readonly cursor: Cursor;
  private readonly slots: (Entry | undefined)[] = new Array<Entry | undefined>(SLOTS).fill(undefined);
  private readonly all = new Map<string, QName>();

  constructor(cursor: Cursor) {
    this.cursor = cursor;
  }

  /** Steps over a name without colon and returns it. */
  ncName(what: string): string {
    const { name, prefix } = this.qName(what);
    if (prefix !== "") this.cursor.fail("NAMESPACE", `${what} may not hold a colon`);
    return name;
  }

  /** Steps over a qualified name and returns it. */
  qName(what: string): QName {
    const { cursor } = this;
    const { bytes, index: start } = cursor;
    let hash = 0;
    let index = start;
    for (; index < bytes.length; index++) {
      const byte = bytes[index] ?? 0;
      if (((BYTE_CLASS[byte] ?? 0) & NAME_PART) === 0 && byte !== COLON && byte < FIRST_WIDE) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    cursor.index = index;
    for (let probe = 0; probe < PROBES; probe++) {
      const entry = this.slots[(hash + probe) & (SLOTS - 1)];
      if (entry === undefined) break;
      if (entry.hash !== hash || !this.isSame(entry, start, index)) continue;
      cursor.lineStart += entry.excess;
      return entry.name;
    }
    return this.add(what, hash, start, index);
  }

  private isSame(entry: Entry, start: number, end: number): boolean {
    if (entry.end - entry.start !== end - start) return false;
    const { bytes } = this.cursor;
    for (let here = start, there = entry.start; here < end; here++, there++) {
      if (bytes[here] !== bytes[there]) return false;
    }
    return true;
  }

  private add(what: string, hash: number, start: number, end: number): QName {
    const { cursor } = this;
    if (end - start > cursor.limits.maxNameLength) {
      cursor.fail("LIMIT", `a name is longer than ${cursor.limits.maxNameLength} bytes (maxNameLength)`, start);
    }
    const name = cursor.slice(start, end, false);
    const known = this.all.get(name) ?? qualifiedName(name);
    if (known === undefined) return cursor.fail(isName(name) ? "NAMESPACE" : "MALFORMED", `${what} is expected`, start);
    this.all.set(name, known);
    const excess = end - start - name.length;
    cursor.lineStart += excess;
    for (let probe = 0; probe < PROBES; probe++) {
      const slot = (hash + probe) & (SLOTS - 1);
      if (this.slots[slot] !== undefined) continue;
      this.slots[slot] = { hash, start, end, name: known, excess };
      break;
    }
    return known;
  }
}
