import { XMLNS_NAMESPACE } from "../internal/namespace-names.ts";
import { declarationProblem, type NamespaceScope } from "../internal/namespace-scope.ts";
import type { XmlAttribute, XmlElement, XmlNode } from "../tree.ts";
import type { Cursor, QName } from "./cursor.ts";
import { readAttributeValue } from "./read-attribute-value.ts";

const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER_THAN = 0x3e;
/** From this count on, a set finds duplicates faster than comparing every pair. */
const MANY = 12;

/** An attribute while its tag is read: the namespace is known only once the whole tag is. */
interface AttributeNode extends XmlAttribute {
  namespace: string;
}

/** Steps over a start tag up to its `>` or `/>`, declares its namespaces in `scope`, and returns the element. */
export function readStartTag(
  cursor: Cursor,
  scope: NamespaceScope,
  parent: XmlElement | null,
  children: readonly XmlNode[],
): XmlElement {
  const { index: start, line } = cursor;
  const column = start - cursor.lineStart + 1;
  cursor.index++;
  const { name, prefix, localName } = cursor.qName("an element name");
  const names: QName[] = [];
  const attributes: AttributeNode[] = [];
  let prefixed = false;
  for (let next = nextAttribute(cursor); next !== null; next = nextAttribute(cursor)) {
    const value = readAttributeValue(cursor);
    const attribute = { name: next.name, localName: next.localName, namespace: "", value };
    names.push(next);
    if (attributes.push(attribute) > cursor.limits.maxAttributes) failOnCount(cursor, start);
    if (next.prefix === "xmlns" || next.name === "xmlns") {
      declare(cursor, scope, attribute, start);
    } else if (next.prefix !== "") {
      prefixed = true;
    }
  }
  if (names.length > 1 && hasDuplicate(names)) cursor.fail("MALFORMED", "an attribute appears twice in a tag", start);
  if (prefixed) resolveAttributes(cursor, scope, names, attributes, start);
  cursor.countNodes(1 + names.length);
  const namespace = prefix === "" ? scope.default : resolve(cursor, scope, prefix, start);
  return { kind: "element", name, localName, namespace, attributes, children, parent, line, column };
}

/** Steps over an attribute name and its `=`; null at the end of the tag. */
function nextAttribute(cursor: Cursor): QName | null {
  const spaced = cursor.skipSpace();
  const unit = cursor.unit();
  if (unit === GREATER_THAN) return null;
  if (unit === SLASH) {
    if (cursor.source.charCodeAt(cursor.index + 1) !== GREATER_THAN) cursor.fail("MALFORMED", "> expected after /");
    return null;
  }
  if (Number.isNaN(unit)) cursor.fail("MALFORMED", "unfinished start tag");
  if (!spaced) cursor.fail("MALFORMED", "white space expected before an attribute");
  const name = cursor.qName("an attribute name");
  cursor.skipSpace();
  if (cursor.unit() !== EQUALS) cursor.fail("MALFORMED", "= expected after an attribute name");
  cursor.index++;
  cursor.skipSpace();
  return name;
}

function declare(cursor: Cursor, scope: NamespaceScope, attribute: AttributeNode, at: number): void {
  attribute.namespace = XMLNS_NAMESPACE;
  const prefix = attribute.name === "xmlns" ? "" : attribute.localName;
  const problem = declarationProblem(prefix, attribute.value);
  if (problem !== null) cursor.fail("NAMESPACE", problem, at);
  scope.declare(prefix, attribute.value);
}

function resolve(cursor: Cursor, scope: NamespaceScope, prefix: string, at: number): string {
  const namespace = scope.resolve(prefix);
  if (namespace !== undefined) return namespace;
  return cursor.fail("NAMESPACE", "a prefix is not declared", at);
}

function resolveAttributes(
  cursor: Cursor,
  scope: NamespaceScope,
  names: readonly QName[],
  attributes: readonly AttributeNode[],
  at: number,
): void {
  const expanded = new Set<string>();
  for (const [position, attribute] of attributes.entries()) {
    const prefix = names[position]?.prefix ?? "";
    if (prefix === "" || prefix === "xmlns") continue;
    attribute.namespace = resolve(cursor, scope, prefix, at);
    const key = `${attribute.localName} ${attribute.namespace}`;
    if (expanded.has(key)) cursor.fail("MALFORMED", "an attribute appears twice in a tag under two prefixes", at);
    expanded.add(key);
  }
}

function failOnCount(cursor: Cursor, at: number): never {
  cursor.fail("LIMIT", `more than ${cursor.limits.maxAttributes} attributes (maxAttributes)`, at);
}

function hasDuplicate(names: readonly QName[]): boolean {
  if (names.length > MANY) return new Set(names).size < names.length;
  return names.some((name, index) => names.indexOf(name) < index);
}
