import { hasDuplicate } from "../internal/has-duplicate.ts";
import { internalized } from "../internal/internalized.ts";
import { XMLNS_NAMESPACE } from "../internal/namespace-names.ts";
import { declarationProblem, type NamespaceScope } from "../internal/namespace-scope.ts";
import type { QName } from "../internal/qualified-names.ts";
import { Stack } from "../internal/stack.ts";
import type { XmlElement } from "../tree.ts";
import type { Cursor } from "./cursor.ts";
import { ParsedAttribute, ParsedElement } from "./nodes.ts";
import { readAttributeValue } from "./read-attribute-value.ts";

const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER_THAN = 0x3e;

/** Reads the start tags of a document. */
export class TagReader {
  private readonly cursor: Cursor;
  private readonly scope: NamespaceScope;
  private readonly names = new Stack<QName>();
  private readonly attributes = new Stack<ParsedAttribute>();

  constructor(cursor: Cursor, scope: NamespaceScope) {
    this.cursor = cursor;
    this.scope = scope;
  }

  /** Steps over a start tag up to its `>` or `/>`, declares its namespaces in the scope, and returns the element. */
  read(parent: XmlElement | null): ParsedElement {
    const { cursor, attributes } = this;
    const { index: start, line } = cursor;
    const column = start - cursor.lineStart + 1;
    cursor.index++;
    const name = cursor.names.qName("an element name");
    const element = new ParsedElement(name, parent, line, column);
    for (let next = nextAttribute(cursor); next !== null; next = nextAttribute(cursor)) this.readAttribute(next, start);
    cursor.countNodes(1 + attributes.size);
    if (attributes.size > 0) {
      this.resolveAttributes(start);
      element.attributes = attributes.take(0);
    }
    element.namespace = this.resolve(name.prefix, start);
    return element;
  }

  private readAttribute(name: QName, tag: number): void {
    const { cursor, attributes } = this;
    const attribute = new ParsedAttribute(name, readAttributeValue(cursor));
    this.names.push(name);
    attributes.push(attribute);
    if (attributes.size > cursor.limits.maxAttributes) failOnCount(cursor, tag);
    if (name.prefix === "xmlns" || name.name === "xmlns") this.declare(attribute, tag);
  }

  private declare(attribute: ParsedAttribute, tag: number): void {
    attribute.namespace = XMLNS_NAMESPACE;
    const prefix = attribute.name === "xmlns" ? "" : attribute.localName;
    const problem = declarationProblem(prefix, attribute.value);
    if (problem !== null) this.cursor.fail("NAMESPACE", problem, tag);
    this.scope.declare(prefix, internalized(attribute.value));
  }

  private resolve(prefix: string, tag: number): string {
    const namespace = this.scope.resolve(prefix);
    if (namespace !== undefined) return namespace;
    return this.cursor.fail("NAMESPACE", "a prefix is not declared", tag);
  }

  private resolveAttributes(tag: number): void {
    const names = this.names.take(0);
    if (hasDuplicate(names, (prefix) => this.resolve(prefix, tag))) {
      this.cursor.fail("MALFORMED", "an attribute appears twice in a tag", tag);
    }
    for (let index = 0; index < names.length; index++) {
      const attribute = this.attributes.at(index);
      const prefix = names[index]?.prefix ?? "";
      if (attribute === undefined || prefix === "" || prefix === "xmlns") continue;
      attribute.namespace = this.resolve(prefix, tag);
    }
  }
}

/** Steps over an attribute name and its `=`; null at the end of the tag. */
function nextAttribute(cursor: Cursor): QName | null {
  const spaced = cursor.skipSpace();
  const byte = cursor.byte();
  if (byte === GREATER_THAN) return null;
  if (byte === SLASH) {
    if (!cursor.startsWith("/>")) cursor.fail("MALFORMED", "> expected after /");
    return null;
  }
  if (byte === -1) cursor.fail("MALFORMED", "a start tag does not end");
  if (!spaced) cursor.fail("MALFORMED", "white space expected before an attribute");
  const name = cursor.names.qName("an attribute name");
  cursor.skipSpace();
  if (cursor.byte() !== EQUALS) cursor.fail("MALFORMED", "= expected after an attribute name");
  cursor.index++;
  cursor.skipSpace();
  return name;
}

function failOnCount(cursor: Cursor, at: number): never {
  cursor.fail("LIMIT", `more than ${cursor.limits.maxAttributes} attributes (maxAttributes)`, at);
}
