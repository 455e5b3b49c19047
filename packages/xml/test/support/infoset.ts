import * as libxml2 from "libxml2-wasm";
import type { XmlDocument, XmlElement, XmlNode } from "../../src/index.ts";

const XMLNS = "http://www.w3.org/2000/xmlns/";

/** The information set of one of our documents as text: one line per item, in document order. */
export function infosetOf(document: XmlDocument): string {
  const lines = [...document.before, document.root, ...document.after].flatMap(linesOf);
  return lines.join("\n");
}

function linesOf(node: XmlNode): string[] {
  switch (node.kind) {
    case "comment":
      return [JSON.stringify(["comment", node.value])];
    case "instruction":
      return [JSON.stringify(["instruction", node.target, node.value])];
    case "text":
      return [JSON.stringify([node.cdata ? "cdata" : "text", node.value])];
    case "element":
      return [
        JSON.stringify(["element", node.name, node.namespace, ...attributesOf(node)]),
        ...node.children.flatMap(linesOf),
        "end",
      ];
  }
}

/** The declaration of the prefix `xml` says nothing and libxml2 does not keep it. */
function attributesOf(element: XmlElement): string[] {
  return element.attributes
    .filter(({ name }) => name !== "xmlns:xml")
    .map(({ name, localName, namespace, value }) =>
      namespace === XMLNS
        ? `declares ${name === "xmlns" ? "" : localName}=${value}`
        : `{${namespace}}${localName}=${value}`,
    )
    .sort();
}

/**
 * Refusals of libxml2 that are none of ours: rules of other specifications (xml:id, the syntax of URIs in namespace
 * names, of which Namespaces in XML makes no well-formedness constraint).
 */
export const BEYOND_XML =
  /^(?:xmlns(?::[^:]+)?: '[\s\S]*' is not a valid URI|xml:id : attribute value|ID [\s\S]* already defined)/;

/** The same for bytes read by libxml2; throws its error when it refuses them. */
export function infosetByLibxml2(bytes: Uint8Array): string {
  const document = libxml2.XmlDocument.fromBuffer(bytes, { option: libxml2.ParseOption.XML_PARSE_HUGE });
  try {
    return document.find("/node()").flatMap(foreignLinesOf).join("\n");
  } finally {
    document.dispose();
  }
}

function foreignLinesOf(node: libxml2.XmlNode): string[] {
  if (node instanceof libxml2.XmlComment) return [JSON.stringify(["comment", node.content])];
  if (node instanceof libxml2.XmlCData) return [JSON.stringify(["cdata", node.content])];
  if (node instanceof libxml2.XmlText) return [JSON.stringify(["text", node.content])];
  if (!(node instanceof libxml2.XmlElement))
    return [JSON.stringify(["instruction", node.eval("name()"), node.content])];
  const name = node.prefix === "" ? node.name : `${node.prefix}:${node.name}`;
  const lines = [JSON.stringify(["element", name, node.namespaceUri, ...foreignAttributesOf(node)])];
  return [...lines, ...node.find("node()").flatMap(foreignLinesOf), "end"];
}

function foreignAttributesOf(element: libxml2.XmlElement): string[] {
  const declarations = Object.entries(element.nsDeclarations).map(([prefix, uri]) => `declares ${prefix}=${uri}`);
  const attributes = element.attrs.map(({ name, namespaceUri, value }) => `{${namespaceUri}}${name}=${value}`);
  return [...declarations, ...attributes].sort();
}
