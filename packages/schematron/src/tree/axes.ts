import type { ChildNode, ElementNode, XPathNode } from "./node.ts";

const NO_CHILDREN: readonly ChildNode[] = [];

/** Children of a node; attributes and leaves have none. */
export function childrenOf(node: XPathNode): readonly ChildNode[] {
  return node.kind === "element" || node.kind === "document" ? node.children : NO_CHILDREN;
}

/** Nodes below, in document order. */
export function* descendantsOf(node: XPathNode): Generator<ChildNode> {
  for (const child of childrenOf(node)) {
    yield child;
    yield* descendantsOf(child);
  }
}

/** Nodes above, the nearest first. */
export function* ancestorsOf(node: XPathNode): Generator<XPathNode> {
  for (let place: XPathNode | null = node.parent; place !== null; place = place.parent) yield place;
}

/** Siblings after the node, in document order; an attribute has none. */
export function followingSiblingsOf(node: XPathNode): readonly XPathNode[] {
  const siblings = siblingsOf(node);
  return siblings.slice(indexIn(siblings, node) + 1);
}

/** Siblings before the node, the nearest first. */
export function precedingSiblingsOf(node: XPathNode): readonly XPathNode[] {
  const siblings = siblingsOf(node);
  return siblings.slice(0, indexIn(siblings, node)).reverse();
}

function siblingsOf(node: XPathNode): readonly XPathNode[] {
  return node.kind === "attribute" || node.parent === null ? NO_CHILDREN : node.parent.children;
}

function indexIn(siblings: readonly XPathNode[], node: XPathNode): number {
  return Math.max(siblings.indexOf(node), 0);
}

/** Nodes after the end of the node, in document order. */
export function* followingOf(node: XPathNode): Generator<XPathNode> {
  // What follows an attribute begins with the content of its element.
  if (node.kind === "attribute") yield* descendantsOf(node.parent);
  const start = node.kind === "attribute" ? node.parent : node;
  for (let place: XPathNode | null = start; place !== null; place = place.parent) {
    for (const sibling of followingSiblingsOf(place)) {
      yield sibling;
      yield* descendantsOf(sibling);
    }
  }
}

/** Nodes that end before the node begins, the nearest first. */
export function* precedingOf(node: XPathNode): Generator<XPathNode> {
  const start = node.kind === "attribute" ? node.parent : node;
  for (let place: XPathNode | null = start; place !== null; place = place.parent) {
    for (const sibling of precedingSiblingsOf(place)) {
      yield* [...descendantsOf(sibling)].reverse();
      yield sibling;
    }
  }
}

/** Elements of a local name inside a node, found in the index of the document rather than by walking. */
export function* namedDescendantsOf(node: XPathNode, localName: string): Generator<ElementNode> {
  if (node.kind !== "element" && node.kind !== "document") return;
  const named = node.document.elementsNamed(localName);
  for (let index = firstAfter(named, node.order); index < named.length; index++) {
    const element = named[index];
    if (element === undefined || element.order > node.end) return;
    yield element;
  }
}

/** Index of the first element whose order is above. */
export function firstAfter(elements: readonly ElementNode[], order: number): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((elements[middle]?.order ?? 0) <= order) low = middle + 1;
    else high = middle;
  }
  return low;
}
