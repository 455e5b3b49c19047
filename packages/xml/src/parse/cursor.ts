import { endOfName, SPACE, UNIT_CLASS } from "../internal/characters.ts";
import { positionAt } from "../internal/positions.ts";
import type { XmlLimits } from "../limits.ts";
import { XmlError, type XmlErrorCode } from "../xml-error.ts";

/** A qualified name, cut once and shared by every occurrence in a document. */
export interface QName {
  readonly name: string;
  /** Part before the colon, `""` without colon. */
  readonly prefix: string;
  readonly localName: string;
}

const COLON = 0x3a;
const LINE_FEED = 0x0a;

/** Where reading stands in a source whose characters are decoded and whose line ends are normalized. */
export class Cursor {
  readonly source: string;
  readonly limits: XmlLimits;
  index = 0;
  /** Line of `index`. */
  line = 1;
  /** Index where that line starts. */
  lineStart = 0;
  private nodes = 0;
  private readonly names = new Map<string, QName>();

  constructor(source: string, limits: XmlLimits) {
    this.source = source;
    this.limits = limits;
  }

  /** Throws, with the position of `at`. */
  fail(code: XmlErrorCode, message: string, at = this.index): never {
    throw new XmlError(code, message, positionAt(this.source, at));
  }

  /** Counts nodes against `maxNodes`. */
  countNodes(added: number): void {
    this.nodes += added;
    if (this.nodes > this.limits.maxNodes) this.fail("LIMIT", `more than ${this.limits.maxNodes} nodes (maxNodes)`);
  }

  /** UTF-16 unit at the cursor, NaN at the end. */
  unit(): number {
    return this.source.charCodeAt(this.index);
  }

  startsWith(text: string): boolean {
    return this.source.startsWith(text, this.index);
  }

  /** Steps over white space and says whether there was any. */
  skipSpace(): boolean {
    const start = this.index;
    for (;;) {
      const unit = this.source.charCodeAt(this.index);
      if (((UNIT_CLASS[unit] ?? 0) & SPACE) === 0) return this.index > start;
      this.index++;
      if (unit === LINE_FEED) {
        this.line++;
        this.lineStart = this.index;
      }
    }
  }

  /** Steps over a name without colon and returns it. */
  ncName(what: string): string {
    const start = this.index;
    const end = endOfName(this.source, start);
    if (end === start) this.fail("MALFORMED", `${what} expected`);
    if (end - start > this.limits.maxNameLength) this.failOnLength();
    this.index = end;
    return this.source.slice(start, end);
  }

  /** Steps over a qualified name and returns it. */
  qName(what: string): QName {
    const start = this.index;
    let end = endOfName(this.source, start);
    if (end === start) this.fail("MALFORMED", `${what} expected`);
    let colon = -1;
    if (this.source.charCodeAt(end) === COLON) {
      colon = end;
      end = endOfName(this.source, colon + 1);
      if (end === colon + 1 || this.source.charCodeAt(end) === COLON) {
        this.fail("NAMESPACE", `${what} is not a qualified name`);
      }
    }
    if (end - start > this.limits.maxNameLength) this.failOnLength();
    this.index = end;
    const raw = this.source.slice(start, end);
    const known = this.names.get(raw);
    return known ?? this.remember(raw, colon === -1 ? -1 : colon - start);
  }

  private remember(name: string, colon: number): QName {
    const cut =
      colon === -1
        ? { name, prefix: "", localName: name }
        : { name, prefix: name.slice(0, colon), localName: name.slice(colon + 1) };
    this.names.set(name, cut);
    return cut;
  }

  private failOnLength(): never {
    this.fail("LIMIT", `a name is longer than ${this.limits.maxNameLength} characters (maxNameLength)`);
  }
}
