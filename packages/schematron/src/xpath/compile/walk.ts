import type { XPathNode } from "../../tree/node.ts";
import type { Context } from "../context.ts";
import type { Item } from "../values/item.ts";

/** Called for each node found; true ends the search. */
export type Visit = (node: XPathNode) => boolean;

/** Visits the nodes of a path one by one, without collecting them; true when a visit ended the search. */
export type Walk = (item: Item, context: Context, visit: Visit) => boolean;

/** Goes on from a node. */
export type Advance = (node: XPathNode, context: Context, visit: Visit) => boolean;

/** A path compiled for visiting. */
export interface CompiledWalk {
  readonly walk: Walk;
  /** True when nodes come in document order, each once. */
  readonly isOrdered: boolean;
  /** True when no node comes twice. */
  readonly isDistinct: boolean;
}
