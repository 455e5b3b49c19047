import type { XPathNode } from "../../tree/node.ts";
import type { NodeTest } from "../syntax/ast.ts";

/** Compiles a node test. */
export function compileNodeTest(test: NodeTest): (node: XPathNode) => boolean {
  switch (test.kind) {
    case "node":
      return () => true;
    case "text":
    case "comment":
    case "document": {
      const { kind } = test;
      return (node) => node.kind === kind;
    }
    case "instruction": {
      const { target } = test;
      return (node) => node.kind === "instruction" && (target === undefined || node.name === target);
    }
    case "element":
    case "attribute":
      return compileNameTest(test.kind, test.namespace, test.localName);
  }
}

function compileNameTest(
  kind: "element" | "attribute",
  namespace: string | undefined,
  localName: string | undefined,
): (node: XPathNode) => boolean {
  if (localName === undefined && namespace === undefined) return (node) => node.kind === kind;
  if (localName === undefined) return (node) => node.kind === kind && node.namespace === namespace;
  if (namespace === undefined) return (node) => node.kind === kind && node.localName === localName;
  return (node) => node.kind === kind && node.localName === localName && node.namespace === namespace;
}
