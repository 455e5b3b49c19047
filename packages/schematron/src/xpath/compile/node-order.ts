import type { Axis, Step } from "../syntax/ast.ts";

/**
 * What is known of a list of nodes: `single` (one at most), `disjoint` (in document order, none inside another), `nested` (in document
 * order), `distinct` (any order, none twice), `any`.
 */
export type NodeOrder = "single" | "disjoint" | "nested" | "distinct" | "any";

type Transitions = Readonly<Partial<Record<Axis, NodeOrder>>>;

/** Order of what a step gives, by the order of where it starts; what is not listed is `any`. */
const TRANSITIONS: Readonly<Record<NodeOrder, Transitions>> = {
  single: {
    self: "single",
    parent: "single",
    child: "disjoint",
    attribute: "disjoint",
    "following-sibling": "disjoint",
    descendant: "nested",
    "descendant-or-self": "nested",
    following: "nested",
    ancestor: "distinct",
    "ancestor-or-self": "distinct",
    preceding: "distinct",
    "preceding-sibling": "distinct",
  },
  disjoint: {
    self: "disjoint",
    child: "disjoint",
    attribute: "disjoint",
    descendant: "nested",
    "descendant-or-self": "nested",
  },
  nested: { self: "nested", attribute: "disjoint", child: "distinct" },
  distinct: { self: "distinct", attribute: "distinct", child: "distinct" },
  any: {},
};

/** The order after some steps; an expression step gives whatever it gives. */
export function orderAfter(start: NodeOrder, steps: readonly Step[]): NodeOrder {
  return steps.reduce<NodeOrder>(
    (order, step) => (step.kind === "axis" ? (TRANSITIONS[order][step.axis] ?? "any") : "any"),
    start,
  );
}
