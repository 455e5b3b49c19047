import type { XmlElement } from "@ldl/xml";

/** The node before everything: holds the root element and what stands around it. */
export interface DocumentNode {
  readonly kind: "document";
  readonly parent: null;
  /** Place in document order, here always 0. */
  readonly order: number;
  /** Order of the last node inside. */
  readonly end: number;
  readonly document: DocumentNode;
  readonly children: readonly ChildNode[];
  /** Every element, in document order. */
  readonly elements: readonly ElementNode[];
  /** Elements of a local name, in document order. */
  elementsNamed(localName: string): readonly ElementNode[];
}

/** An element. */
export interface ElementNode {
  readonly kind: "element";
  readonly parent: ElementNode | DocumentNode;
  readonly order: number;
  readonly end: number;
  readonly document: DocumentNode;
  readonly name: string;
  readonly localName: string;
  readonly namespace: string;
  /** Without the namespace declarations. */
  readonly attributes: readonly AttributeNode[];
  readonly children: readonly ChildNode[];
  readonly source: XmlElement;
}

/** An attribute that does not declare a namespace. */
export interface AttributeNode {
  readonly kind: "attribute";
  readonly parent: ElementNode;
  readonly order: number;
  readonly name: string;
  readonly localName: string;
  readonly namespace: string;
  readonly value: string;
}

/** Character data; neighbouring text and CDATA sections are one node, as XPath sees them. */
export interface TextNode {
  readonly kind: "text";
  readonly parent: ElementNode;
  readonly order: number;
  readonly value: string;
}

/** A comment. */
export interface CommentNode {
  readonly kind: "comment";
  readonly parent: ElementNode | DocumentNode;
  readonly order: number;
  readonly value: string;
}

/** A processing instruction. */
export interface InstructionNode {
  readonly kind: "instruction";
  readonly parent: ElementNode | DocumentNode;
  readonly order: number;
  readonly name: string;
  readonly value: string;
}

/** What an element or a document may hold. */
export type ChildNode = ElementNode | TextNode | CommentNode | InstructionNode;

/** A node of the tree that XPath walks. */
export type XPathNode = DocumentNode | AttributeNode | ChildNode;

/** String value of a node (XPath data model, `dm:string-value`). */
export function stringValueOf(node: XPathNode): string {
  if (node.kind !== "element" && node.kind !== "document") return node.value;
  const [only] = node.children;
  if (node.children.length === 1 && only?.kind === "text") return only.value;
  let text = "";
  for (const child of node.children) {
    if (child.kind === "text") text += child.value;
    else if (child.kind === "element") text += stringValueOf(child);
  }
  return text;
}

/** The node at the top of the tree. */
export function documentOf(node: XPathNode): DocumentNode {
  if (node.kind === "element" || node.kind === "document") return node.document;
  return node.parent.document;
}
