import { readPattern } from "../patterns/pattern-path.ts";
import { type PlacedRule, RuleTree } from "../patterns/rule-tree.ts";
import type { CheckModel, PatternModel, RuleModel, RuleStep, SchemaModel } from "../schema/schema-model.ts";
import type { Evaluate, Test } from "../xpath/context.ts";
import type { ExpressionPool } from "./expression-pool.ts";

/** A step of a rule, ready to run. */
export type CompiledStep =
  | { readonly kind: "let"; readonly name: string; readonly value: Evaluate }
  | { readonly kind: "extends"; readonly steps: readonly CompiledStep[] }
  | {
      readonly kind: "check";
      readonly model: CheckModel;
      readonly test: Test;
      readonly message: readonly (string | Evaluate)[];
    };

/** A rule, ready to run. */
export interface CompiledRule {
  readonly pattern: PatternModel;
  readonly model: RuleModel;
  readonly steps: readonly CompiledStep[];
}

/** The rules of a schema, ready to run. */
export interface CompiledRules {
  readonly tree: RuleTree;
  /** By index of the pattern, then of the rule in it. */
  ruleAt(pattern: number, rule: number): CompiledRule;
}

/** Compiles the contexts of the rules; checks and variables follow when first used. */
export function compileRules(model: SchemaModel, pool: ExpressionPool): CompiledRules {
  const placed = model.patterns.flatMap(({ rules }, pattern) =>
    rules.map((rule, index): PlacedRule => {
      return { pattern, rule: index, paths: readPattern(rule.context, (step) => pool.parse(step)) };
    }),
  );
  const compileSteps = stepCompiler(model, pool);
  const compiled = new Map<RuleModel, CompiledRule>();
  return {
    tree: new RuleTree(placed),
    ruleAt(patternIndex, ruleIndex) {
      const pattern = model.patterns[patternIndex];
      const rule = pattern?.rules[ruleIndex];
      if (pattern === undefined || rule === undefined) throw new RangeError("the index names rules of the schema only");
      const known = compiled.get(rule);
      if (known !== undefined) return known;
      const made = { pattern, model: rule, steps: compileSteps(rule.steps) };
      compiled.set(rule, made);
      return made;
    },
  };
}

/** Abstract rules are compiled once, whatever the number of rules that extend them. */
function stepCompiler(
  model: SchemaModel,
  pool: ExpressionPool,
): (steps: readonly RuleStep[]) => readonly CompiledStep[] {
  const abstractSteps = new Map<number, readonly CompiledStep[]>();
  const compileAll = (steps: readonly RuleStep[]): readonly CompiledStep[] => steps.map(compileStep);
  const extended = (index: number): readonly CompiledStep[] => {
    const known = abstractSteps.get(index);
    if (known !== undefined) return known;
    const made = compileAll(model.abstractRules[index] ?? []);
    abstractSteps.set(index, made);
    return made;
  };
  const compileStep = (step: RuleStep): CompiledStep => {
    if ("let" in step) return { kind: "let", name: step.let.name, value: pool.sequence(step.let.value) };
    if ("extends" in step) return { kind: "extends", steps: extended(step.extends) };
    const { check } = step;
    const message = check.message.map((part) => (typeof part === "string" ? part : pool.sequence(part.select)));
    return { kind: "check", model: check, test: pool.test(check.test), message };
  };
  return compileAll;
}
