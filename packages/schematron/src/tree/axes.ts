import type { ChildNode, ElementNode, XPathNode } from "./node.ts";

/** Called for each node of an axis; true ends the walk. */
export type VisitNode = (node: XPathNode) => boolean;

/** Walks an axis in its order; true when a visit ended the walk. */
export type WalkAxis = (node: XPathNode, visit: VisitNode) => boolean;

const NO_CHILDREN: readonly ChildNode[] = [];

/** Children of a node; attributes and leaves have none. */
function childrenOf(node: XPathNode): readonly ChildNode[] {
  return node.kind === "element" || node.kind === "document" ? node.children : NO_CHILDREN;
}

export const walkChildren: WalkAxis = (node, visit) => childrenOf(node).some(visit);

export const walkAttributes: WalkAxis = (node, visit) => node.kind === "element" && node.attributes.some(visit);

export const walkSelf: WalkAxis = (node, visit) => visit(node);

export const walkParent: WalkAxis = (node, visit) => node.parent !== null && visit(node.parent);

export const walkDescendants: WalkAxis = (node, visit) => {
  for (const child of childrenOf(node)) if (visit(child) || walkDescendants(child, visit)) return true;
  return false;
};

export const walkDescendantsOrSelf: WalkAxis = (node, visit) => visit(node) || walkDescendants(node, visit);

/** The nearest first. */
export const walkAncestors: WalkAxis = (node, visit) => {
  for (let place: XPathNode | null = node.parent; place !== null; place = place.parent) if (visit(place)) return true;
  return false;
};

export const walkAncestorsOrSelf: WalkAxis = (node, visit) => visit(node) || walkAncestors(node, visit);

/** An attribute has no siblings. */
export const walkFollowingSiblings: WalkAxis = (node, visit) => {
  const siblings = siblingsOf(node);
  return siblings.slice(indexIn(siblings, node) + 1).some(visit);
};

/** The nearest first. */
export const walkPrecedingSiblings: WalkAxis = (node, visit) => {
  const siblings = siblingsOf(node);
  return siblings.slice(0, indexIn(siblings, node)).reverse().some(visit);
};

function siblingsOf(node: XPathNode): readonly XPathNode[] {
  return node.kind === "attribute" || node.parent === null ? NO_CHILDREN : node.parent.children;
}

function indexIn(siblings: readonly XPathNode[], node: XPathNode): number {
  return Math.max(siblings.indexOf(node), 0);
}

/** What follows an attribute begins with the content of its element. */
export const walkFollowing: WalkAxis = (node, visit) => {
  if (node.kind === "attribute" && walkDescendants(node.parent, visit)) return true;
  const start = node.kind === "attribute" ? node.parent : node;
  const visitAfter: VisitNode = (place) =>
    walkFollowingSiblings(place, (sibling) => walkDescendantsOrSelf(sibling, visit));
  return walkAncestorsOrSelf(start, visitAfter);
};

/** The nearest first; ancestors do not precede. */
export const walkPreceding: WalkAxis = (node, visit) => {
  const start = node.kind === "attribute" ? node.parent : node;
  const visitBefore: VisitNode = (place) => walkPrecedingSiblings(place, (sibling) => walkBackwards(sibling, visit));
  return walkAncestorsOrSelf(start, visitBefore);
};

/** A node and what it holds, the last first. */
const walkBackwards: WalkAxis = (node, visit) =>
  [...childrenOf(node)].reverse().some((child) => walkBackwards(child, visit)) || visit(node);

/** Elements of a local name inside a node, found in the index of the document rather than by walking. */
export function walkNamedDescendants(
  node: XPathNode,
  localName: string,
  visit: (element: ElementNode) => boolean,
): boolean {
  if (node.kind !== "element" && node.kind !== "document") return false;
  const named = node.document.elementsNamed(localName);
  for (let index = firstAfter(named, node.order); index < named.length; index++) {
    const element = named[index];
    if (element === undefined || element.order > node.end) return false;
    if (visit(element)) return true;
  }
  return false;
}

/** Index of the first element whose order is above. */
function firstAfter(elements: readonly ElementNode[], order: number): number {
  let low = 0;
  let high = elements.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((elements[middle]?.order ?? 0) <= order) low = middle + 1;
    else high = middle;
  }
  return low;
}
