import { parseXml } from "@ldl/xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextFor, NAMESPACES } from "../../../test/support/evaluate.ts";
import { buildTree } from "../../tree/build-tree.ts";
import type { ChildNode, ElementNode, XPathNode } from "../../tree/node.ts";
import type { Axis } from "../syntax/ast.ts";
import { parseExpression } from "../syntax/parse-expression.ts";
import { effectiveBoolean, isNode } from "../values/item.ts";
import { compileSequence, compileTest } from "./compile-expression.ts";

/** Random trees of three names and one attribute. */
const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc
    .tuple(
      fc.constantFrom("a", "b", "c"),
      fc.constantFrom("", ' k="1"', ' k="2"'),
      fc.array(fc.oneof({ depthSize: "small" }, fc.constant("x"), tie("tree")), { maxLength: 4 }),
    )
    .map(([name, attributes, children]) => `<${name}${attributes}>${children.join("")}</${name}>`),
}));

const AXES: readonly Axis[] = [
  "ancestor",
  "ancestor-or-self",
  "child",
  "descendant",
  "descendant-or-self",
  "following",
  "following-sibling",
  "parent",
  "preceding",
  "preceding-sibling",
  "self",
];

interface PlainStep {
  readonly axis: Axis;
  readonly name: string;
  readonly predicate: "" | "@k" | "@k = '1'" | "1" | "2" | "last()" | "b";
}

const step: fc.Arbitrary<PlainStep> = fc.record({
  axis: fc.constantFrom(...AXES),
  name: fc.constantFrom("a", "b", "*", "node()"),
  predicate: fc.constantFrom("", "", "@k", "@k = '1'", "1", "2", "last()", "b"),
});

/** What the specification says, word for word: node by node, then each node once in document order. */
function byTheBook(start: XPathNode, steps: readonly PlainStep[]): readonly XPathNode[] {
  const found = steps.reduce<readonly XPathNode[]>(
    (nodes, { axis, name, predicate }) => [
      ...new Set(
        nodes.flatMap((node) =>
          kept(
            along(node, axis).filter((one) => passes(one, name)),
            predicate,
          ),
        ),
      ),
    ],
    [start],
  );
  return [...found].sort((left, right) => left.order - right.order);
}

function passes(node: XPathNode, name: string): boolean {
  if (name === "node()") return true;
  return node.kind === "element" && (name === "*" || node.localName === name);
}

function kept(nodes: readonly XPathNode[], predicate: PlainStep["predicate"]): readonly XPathNode[] {
  if (predicate === "") return nodes;
  if (predicate === "last()") return nodes.slice(-1);
  if (predicate === "1" || predicate === "2") return nodes.slice(Number(predicate) - 1, Number(predicate));
  return nodes.filter((node) => {
    if (node.kind !== "element") return predicate === "b" && childrenOf(node).some((child) => passes(child, "b"));
    if (predicate === "b") return node.children.some((child) => passes(child, "b"));
    return node.attributes.some(({ value }) => predicate === "@k" || value === "1");
  });
}

function childrenOf(node: XPathNode): readonly ChildNode[] {
  return node.kind === "element" || node.kind === "document" ? node.children : [];
}

function below(node: XPathNode): readonly XPathNode[] {
  return childrenOf(node).flatMap((child) => [child, ...below(child)]);
}

function above(node: XPathNode): readonly XPathNode[] {
  return node.parent === null ? [] : [node.parent, ...above(node.parent)];
}

/** Nodes of an axis in its own order. */
function along(node: XPathNode, axis: Axis): readonly XPathNode[] {
  const siblings = node.parent === null ? [] : childrenOf(node.parent);
  const top = above(node).at(-1) ?? node;
  const everything = [top, ...below(top)];
  const inside = new Set<XPathNode>([node, ...below(node), ...above(node)]);
  const outside = everything.filter((one) => !inside.has(one));
  switch (axis) {
    case "self":
      return [node];
    case "child":
      return childrenOf(node);
    case "parent":
      return above(node).slice(0, 1);
    case "descendant":
      return below(node);
    case "descendant-or-self":
      return [node, ...below(node)];
    case "ancestor":
      return above(node);
    case "ancestor-or-self":
      return [node, ...above(node)];
    case "following-sibling":
      return siblings.filter((one) => one.order > node.order);
    case "preceding-sibling":
      return siblings.filter((one) => one.order < node.order).reverse();
    case "following":
      return outside.filter((one) => one.order > node.order);
    case "preceding":
      return outside.filter((one) => one.order < node.order).reverse();
    case "attribute":
      return [];
  }
}

const written = ({ axis, name, predicate }: PlainStep): string =>
  `${axis}::${name}${predicate === "" ? "" : `[${predicate}]`}`;

describe("paths", () => {
  it("give what the specification says, for any steps on any tree", () => {
    fc.assert(
      fc.property(tree, fc.array(step, { minLength: 1, maxLength: 4 }), fc.nat(), (xml, steps, place) => {
        const document = buildTree(parseXml(xml));
        const start: ElementNode | undefined = document.elements[place % document.elements.length];
        if (start === undefined) throw new RangeError("a document has elements");
        const expression = parseExpression(steps.map(written).join("/"), NAMESPACES);
        const context = contextFor(document);
        const items = compileSequence(expression)(start, context);
        const expected = byTheBook(start, steps);
        expect(items.filter(isNode).map(({ order }) => order)).toEqual(expected.map(({ order }) => order));
        expect(compileTest(expression)(start, context)).toBe(effectiveBoolean(items));
        const count = parseExpression(`count(${steps.map(written).join("/")}) = ${expected.length}`, NAMESPACES);
        expect(compileTest(count)(start, context)).toBe(true);
      }),
      { seed: 20_240_102, numRuns: 1_500 },
    );
  });

  it("abbreviate descendants without changing what they find", () => {
    fc.assert(
      fc.property(tree, fc.constantFrom("b", "b[1]", "b[@k]", "b[last()]", "*[2]", "@k", "node()"), (xml, last) => {
        const document = buildTree(parseXml(xml));
        const orders = (text: string): readonly number[] =>
          compileSequence(parseExpression(text, NAMESPACES))(document, contextFor(document))
            .filter(isNode)
            .map(({ order }) => order);
        expect(orders(`//${last}`)).toEqual(orders(`/descendant-or-self::node()/${last}`));
        expect(orders(`//a//${last}`)).toEqual(orders(`//a/descendant-or-self::node()/${last}`));
      }),
      { seed: 20_240_103, numRuns: 300 },
    );
  });
});
