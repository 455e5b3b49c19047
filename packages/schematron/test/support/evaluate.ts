import { parseXml } from "@ldl/xml";
import { LazyVariables } from "../../src/run/rule-variables.ts";
import { buildTree } from "../../src/tree/build-tree.ts";
import type { DocumentNode } from "../../src/tree/node.ts";
import { stringValueOf } from "../../src/tree/node.ts";
import { compileSequence, compileTest } from "../../src/xpath/compile/compile-expression.ts";
import type { Context, ExternalDocument } from "../../src/xpath/context.ts";
import { parseExpression } from "../../src/xpath/syntax/parse-expression.ts";
import type { Namespaces } from "../../src/xpath/syntax/token-reader.ts";
import { type Item, isNode, type Sequence, stringOf, typeNameOf } from "../../src/xpath/values/item.ts";
import { XPathError } from "../../src/xpath/xpath-error.ts";

/** Prefixes of the test expressions. */
export const NAMESPACES: Namespaces = new Map([
  ["t", "urn:t"],
  ["u", "urn:u"],
  ["xs", "http://www.w3.org/2001/XMLSchema"],
  ["xsi", "http://www.w3.org/2001/XMLSchema-instance"],
]);

/** A document with what the expressions need: two namespaces, mixed content, comments, CDATA, an astral character. */
export const SAMPLE = `<?xml version="1.0"?>
<!-- before -->
<?pi one?>
<t:a xmlns:t="urn:t" xmlns:u="urn:u" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="1" n="10" d="1.50">
  <t:b id="2" v="x"><t:c v="5">five</t:c><t:c v="7">seven</t:c>tail</t:b>
  <t:b id="3" v="y" u:v="z"><t:c v="-1.5e1">neg</t:c><t:b id="4" v="x"><t:c v="abc"/></t:b></t:b>
  <u:b id="5"/>
  <plain id="6" xsi:type="t:T">some <![CDATA[<data>]]> here<!-- inside --> end</plain>
  <t:e xml:lang="fr">été 𝒳 ?</t:e>
  <t:date to="2022-01-02T10:00:00" day="2022-02-29"/>
</t:a>
<!-- after -->`;

/** What an evaluation may be given. */
export interface EvaluateOptions {
  readonly xml?: string;
  readonly variables?: Readonly<Record<string, Sequence>>;
  readonly documents?: Readonly<Record<string, ExternalDocument>>;
  readonly implicitOffsetMinutes?: number;
}

/** Builds a context around a document. */
export function contextFor(tree: DocumentNode, options: EvaluateOptions = {}): Context {
  const variables = new LazyVariables();
  for (const [name, value] of Object.entries(options.variables ?? {})) variables.declare(name, () => value);
  return {
    position: 1,
    size: 1,
    variables,
    current: tree,
    environment: {
      openDocument: (href) => options.documents?.[href],
      missingDocuments: new Set(),
      implicitOffsetMinutes: options.implicitOffsetMinutes ?? 0,
      constants: new Map(),
    },
  };
}

/** Result of an expression at the document node of a document. */
export function evaluate(expression: string, options: EvaluateOptions = {}): Sequence {
  const tree = buildTree(parseXml(options.xml ?? SAMPLE));
  return compileSequence(parseExpression(expression, NAMESPACES))(tree, contextFor(tree, options));
}

/** The same, by the way that only looks for the effective boolean value. */
export function test(expression: string, options: EvaluateOptions = {}): boolean {
  const tree = buildTree(parseXml(options.xml ?? SAMPLE));
  return compileTest(parseExpression(expression, NAMESPACES))(tree, contextFor(tree, options));
}

/** The result as text, types included: `integer 1, string a, @id=2`; an error as its code. */
export function show(expression: string, options: EvaluateOptions = {}): string {
  try {
    return evaluate(expression, options).map(showItem).join(", ");
  } catch (error) {
    if (error instanceof XPathError) return error.code;
    throw error;
  }
}

function showItem(item: Item): string {
  if (!isNode(item)) return `${typeNameOf(item).slice(3)} ${stringOf(item)}`;
  const text = stringValueOf(item).replace(/\s+/g, " ").trim();
  if (item.kind === "attribute") return `@${item.name}=${text}`;
  return item.kind === "element" ? `<${item.name}> ${text}`.trim() : `${item.kind} ${text}`.trim();
}
