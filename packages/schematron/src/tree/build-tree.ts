import type { XmlComment, XmlDocument, XmlElement, XmlInstruction } from "@ldl/xml";
import type { AttributeNode, ChildNode, DocumentNode, ElementNode } from "./node.ts";

const XMLNS = "http://www.w3.org/2000/xmlns/";
const NONE: readonly ElementNode[] = [];

/** Counter of the places in document order. */
interface Numbering {
  next: number;
}

/** Turns a parsed document into the tree that XPath walks: parents everywhere, document order, merged text. */
export function buildTree(source: XmlDocument): DocumentNode {
  return new TreeDocument(source);
}

class TreeDocument implements DocumentNode {
  readonly kind = "document";
  readonly parent = null;
  readonly order = 0;
  readonly end: number;
  readonly children: readonly ChildNode[];
  readonly elements: ElementNode[] = [];
  #byName: Map<string, ElementNode[]> | undefined;

  constructor(source: XmlDocument) {
    const numbering: Numbering = { next: 1 };
    const around = (node: XmlComment | XmlInstruction): ChildNode => outerNode(node, this, numbering);
    this.children = [
      ...source.before.map(around),
      new TreeElement(source.root, this, this, numbering),
      ...source.after.map(around),
    ];
    this.end = numbering.next;
  }

  get document(): DocumentNode {
    return this;
  }

  elementsNamed(localName: string): readonly ElementNode[] {
    this.#byName ??= groupByName(this.elements);
    return this.#byName.get(localName) ?? NONE;
  }
}

class TreeElement implements ElementNode {
  readonly kind = "element";
  readonly source: XmlElement;
  readonly parent: ElementNode | DocumentNode;
  readonly document: TreeDocument;
  readonly order: number;
  readonly end: number;
  readonly localName: string;
  readonly namespace: string;
  readonly children: readonly ChildNode[];
  #attributes: readonly AttributeNode[] | undefined;

  constructor(source: XmlElement, parent: ElementNode | DocumentNode, document: TreeDocument, numbering: Numbering) {
    this.source = source;
    this.parent = parent;
    this.document = document;
    this.localName = source.localName;
    this.namespace = source.namespace;
    this.order = numbering.next;
    numbering.next += 1 + source.attributes.length;
    document.elements.push(this);
    this.children = childrenOf(source, this, document, numbering);
    this.end = numbering.next - 1;
  }

  get name(): string {
    return this.source.name;
  }

  /** Made when first asked for: most elements of a document are never looked at. */
  get attributes(): readonly AttributeNode[] {
    this.#attributes ??= attributesOf(this.source, this);
    return this.#attributes;
  }
}

function childrenOf(
  source: XmlElement,
  parent: TreeElement,
  document: TreeDocument,
  numbering: Numbering,
): readonly ChildNode[] {
  const children: ChildNode[] = [];
  let text: string | undefined;
  const flush = (): void => {
    if (text) children.push({ kind: "text", parent, order: numbering.next++, value: text });
    text = undefined;
  };
  for (const child of source.children) {
    if (child.kind === "text") {
      text = (text ?? "") + child.value;
      continue;
    }
    flush();
    if (child.kind === "element") children.push(new TreeElement(child, parent, document, numbering));
    else children.push(outerNode(child, parent, numbering));
  }
  flush();
  return children;
}

function outerNode(
  source: XmlComment | XmlInstruction,
  parent: ElementNode | DocumentNode,
  numbering: Numbering,
): ChildNode {
  const order = numbering.next++;
  if (source.kind === "comment") return { kind: "comment", parent, order, value: source.value };
  return { kind: "instruction", parent, order, name: source.target, value: source.value };
}

function attributesOf(source: XmlElement, parent: ElementNode): readonly AttributeNode[] {
  const attributes: AttributeNode[] = [];
  for (const { name, localName, namespace, value } of source.attributes) {
    if (namespace === XMLNS || name === "xmlns") continue;
    const order = parent.order + 1 + attributes.length;
    attributes.push({ kind: "attribute", parent, order, name, localName, namespace, value });
  }
  return attributes;
}

function groupByName(elements: readonly ElementNode[]): Map<string, ElementNode[]> {
  const groups = new Map<string, ElementNode[]>();
  for (const element of elements) {
    const group = groups.get(element.localName);
    if (group === undefined) groups.set(element.localName, [element]);
    else group.push(element);
  }
  return groups;
}
