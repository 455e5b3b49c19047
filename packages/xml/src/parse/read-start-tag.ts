import { hasDuplicate } from "../internal/has-duplicate.ts";
import { XMLNS_NAMESPACE } from "../internal/namespace-names.ts";
import { declarationProblem, type NamespaceScope } from "../internal/namespace-scope.ts";
import type { QName } from "../internal/qualified-names.ts";
import type { XmlAttribute, XmlElement, XmlNode } from "../tree.ts";
import type { Cursor } from "./cursor.ts";
import { readAttributeValue } from "./read-attribute-value.ts";

const SLASH = 0x2f;
const EQUALS = 0x3d;
const GREATER_THAN = 0x3e;

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
  const { name, prefix, localName } = cursor.names.qName("an element name");
  const names: QName[] = [];
  const attributes: AttributeNode[] = [];
  for (let next = nextAttribute(cursor); next !== null; next = nextAttribute(cursor)) {
    const value = readAttributeValue(cursor);
    const attribute = { name: next.name, localName: next.localName, namespace: "", value };
    names.push(next);
    if (attributes.push(attribute) > cursor.limits.maxAttributes) failOnCount(cursor, start);
    if (next.prefix === "xmlns" || next.name === "xmlns") {
      declare(cursor, scope, attribute, start);
    }
  }
  if (names.length > 0) resolveAttributes(cursor, scope, names, attributes, start);
  cursor.countNodes(1 + names.length);
  const namespace = prefix === "" ? scope.default : resolve(cursor, scope, prefix, start);
  return { kind: "element", name, localName, namespace, attributes, children, parent, line, column };
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
  if (hasDuplicate(names, (prefix) => resolve(cursor, scope, prefix, at))) {
    cursor.fail("MALFORMED", "an attribute appears twice in a tag", at);
  }
  for (let index = 0; index < names.length; index++) {
    const attribute = attributes[index];
    const prefix = names[index]?.prefix ?? "";
    if (attribute === undefined || prefix === "" || prefix === "xmlns") continue;
    attribute.namespace = resolve(cursor, scope, prefix, at);
  }
}

function failOnCount(cursor: Cursor, at: number): never {
  cursor.fail("LIMIT", `more than ${cursor.limits.maxAttributes} attributes (maxAttributes)`, at);
}
