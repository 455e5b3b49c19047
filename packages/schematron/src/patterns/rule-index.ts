import type { ElementNode } from "../tree/node.ts";
import type { Context } from "../xpath/context.ts";
import type { PatternBranch } from "./match-pattern.ts";
import { type Requirement, requirementOf, valuesAt } from "./requirements.ts";

/** A rule context compiled, with the place of its rule: patterns in order, and rules in order within them. */
export interface IndexedRule {
  readonly pattern: number;
  readonly rule: number;
  readonly branches: readonly PatternBranch[];
}

/** A branch and its rule. */
interface Candidate {
  readonly order: number;
  readonly pattern: number;
  readonly rule: number;
  readonly branch: PatternBranch;
}

const ANY = "*";

/**
 * Finds the rules that apply to an element without trying them all: by a required `child/@attribute = value` first, else by the names
 * of the element and of its parent.
 */
export class RuleIndex {
  /** Required child name, attribute name, value. */
  readonly #required = new Map<string, Map<string, Map<string, Candidate[]>>>();
  /** Name of the element, then of its parent. */
  readonly #named = new Map<string, Map<string, Candidate[]>>();
  readonly #atDocument: Candidate[] = [];

  constructor(rules: readonly IndexedRule[]) {
    rules.forEach(({ pattern, rule, branches }, order) => {
      for (const branch of branches) this.#add({ order, pattern, rule, branch });
    });
  }

  /** Rules that apply to an element: in each pattern, the first that matches. */
  rulesFor(element: ElementNode, context: Context): readonly { readonly pattern: number; readonly rule: number }[] {
    return firstOfEachPattern(this.#candidatesFor(element), (branch) => branch.match(element, context));
  }

  /** Rules whose context is `/`. */
  rulesForDocument(): readonly { readonly pattern: number; readonly rule: number }[] {
    return firstOfEachPattern(this.#atDocument, () => true);
  }

  #add(candidate: Candidate): void {
    const { last, parent } = candidate.branch;
    if (last === undefined) {
      this.#atDocument.push(candidate);
      return;
    }
    // A context that matches attributes or text never meets a node: only elements are visited.
    if (last.axis !== "child" || (last.test.kind !== "element" && last.test.kind !== "node")) return;
    const requirement = requirementOf(last);
    if (requirement !== undefined) this.#addRequired(candidate, requirement);
    else this.#addNamed(candidate, nameOf(last), parent === undefined ? ANY : nameOf(parent));
  }

  #addRequired(candidate: Candidate, { child, attribute, value }: Requirement): void {
    const byAttribute = entry(this.#required, child, () => new Map<string, Map<string, Candidate[]>>());
    const byValue = entry(byAttribute, attribute, () => new Map<string, Candidate[]>());
    entry(byValue, value, () => []).push(candidate);
  }

  #addNamed(candidate: Candidate, name: string, parentName: string): void {
    const byParent = entry(this.#named, name, () => new Map<string, Candidate[]>());
    entry(byParent, parentName, () => []).push(candidate);
  }

  #candidatesFor(element: ElementNode): readonly Candidate[] {
    const found: Candidate[] = [];
    for (const [child, byAttribute] of this.#required) {
      for (const [attribute, byValue] of byAttribute) {
        for (const value of valuesAt(element, child, attribute)) addAll(found, byValue.get(value));
      }
    }
    const parentName = element.parent.kind === "element" ? element.parent.localName : ANY;
    for (const name of [element.localName, ANY]) {
      const byParent = this.#named.get(name);
      if (byParent === undefined) continue;
      addAll(found, byParent.get(ANY));
      if (parentName !== ANY) addAll(found, byParent.get(parentName));
    }
    return found.length < 2 ? found : found.sort((a, b) => a.order - b.order);
  }
}

function nameOf(step: NonNullable<PatternBranch["last"]>): string {
  return step.test.kind === "element" && step.test.localName !== undefined ? step.test.localName : ANY;
}

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}

function addAll(found: Candidate[], more: readonly Candidate[] | undefined): void {
  if (more !== undefined) for (const candidate of more) found.push(candidate);
}

function firstOfEachPattern(
  candidates: readonly Candidate[],
  matches: (branch: PatternBranch) => boolean,
): readonly { readonly pattern: number; readonly rule: number }[] {
  const applied: Candidate[] = [];
  let settled = -1;
  for (const candidate of candidates) {
    if (candidate.pattern === settled || !matches(candidate.branch)) continue;
    settled = candidate.pattern;
    applied.push(candidate);
  }
  return applied;
}
