import type { DocumentNode, ElementNode } from "../tree/node.ts";
import type { Context } from "../xpath/context.ts";
import type { PatternPath } from "./pattern-path.ts";
import { compileStepMatch, type StepMatch } from "./step-match.ts";
import { StepTable } from "./step-table.ts";

/** A rule: its pattern, its place in it, and what it applies to. */
export interface PlacedRule {
  readonly pattern: number;
  readonly rule: number;
  readonly paths: readonly PatternPath[];
}

/** Called for each rule that applies to a node. */
export type ApplyRule = (pattern: number, rule: number, node: ElementNode | DocumentNode) => void;

/** What the walk asks of the run. */
export interface RuleTreeHost {
  /** Context of a step: only the variables of the schema are in scope. */
  contextOf(node: ElementNode): Context;
  /** Evaluates a step; an error counts as no match, and is the host's to report. */
  attempt(stage: PatternStage, element: ElementNode, context: Context): boolean;
  readonly apply: ApplyRule;
}

/** A rule that applies where a path of the tree ends. */
interface RuleEnd {
  readonly order: number;
  readonly pattern: number;
  readonly rule: number;
}

/** A step of one or several contexts. */
export interface PatternStage {
  readonly match: StepMatch;
  /** The first rule that has this step, to name it when it cannot be evaluated. */
  readonly owner: { readonly pattern: number; readonly rule: number };
}

/** What one step leads to. Rules whose contexts begin alike share the beginning. */
class Stage implements PatternStage {
  readonly match: StepMatch;
  readonly owner: RuleEnd;
  readonly children = new StepTable<Stage>();
  readonly descendants = new StepTable<Stage>();
  readonly ends: RuleEnd[] = [];

  constructor(match: StepMatch, owner: RuleEnd) {
    this.match = match;
    this.owner = owner;
  }
}

/**
 * The contexts of all rules as one tree, walked down along with the document: a step is tried only where the step above it matched.
 */
export class RuleTree {
  readonly #start = new Stage(() => true, { order: -1, pattern: -1, rule: -1 });

  constructor(rules: readonly PlacedRule[]) {
    rules.forEach(({ pattern, rule, paths }, order) => {
      for (const path of paths) this.#add(path, { order, pattern, rule });
    });
  }

  /** Applies to each node, in document order, the first rule of each pattern that matches it. */
  walk(document: DocumentNode, host: RuleTreeHost): void {
    applyFirst(this.#start.ends, host, document);
    for (const child of document.children) {
      if (child.kind === "element") this.#visit(child, [this.#start], [this.#start], host);
    }
  }

  #add(path: PatternPath, end: RuleEnd): void {
    // Only elements are visited: a context that matches attributes never applies.
    if (path.some(({ step }) => step.axis === "attribute")) return;
    let stage = this.#start;
    for (const step of path) {
      const table = step.link === "child" ? stage.children : stage.descendants;
      stage = table.entryFor(step, () => new Stage(compileStepMatch(step.step), end));
    }
    stage.ends.push(end);
  }

  #visit(element: ElementNode, above: readonly Stage[], open: readonly Stage[], host: RuleTreeHost): void {
    const matched = matchedStages(element, above, open, host);
    const stillOpen = matched.length === 0 ? open : this.#enter(element, matched, open, host);
    for (const child of element.children) {
      if (child.kind === "element") this.#visit(child, matched, stillOpen, host);
    }
  }

  /** Applies the rules that end here; the result is what the elements below may still continue. */
  #enter(
    element: ElementNode,
    matched: readonly Stage[],
    open: readonly Stage[],
    host: RuleTreeHost,
  ): readonly Stage[] {
    applyFirst(
      matched.flatMap((stage) => stage.ends),
      host,
      element,
    );
    const opened = matched.filter((stage) => !stage.descendants.isEmpty && !open.includes(stage));
    return opened.length === 0 ? open : [...open, ...opened];
  }
}

const NOTHING: readonly Stage[] = [];

function matchedStages(
  element: ElementNode,
  above: readonly Stage[],
  open: readonly Stage[],
  host: RuleTreeHost,
): readonly Stage[] {
  let matched: Stage[] | undefined;
  let context: Context | undefined;
  const attempt = (stage: Stage): void => {
    if (matched?.includes(stage)) return;
    context ??= host.contextOf(element);
    if (!host.attempt(stage, element, context)) return;
    matched ??= [];
    matched.push(stage);
  };
  for (const stage of above) stage.children.candidates(element, attempt);
  for (const stage of open) stage.descendants.candidates(element, attempt);
  return matched ?? NOTHING;
}

function applyFirst(ends: readonly RuleEnd[], host: RuleTreeHost, node: ElementNode | DocumentNode): void {
  let settled = -1;
  for (const { pattern, rule } of [...ends].sort((a, b) => a.order - b.order)) {
    if (pattern === settled) continue;
    settled = pattern;
    host.apply(pattern, rule, node);
  }
}
