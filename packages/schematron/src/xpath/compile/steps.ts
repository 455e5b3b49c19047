import {
  type WalkAxis,
  walkAncestors,
  walkAncestorsOrSelf,
  walkAttributes,
  walkChildren,
  walkDescendants,
  walkDescendantsOrSelf,
  walkFollowing,
  walkFollowingSiblings,
  walkNamedDescendants,
  walkParent,
  walkPreceding,
  walkPrecedingSiblings,
  walkSelf,
} from "../../tree/axes.ts";
import type { XPathNode } from "../../tree/node.ts";
import type { Test } from "../context.ts";
import type { Axis, NodeTest, Step } from "../syntax/ast.ts";
import type { Compiler } from "./compiler.ts";
import { compileNodeTest } from "./node-tests.ts";
import { applyPredicates, compilePredicates } from "./predicates.ts";
import type { Advance } from "./walk.ts";

type AxisStep = Step & { kind: "axis" };

/** Compiles a step, followed by `next` for each node it finds. */
export function compileAxisStep(step: AxisStep, compiler: Compiler, next: Advance): Advance {
  const predicates = compilePredicates(step.predicates, compiler);
  if (predicates.kind === "filter") {
    const along = compileAxis(step);
    return (node, context, visit) => {
      const found: XPathNode[] = [];
      along(node, (one) => found.push(one) < 0);
      return applyPredicates(found, predicates, context).some((kept) => next(kept, context, visit));
    };
  }
  const keep = predicates.kind === "test" ? predicates.keep : undefined;
  return compileDirectStep(step, keep, next);
}

/** The axes that almost every expression uses get a loop of their own. */
function compileDirectStep(step: AxisStep, keep: Test | undefined, next: Advance): Advance {
  const { axis, test } = step;
  if (axis === "child" && test.kind === "element" && test.localName !== undefined) {
    return compileNamedChildStep(test.localName, test.namespace, keep, next);
  }
  if (
    axis === "attribute" &&
    test.kind === "attribute" &&
    test.localName !== undefined &&
    test.namespace !== undefined
  ) {
    return compileNamedAttributeStep(test.localName, test.namespace, keep, next);
  }
  if (axis === "self") return compileSelfStep(test, keep, next);
  const along = compileAxis(step);
  if (keep === undefined) return (node, context, visit) => along(node, (found) => next(found, context, visit));
  return (node, context, visit) => along(node, (found) => keep(found, context) && next(found, context, visit));
}

function compileNamedChildStep(
  localName: string,
  namespace: string | undefined,
  keep: Test | undefined,
  next: Advance,
): Advance {
  return (node, context, visit) => {
    if (node.kind !== "element" && node.kind !== "document") return false;
    for (const child of node.children) {
      if (child.kind !== "element" || child.localName !== localName) continue;
      if (namespace !== undefined && child.namespace !== namespace) continue;
      if ((keep === undefined || keep(child, context)) && next(child, context, visit)) return true;
    }
    return false;
  };
}

/** An element has one attribute of a name at most. */
function compileNamedAttributeStep(
  localName: string,
  namespace: string,
  keep: Test | undefined,
  next: Advance,
): Advance {
  return (node, context, visit) => {
    if (node.kind !== "element") return false;
    for (const attribute of node.attributes) {
      if (attribute.localName !== localName || attribute.namespace !== namespace) continue;
      return (keep === undefined || keep(attribute, context)) && next(attribute, context, visit);
    }
    return false;
  };
}

function compileSelfStep(test: NodeTest, keep: Test | undefined, next: Advance): Advance {
  const matches = compileNodeTest(test);
  return (node, context, visit) =>
    matches(node) && (keep === undefined || keep(node, context)) && next(node, context, visit);
}

/** The nodes of an axis that pass the node test, in the order of the axis. */
function compileAxis({ axis, test }: AxisStep): WalkAxis {
  if (axis === "descendant" && test.kind === "element" && test.localName !== undefined) {
    return compileNamedDescendants(test.localName, test.namespace);
  }
  const along = AXES[axis];
  const matches = compileNodeTest(test);
  return (node, visit) => along(node, (found) => matches(found) && visit(found));
}

function compileNamedDescendants(localName: string, namespace: string | undefined): WalkAxis {
  if (namespace === undefined) return (node, visit) => walkNamedDescendants(node, localName, visit);
  return (node, visit) =>
    walkNamedDescendants(node, localName, (element) => element.namespace === namespace && visit(element));
}

const AXES: Readonly<Record<Axis, WalkAxis>> = {
  ancestor: walkAncestors,
  "ancestor-or-self": walkAncestorsOrSelf,
  attribute: walkAttributes,
  child: walkChildren,
  descendant: walkDescendants,
  "descendant-or-self": walkDescendantsOrSelf,
  following: walkFollowing,
  "following-sibling": walkFollowingSiblings,
  parent: walkParent,
  preceding: walkPreceding,
  "preceding-sibling": walkPrecedingSiblings,
  self: walkSelf,
};
