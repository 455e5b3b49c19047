import { NamespaceScope } from "../internal/namespace-scope.ts";
import type { XmlElement, XmlNode } from "../tree.ts";
import type { Cursor } from "./cursor.ts";
import { readCdata, readComment, readInstruction } from "./read-delimited.ts";
import { readStartTag } from "./read-start-tag.ts";
import { readText } from "./read-text.ts";

const EXCLAMATION_MARK = 0x21;
const SLASH = 0x2f;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const QUESTION_MARK = 0x3f;

/** An element whose end tag is not read yet. */
interface OpenElement {
  readonly element: XmlElement;
  readonly children: XmlNode[];
  /** Namespace declarations in force before its own. */
  readonly mark: number;
}

/** Reads the root element from its `<` to its end. Iterative, so that depth costs memory and never stack. */
export function readRoot(cursor: Cursor): XmlElement {
  const scope = new NamespaceScope();
  const open: OpenElement[] = [];
  let current = readElementStart(cursor, scope, null, open);
  const root = current.element;
  while (open.length > 0) {
    const byte = cursor.byte();
    if (byte !== LESS_THAN) {
      if (byte === -1) failOnEnd(cursor, current.element);
      cursor.countNodes(1);
      current.children.push(readText(cursor));
      continue;
    }
    const next = cursor.bytes[cursor.index + 1];
    if (next === SLASH) {
      readEndTag(cursor, current.element);
      scope.restore(current.mark);
      open.pop();
      current = open.at(-1) ?? current;
    } else if (next === EXCLAMATION_MARK || next === QUESTION_MARK) {
      cursor.countNodes(1);
      current.children.push(next === QUESTION_MARK ? readInstruction(cursor) : readDeclared(cursor));
    } else {
      current = readElementStart(cursor, scope, current, open);
    }
  }
  return root;
}

/** Steps over a start tag; returns the element now open, which is the one around when the tag closes itself. */
function readElementStart(
  cursor: Cursor,
  scope: NamespaceScope,
  around: OpenElement | null,
  open: OpenElement[],
): OpenElement {
  const { mark } = scope;
  const { index } = cursor;
  if (open.length === cursor.limits.maxDepth) {
    cursor.fail("LIMIT", `more than ${cursor.limits.maxDepth} nested elements (maxDepth)`, index);
  }
  const children: XmlNode[] = [];
  const element = readStartTag(cursor, scope, around?.element ?? null, children);
  around?.children.push(element);
  const entered = { element, children, mark };
  if (cursor.byte() === GREATER_THAN) {
    cursor.index++;
    open.push(entered);
    return entered;
  }
  cursor.index += "/>".length;
  scope.restore(mark);
  return around ?? entered;
}

function readEndTag(cursor: Cursor, element: XmlElement): void {
  const start = cursor.index;
  cursor.index += "</".length;
  const { name } = cursor.names.qName("an element name");
  if (name !== element.name) {
    cursor.fail("MALFORMED", `the end tag does not match the start tag of line ${element.line}`, start);
  }
  cursor.skipSpace();
  if (cursor.byte() !== GREATER_THAN) cursor.fail("MALFORMED", "> expected at the end of an end tag");
  cursor.index++;
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
