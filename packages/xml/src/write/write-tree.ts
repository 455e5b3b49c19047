import type { MarkupWriter } from "../internal/markup-writer.ts";
import { declaredPrefix, namespacesAround } from "../internal/namespaces-in-scope.ts";
import { walkTree } from "../internal/walk-tree.ts";
import type { XmlComment, XmlElement, XmlInstruction, XmlText } from "../tree.ts";
import { XmlError } from "../xml-error.ts";

/** Writes an element, adding to its tag the namespaces it had in its tree that the writer does not know yet. */
export function writeElement(writer: MarkupWriter, root: XmlElement): void {
  walkTree(root, {
    enter: (element) => {
      writer.startElement(element.name);
      if (element === root) declareAround(writer, element);
      for (const { name, value } of element.attributes) writer.attribute(name, value);
      checkNamespaces(writer, element);
      return true;
    },
    leave: () => writer.endElement(),
    leaf: (node) => writeLeaf(writer, node),
  });
}

/** Writes a text, a comment or an instruction. */
export function writeLeaf(writer: MarkupWriter, node: XmlText | XmlComment | XmlInstruction): void {
  if (node.kind === "comment") writer.comment(node.value);
  else if (node.kind === "instruction") writer.instruction(node.target, node.value);
  else if (node.cdata) writer.cdata(node.value);
  else writer.text(node.value);
}

function declareAround(writer: MarkupWriter, element: XmlElement): void {
  const own = new Set(element.attributes.map(declaredPrefix));
  for (const [prefix, namespace] of namespacesAround(element)) {
    if (own.has(prefix) || writer.scope.resolve(prefix) === namespace) continue;
    writer.attribute(prefix === "" ? "xmlns" : `xmlns:${prefix}`, namespace);
  }
}

/** A tree built by hand may hold names whose namespace is not the declared one: written, they would change meaning. */
function checkNamespaces(writer: MarkupWriter, element: XmlElement): void {
  const { name, localName, namespace } = element;
  const prefix = name.length === localName.length ? "" : name.slice(0, -localName.length - 1);
  if (writer.scope.resolve(prefix) !== namespace) failOnNamespace();
  for (const attribute of element.attributes) {
    if (attribute.namespace === "" || attribute.name === "xmlns" || attribute.name.startsWith("xmlns:")) continue;
    const itsPrefix = attribute.name.slice(0, -attribute.localName.length - 1);
    if (itsPrefix === "" || writer.scope.resolve(itsPrefix) !== attribute.namespace) failOnNamespace();
  }
}

function failOnNamespace(): never {
  throw new XmlError("NAMESPACE", "a name of the tree has another namespace than its prefix");
}
