import type { DocumentNode, XPathNode } from "../tree/node.ts";
import type { Item, Sequence } from "./values/item.ts";

/** Variables in scope, looked up from the inside out. */
export interface Variables {
  has(name: string): boolean;
  get(name: string): Sequence | undefined;
}

/** A document named by `doc()` or `document()`, and its index. */
export interface ExternalDocument {
  /** True when the document is there and well-formed. */
  readonly isReadable: boolean;
  /** The tree, parsed when first asked for. */
  readonly tree: DocumentNode;
  /** Values that a key takes in the document, for tests such as `doc('x')//concept[@code = $code]`. */
  keyValues(key: DocumentKey): ReadonlySet<string>;
}

/** What a key lookup asks: elements of a name, and what of each makes the key. */
export interface DocumentKey {
  readonly namespace: string | undefined;
  readonly localName: string;
  /** Attributes, or `text` for the text children, in the order of the key. */
  readonly parts: readonly KeyPart[];
}

/** One part of a key. */
export type KeyPart =
  | { readonly kind: "attribute"; readonly namespace: string; readonly localName: string }
  | { readonly kind: "text" };

/** What expressions see of the world outside the document. */
export interface Environment {
  /** Opens a document; `undefined` when there is none. */
  openDocument(href: string): ExternalDocument | undefined;
  /** Names of the documents that the run asked for and that do not exist. */
  readonly missingDocuments: ReadonlySet<string>;
  /** Offset from UTC, in minutes, of dates written without one. */
  readonly implicitOffsetMinutes: number;
  /** Results that depend on nothing but the documents named in the expression; they live as long as the rule set. */
  readonly constants: Map<object, unknown>;
}

/** Everything an expression depends on beside the context item. */
export interface Context {
  readonly position: number;
  readonly size: number;
  readonly variables: Variables;
  /** The node that the rule is about (`current()`). */
  readonly current: XPathNode;
  readonly environment: Environment;
}

/** A compiled expression. */
export type Evaluate = (item: Item, context: Context) => Sequence;

/** A compiled expression, when only its effective boolean value matters. */
export type Test = (item: Item, context: Context) => boolean;

/** The context with one variable more. */
export function withVariable(context: Context, name: string, value: Sequence): Context {
  const { position, size, variables: outer, current, environment } = context;
  const variables: Variables = {
    has: (wanted) => wanted === name || outer.has(wanted),
    get: (wanted) => (wanted === name ? value : outer.get(wanted)),
  };
  return { position, size, variables, current, environment };
}

/** The context at another place among the items. */
export function atPlace(context: Context, position: number, size: number): Context {
  const { variables, current, environment } = context;
  return { position, size, variables, current, environment };
}
