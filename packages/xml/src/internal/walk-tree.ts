import type { XmlComment, XmlElement, XmlInstruction, XmlNode, XmlText } from "../tree.ts";

/** What is done at each node of a tree, in document order. */
export interface TreeVisitor {
  /** At a start tag; false leaves out the element, its end tag included. */
  enter(element: XmlElement): boolean;
  /** At an end tag. */
  leave(element: XmlElement): void;
  /** At anything else. */
  leaf(node: XmlText | XmlComment | XmlInstruction): void;
}

/** Visits an element and all it holds. Iterative: a tree read with a high `maxDepth` does not exhaust the stack. */
export function walkTree(root: XmlElement, visitor: TreeVisitor): void {
  const parents: { readonly element: XmlElement; next: number }[] = [];
  if (!visitor.enter(root)) return;
  let current: { readonly element: XmlElement; next: number } | undefined = { element: root, next: 0 };
  while (current !== undefined) {
    const node: XmlNode | undefined = current.element.children[current.next++];
    if (node === undefined) {
      visitor.leave(current.element);
      current = parents.pop();
    } else if (node.kind === "element") {
      if (!visitor.enter(node)) continue;
      parents.push(current);
      current = { element: node, next: 0 };
    } else {
      visitor.leaf(node);
    }
  }
}
