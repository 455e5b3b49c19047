import { createXmlWriter, parseXml, type XmlElement, type XmlWriter } from "@ldl/xml";

/** An element that can be damaged. */
export interface MutableElement {
  name: string;
  attributes: [string, string][];
  children: MutableNode[];
}

/** What an element holds. */
export type MutableNode = MutableElement | string | { readonly comment: string };

/** A document that can be damaged, with the instructions before its root. */
export interface MutableDocument {
  readonly instructions: readonly { readonly target: string; readonly value: string }[];
  readonly root: MutableElement;
}

/** Reads a document to be damaged. */
export function readMutable(bytes: Uint8Array): MutableDocument {
  const { before, root } = parseXml(bytes);
  const instructions = before.flatMap((node) => (node.kind === "instruction" ? [node] : []));
  return { instructions, root: mutable(root) };
}

function mutable({ name, attributes, children }: XmlElement): MutableElement {
  return {
    name,
    attributes: attributes.map(({ name: attribute, value }) => [attribute, value]),
    children: children.flatMap((child): MutableNode[] => {
      if (child.kind === "element") return [mutable(child)];
      if (child.kind === "text") return [child.value];
      return child.kind === "comment" ? [{ comment: child.value }] : [];
    }),
  };
}

/** Writes a damaged document. */
export function writeMutable({ instructions, root }: MutableDocument): Uint8Array {
  const writer = createXmlWriter();
  for (const { target, value } of instructions) writer.instruction(target, value);
  return write(writer, root).finish();
}

function write(writer: XmlWriter, { name, attributes, children }: MutableElement): XmlWriter {
  writer.start(name, Object.fromEntries(attributes));
  for (const child of children) {
    if (typeof child === "string") writer.text(child);
    else if ("comment" in child) writer.comment(child.comment);
    else write(writer, child);
  }
  return writer.end();
}

/** An element and all those inside, with the element around each. */
export function elementsOf(
  element: MutableElement,
  parent?: MutableElement,
): readonly { readonly element: MutableElement; readonly parent: MutableElement | undefined }[] {
  const inside = element.children.flatMap((child) => (isElement(child) ? elementsOf(child, element) : []));
  return [{ element, parent }, ...inside];
}

/** Tells elements from text and comments. */
export function isElement(node: MutableNode): node is MutableElement {
  return typeof node !== "string" && "name" in node;
}

/** Name without its prefix. */
export function localName({ name }: MutableElement): string {
  return name.slice(name.indexOf(":") + 1);
}
