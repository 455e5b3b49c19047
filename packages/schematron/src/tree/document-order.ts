import { type DocumentNode, documentOf, type XPathNode } from "./node.ts";

/** Documents are ordered among themselves as they are first compared, which XPath leaves to the implementation. */
const ranks = new WeakMap<DocumentNode, number>();
let nextRank = 0;

function rankOf(document: DocumentNode): number {
  const known = ranks.get(document);
  if (known !== undefined) return known;
  ranks.set(document, nextRank);
  return nextRank++;
}

/** Negative when `left` stands before `right` in document order. */
export function compareOrder(left: XPathNode, right: XPathNode): number {
  const leftDocument = documentOf(left);
  const rightDocument = documentOf(right);
  if (leftDocument === rightDocument) return left.order - right.order;
  return rankOf(leftDocument) - rankOf(rightDocument);
}

/** The nodes in document order, each once. */
export function inDocumentOrder(nodes: readonly XPathNode[]): readonly XPathNode[] {
  if (isOrdered(nodes)) return nodes;
  return [...new Set(nodes)].sort(compareOrder);
}

function isOrdered(nodes: readonly XPathNode[]): boolean {
  let previous: XPathNode | undefined;
  for (const node of nodes) {
    if (previous !== undefined && compareOrder(previous, node) >= 0) return false;
    previous = node;
  }
  return true;
}
