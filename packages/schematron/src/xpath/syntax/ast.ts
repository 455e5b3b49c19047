import type { Decimal } from "../values/decimal.ts";

/** XPath axes; the namespace axis is not supported. */
export type Axis =
  | "ancestor"
  | "ancestor-or-self"
  | "attribute"
  | "child"
  | "descendant"
  | "descendant-or-self"
  | "following"
  | "following-sibling"
  | "parent"
  | "preceding"
  | "preceding-sibling"
  | "self";

/** A name test or a kind test; `undefined` stands for any namespace, any local name. */
export type NodeTest =
  | {
      readonly kind: "element" | "attribute";
      readonly namespace: string | undefined;
      readonly localName: string | undefined;
    }
  | { readonly kind: "node" | "text" | "comment" | "document" }
  | { readonly kind: "instruction"; readonly target: string | undefined };

/** One step of a path. */
export type Step =
  | {
      readonly kind: "axis";
      readonly axis: Axis;
      readonly test: NodeTest;
      readonly predicates: readonly Expression[];
    }
  | { readonly kind: "expression"; readonly expression: Expression };

/** `$name in expression`. */
export interface Binding {
  readonly name: string;
  readonly expression: Expression;
}

/** Comparison operators, spelled as general comparisons. */
export type ComparisonOperator = "=" | "!=" | "<" | "<=" | ">" | ">=";

/** Arithmetic operators. */
export type ArithmeticOperator = "+" | "-" | "*" | "div" | "idiv" | "mod";

/** Path expression; `absolute` starts at the document node. */
export interface PathExpression {
  readonly kind: "path";
  readonly absolute: boolean;
  readonly steps: readonly Step[];
}

/** Function call: a standard function by its local name, a constructor as `xs:type`, any other as written. */
export interface CallExpression {
  readonly kind: "call";
  readonly name: string;
  readonly args: readonly Expression[];
  readonly offset: number;
}

/** Comparison of two sequences (`=`) or of two values (`eq`). */
export interface ComparisonExpression {
  readonly kind: "general" | "value";
  readonly operator: ComparisonOperator;
  readonly left: Expression;
  readonly right: Expression;
}

/** An XPath 2.0 expression, prefixes resolved. */
export type Expression =
  | { readonly kind: "literal"; readonly value: string | bigint | number | Decimal }
  | { readonly kind: "variable"; readonly name: string; readonly offset: number }
  | { readonly kind: "context" }
  | { readonly kind: "sequence"; readonly items: readonly Expression[] }
  | { readonly kind: "for"; readonly bindings: readonly Binding[]; readonly result: Expression }
  | {
      readonly kind: "quantified";
      readonly quantifier: "some" | "every";
      readonly bindings: readonly Binding[];
      readonly condition: Expression;
    }
  | { readonly kind: "if"; readonly condition: Expression; readonly then: Expression; readonly otherwise: Expression }
  | { readonly kind: "and" | "or"; readonly left: Expression; readonly right: Expression }
  | ComparisonExpression
  | {
      readonly kind: "node-comparison";
      readonly operator: "is" | "<<" | ">>";
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "range"; readonly from: Expression; readonly to: Expression }
  | {
      readonly kind: "arithmetic";
      readonly operator: ArithmeticOperator;
      readonly left: Expression;
      readonly right: Expression;
    }
  | { readonly kind: "sign"; readonly negative: boolean; readonly operand: Expression }
  | {
      readonly kind: "node-set";
      readonly operator: "union" | "intersect" | "except";
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: "cast" | "castable";
      readonly operand: Expression;
      readonly type: string;
      readonly optional: boolean;
      readonly offset: number;
    }
  | CallExpression
  | { readonly kind: "filter"; readonly base: Expression; readonly predicates: readonly Expression[] }
  | PathExpression;
