import { documentOf, type XPathNode } from "../../tree/node.ts";
import { type Item, type Sequence, zeroOrOne } from "../values/item.ts";
import { QNameValue } from "../values/qname-value.ts";
import { XPathError } from "../xpath-error.ts";
import { argument, asSequence, nodeOf, optionalNode, optionalText, requiredText } from "./arguments.ts";
import { type FunctionTable, focusWhenShort, pure } from "./definition.ts";

/** The node argument, or the context item when it is left out. */
function nodeOrFocus(args: readonly Sequence[], item: Item): XPathNode | undefined {
  return args[0] === undefined ? nodeOf(item) : optionalNode(args[0]);
}

function nameOf(node: XPathNode | undefined): string {
  if (node?.kind === "element" || node?.kind === "attribute" || node?.kind === "instruction") return node.name;
  return "";
}

function localNameOf(node: XPathNode | undefined): string {
  if (node?.kind === "element" || node?.kind === "attribute") return node.localName;
  return node?.kind === "instruction" ? node.name : "";
}

function namespaceOf(node: XPathNode | undefined): string {
  return node?.kind === "element" || node?.kind === "attribute" ? node.namespace : "";
}

function expandedName(node: XPathNode | undefined): QNameValue | undefined {
  const localName = localNameOf(node);
  return localName === "" ? undefined : new QNameValue(namespaceOf(node), localName, prefixOf(nameOf(node)));
}

function prefixOf(name: string): string {
  return name.includes(":") ? name.slice(0, name.indexOf(":")) : "";
}

/** Namespace that a prefix stands for at an element; the empty prefix is the default namespace. */
function inScopeNamespace(node: XPathNode, prefix: string): string | undefined {
  if (prefix === "xml") return "http://www.w3.org/XML/1998/namespace";
  const declaration = prefix === "" ? "xmlns" : `xmlns:${prefix}`;
  for (let place: XPathNode | null = node; place !== null; place = place.parent) {
    if (place.kind !== "element") continue;
    const found = place.source.attributes.find(({ name }) => name === declaration);
    if (found !== undefined) return found.value;
  }
  return prefix === "" ? "" : undefined;
}

const LEXICAL_QNAME = /^(?:([\p{L}_][\p{L}\p{N}\p{M}_.\u00B7-]*):)?([\p{L}_][\p{L}\p{N}\p{M}_.\u00B7-]*)$/u;

function splitName(text: string): { readonly prefix: string; readonly localName: string } {
  const [, prefix = "", localName] = LEXICAL_QNAME.exec(text.trim()) ?? [];
  if (localName === undefined) throw new XPathError("FOCA0002", "not the lexical form of a QName");
  return { prefix, localName };
}

function resolveQName(text: string | undefined, element: XPathNode | undefined): Sequence {
  if (text === undefined) return [];
  if (element?.kind !== "element") throw new XPathError("XPTY0004", "resolve-QName() needs an element");
  const { prefix, localName } = splitName(text);
  const namespace = inScopeNamespace(element, prefix);
  if (namespace === undefined) throw new XPathError("FONS0004", "the prefix of the QName is not declared");
  return [new QNameValue(namespace, localName, prefix)];
}

function makeQName(namespace: string, text: string): QNameValue {
  const { prefix, localName } = splitName(text);
  if (namespace === "" && prefix !== "") throw new XPathError("FOCA0002", "a prefix needs a namespace");
  return new QNameValue(namespace, localName, prefix);
}

function optionalQName(items: Sequence): QNameValue | undefined {
  const item = zeroOrOne(items, "a QName argument");
  if (item === undefined || item instanceof QNameValue) return item;
  throw new XPathError("XPTY0004", "a QName is expected");
}

/** Functions on nodes and names (Functions and Operators §11 and §14, `current()` of XSLT). */
export const NODE_FUNCTIONS: FunctionTable = {
  name: {
    ...pure(0, 1, "string", (args, item) => [nameOf(nodeOrFocus(args, item))]),
    readsFocus: focusWhenShort(1),
  },
  "local-name": {
    ...pure(0, 1, "string", (args, item) => [localNameOf(nodeOrFocus(args, item))]),
    readsFocus: focusWhenShort(1),
  },
  "namespace-uri": {
    ...pure(0, 1, "string", (args, item) => [namespaceOf(nodeOrFocus(args, item))]),
    readsFocus: focusWhenShort(1),
  },
  "node-name": pure(1, 1, "unknown", (args) => asSequence(expandedName(optionalNode(argument(args, 0))))),
  root: {
    ...pure(0, 1, "nodes", (args, item) => {
      const node = nodeOrFocus(args, item);
      return asSequence(node === undefined ? undefined : documentOf(node));
    }),
    readsFocus: focusWhenShort(1),
  },
  current: pure(0, 0, "nodes", (_args, _item, context) => [context.current]),
  "resolve-QName": pure(2, 2, "unknown", (args) =>
    resolveQName(optionalText(argument(args, 0)), optionalNode(argument(args, 1))),
  ),
  QName: pure(2, 2, "unknown", (args) => [
    makeQName(optionalText(argument(args, 0)) ?? "", requiredText(argument(args, 1))),
  ]),
  "local-name-from-QName": pure(1, 1, "string", (args) => asSequence(optionalQName(argument(args, 0))?.localName)),
  "namespace-uri-from-QName": pure(1, 1, "string", (args) => asSequence(optionalQName(argument(args, 0))?.namespace)),
  "prefix-from-QName": pure(1, 1, "string", (args) =>
    asSequence(optionalQName(argument(args, 0))?.prefix || undefined),
  ),
};
