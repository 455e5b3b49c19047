import { parseXml } from "@ldl/xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contextFor, NAMESPACES } from "../../test/support/evaluate.ts";
import { buildTree } from "../tree/build-tree.ts";
import type { DocumentNode } from "../tree/node.ts";
import { compileSequence } from "../xpath/compile/compile-expression.ts";
import { parseExpression } from "../xpath/syntax/parse-expression.ts";
import { isNode } from "../xpath/values/item.ts";
import { readPattern } from "./pattern-path.ts";
import { RuleTree } from "./rule-tree.ts";

const parse = (text: string): ReturnType<typeof parseExpression> => parseExpression(text, NAMESPACES);

/** Pattern, rule and place of each application, in order. */
function applications(document: DocumentNode, patterns: readonly (readonly string[])[]): readonly string[] {
  const rules = patterns.flatMap((contexts, pattern) =>
    contexts.map((context, rule) => ({ pattern, rule, paths: readPattern(context, parse) })),
  );
  const applied: string[] = [];
  new RuleTree(rules).walk(document, {
    contextOf: () => contextFor(document),
    attempt: ({ match }, element, context) => match(element, context),
    apply: (pattern, rule, node) => applied.push(`${pattern}.${rule} ${node.order}`),
  });
  return applied;
}

const CONTEXTS = [
  "a",
  "b",
  "*",
  "/a",
  "//b",
  "a/b",
  "a//b",
  "/a/b",
  "//a/*[@k]",
  "a | c",
  "a[b]",
  "b[@k = '1']",
  "*[b/@k = '2']",
  "*[b[@k = '1']]/c",
  "a[1]",
  "a/b[2]",
  "*[last()]/b",
  "a//b//c",
  "/*/b | //c[@k]",
  "node()",
  "b/node()",
];

const { tree } = fc.letrec<{ tree: string }>((tie) => ({
  tree: fc
    .tuple(
      fc.constantFrom("a", "b", "c"),
      fc.constantFrom("", ' k="1"', ' k="2"'),
      fc.array(fc.oneof({ depthSize: "medium" }, fc.constant("x"), tie("tree")), { maxLength: 4 }),
    )
    .map(([name, attributes, children]) => `<${name}${attributes}>${children.join("")}</${name}>`),
}));

/** Elements that a context selects, found the slow way: `//context` from the document. */
function selected(document: DocumentNode, context: string): ReadonlySet<number> {
  const found = context.split(" | ").flatMap((branch) => {
    const path = branch.startsWith("/") ? branch : `//${branch}`;
    return compileSequence(parse(path))(document, contextFor(document));
  });
  return new Set(found.filter(isNode).flatMap((node) => (node.kind === "element" ? [node.order] : [])));
}

describe("RuleTree", () => {
  it("applies to each element the first rule of each pattern that selects it", () => {
    const contexts = fc.array(fc.constantFrom(...CONTEXTS), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(tree, fc.array(contexts, { minLength: 1, maxLength: 3 }), (xml, patterns) => {
        const document = buildTree(parseXml(xml));
        const expected = document.elements.flatMap(({ order }) =>
          patterns.flatMap((rules, pattern) => {
            const rule = rules.findIndex((context) => selected(document, context).has(order));
            return rule < 0 ? [] : [`${pattern}.${rule} ${order}`];
          }),
        );
        expect(applications(document, patterns)).toEqual(expected);
      }),
      { seed: 20_240_106, numRuns: 500 },
    );
  });

  it("applies a rule on / to the document", () => {
    const document = buildTree(parseXml("<a/>"));
    expect(applications(document, [["/"], ["/", "a"]])).toEqual(["0.0 0", "1.0 0", "1.1 1"]);
  });

  it.each(["..", "ancestor::a", "a/..", "id('x')", "key('k', 'v')", "$x", "a/descendant::b", "1"])(
    "refuses %s, which is not a match pattern",
    (context) => expect(() => readPattern(context, parse)).toThrow("not a match pattern"),
  );
});
