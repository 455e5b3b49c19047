import { NamespaceScope } from "../internal/namespace-scope.ts";
import { Stack } from "../internal/stack.ts";
import type { XmlElement, XmlNode } from "../tree.ts";
import type { Cursor } from "./cursor.ts";
import type { ParsedElement } from "./nodes.ts";
import { readCdata, readComment, readInstruction } from "./read-delimited.ts";
import { TagReader } from "./read-start-tag.ts";
import { readText } from "./read-text.ts";

const EXCLAMATION_MARK = 0x21;
const SLASH = 0x2f;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const QUESTION_MARK = 0x3f;
const FIRST_WIDE = 0x80;

/** An element whose end tag is not read yet. */
class OpenElement {
  declare readonly element: ParsedElement;
  /** Namespace declarations in force before its own. */
  declare readonly mark: number;
  /** Where its children start among those that wait. */
  declare readonly firstChild: number;

  constructor(element: ParsedElement, mark: number, firstChild: number) {
    this.element = element;
    this.mark = mark;
    this.firstChild = firstChild;
  }
}

/** Reads the root element from its `<` to its end. Iterative, so that depth costs memory and never stack. */
export function readRoot(cursor: Cursor): XmlElement {
  return new RootReader(cursor).read();
}

class RootReader {
  private readonly cursor: Cursor;
  private readonly scope = new NamespaceScope();
  private readonly tags: TagReader;
  private readonly open: OpenElement[] = [];
  /** Children of the elements that are open. */
  private readonly nodes = new Stack<XmlNode>();

  constructor(cursor: Cursor) {
    this.cursor = cursor;
    this.tags = new TagReader(cursor, this.scope);
  }

  read(): XmlElement {
    const { cursor, open } = this;
    const root = this.readElementStart(null);
    for (let current = open.at(-1); current !== undefined; current = open.at(-1)) this.readNext(cursor, current);
    return root;
  }

  /** Reads what comes next inside an element. */
  private readNext(cursor: Cursor, current: OpenElement): void {
    const byte = cursor.byte();
    if (byte === LESS_THAN) {
      const next = cursor.bytes[cursor.index + 1];
      if (next === SLASH) this.close(current);
      else if (next === EXCLAMATION_MARK) this.keep(readDeclared(cursor));
      else if (next === QUESTION_MARK) this.keep(readInstruction(cursor));
      else this.readElementStart(current.element);
    } else if (byte === -1) {
      failOnEnd(cursor, current.element);
    } else {
      this.keep(readText(cursor));
    }
  }

  private keep(node: XmlNode): void {
    this.cursor.countNodes(1);
    this.nodes.push(node);
  }

  private close({ element, mark, firstChild }: OpenElement): void {
    readEndTag(this.cursor, element);
    this.scope.restore(mark);
    this.open.pop();
    if (this.nodes.size > firstChild) element.children = this.nodes.take(firstChild);
  }

  /** Steps over a start tag, and opens its element unless the tag closes itself. */
  private readElementStart(parent: XmlElement | null): XmlElement {
    const { cursor, scope, open, nodes } = this;
    const { mark } = scope;
    if (open.length === cursor.limits.maxDepth) {
      cursor.fail("LIMIT", `more than ${cursor.limits.maxDepth} nested elements (maxDepth)`);
    }
    const element = this.tags.read(parent);
    if (parent !== null) nodes.push(element);
    if (cursor.byte() === GREATER_THAN) {
      cursor.index++;
      open.push(new OpenElement(element, mark, nodes.size));
    } else {
      cursor.index += "/>".length;
      scope.restore(mark);
    }
    return element;
  }
}

function readEndTag(cursor: Cursor, element: XmlElement): void {
  const start = cursor.index;
  cursor.index += "</".length;
  if (!takeName(cursor, element.name)) {
    const { name } = cursor.names.qName("an element name");
    if (name !== element.name) {
      cursor.fail("MALFORMED", `the end tag does not match the start tag of line ${element.line}`, start);
    }
  }
  cursor.skipSpace();
  if (cursor.byte() !== GREATER_THAN) cursor.fail("MALFORMED", "> expected at the end of an end tag");
  cursor.index++;
}

/** Steps over a name that is ASCII and followed by `>`, as in almost every end tag; says whether it is there. */
function takeName(cursor: Cursor, name: string): boolean {
  const { bytes, index } = cursor;
  const end = index + name.length;
  if (bytes[end] !== GREATER_THAN) return false;
  for (let offset = 0; offset < name.length; offset++) {
    const unit = name.charCodeAt(offset);
    if (unit >= FIRST_WIDE || bytes[index + offset] !== unit) return false;
  }
  cursor.index = end;
  return true;
}

/** Steps over what starts with `<!` inside an element. */
function readDeclared(cursor: Cursor): XmlNode {
  if (cursor.startsWith("<!--")) return readComment(cursor);
  if (cursor.startsWith("<![CDATA[")) return readCdata(cursor);
  return cursor.fail("MALFORMED", "neither a comment nor a CDATA section");
}

function failOnEnd(cursor: Cursor, element: XmlElement): never {
  cursor.fail("MALFORMED", `the document ends before the end tag of the element of line ${element.line}`);
}
