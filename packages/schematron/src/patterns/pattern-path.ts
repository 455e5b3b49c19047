import type { Expression, Step } from "../xpath/syntax/ast.ts";
import { XPathError } from "../xpath/xpath-error.ts";
import { splitPattern } from "./split-pattern.ts";

/** A step of a match pattern: what an element must be, under its parent or under any of its ancestors. */
export interface PatternStep {
  readonly link: "child" | "descendant";
  readonly step: Step & { readonly kind: "axis" };
  /** Two steps of one key are the same. */
  readonly key: string;
}

/** One branch of a match pattern, from the document down; no step at all stands for the document itself. */
export type PatternPath = readonly PatternStep[];

/**
 * Reads the context of a rule, which is a match pattern of XSLT. `a/b` stands anywhere, as `//a/b` does.
 *
 * @remarks XSLT 2.0 §5.5.2: steps on the child and attribute axes, `//`, unions; `id()` and `key()` are refused.
 * @param parse - Parses one step; the same text gives the same expression.
 * @throws {@link XPathError} `XTSE0340` for an expression that is not a match pattern.
 */
export function readPattern(text: string, parse: (text: string) => Expression): readonly PatternPath[] {
  return splitPattern(text).map((branch) =>
    branch.map(({ separator, text: key }): PatternStep => {
      const link = separator === "/" ? "child" : "descendant";
      return { link, step: stepOf(parse(key)), key };
    }),
  );
}

function stepOf(expression: Expression): PatternStep["step"] {
  const [step, ...others] = expression.kind === "path" ? expression.steps : [];
  const isStep = expression.kind === "path" && !expression.absolute && others.length === 0;
  if (!isStep || step?.kind !== "axis") throw notAPattern();
  if (step.axis !== "child" && step.axis !== "attribute") throw notAPattern();
  return step;
}

function notAPattern(): XPathError {
  return new XPathError("XTSE0340", "the context is not a match pattern");
}
