import { XPathError } from "../xpath-error.ts";
import type { RegexFlags, RegexTree } from "./regex-tree.ts";

/** A state of a nondeterministic automaton: consumes a character, or passes to others without consuming. */
export interface State {
  /** Matches one code point; `undefined` for a state that consumes nothing. */
  readonly accepts?: RegExp;
  /** Passed at this place of the text only. */
  readonly assertion?: "start" | "end";
  readonly next: readonly number[];
}

/** An automaton of a regular expression. */
export interface Automaton {
  readonly states: readonly State[];
  readonly first: number;
  readonly final: number;
}

/** Beyond this many states an expression is refused rather than expanded: `(a{1000}){1000}`. */
const MAXIMUM_STATES = 20_000;

/** Builds the automaton of an expression without back-references (Thompson's construction, from the end to the beginning). */
export function buildAutomaton(tree: RegexTree, flags: RegexFlags): Automaton {
  const states: State[] = [];
  const final = add(states, { next: [] });
  return { states, first: addTree(tree, final, states, flags), final };
}

function add(states: State[], state: State): number {
  if (states.length >= MAXIMUM_STATES) throw new XPathError("FORX0002", "the regular expression repeats too much");
  return states.push(state) - 1;
}

/** Adds the states of a tree in front of the state `next`; returns the first one. */
function addTree(tree: RegexTree, next: number, states: State[], flags: RegexFlags): number {
  switch (tree.kind) {
    case "character":
      return add(states, { accepts: new RegExp(`^${tree.source}$`, flags.ignoreCase ? "iu" : "u"), next: [next] });
    case "start":
    case "end":
      return add(states, { assertion: tree.kind, next: [next] });
    case "group":
      return addTree(tree.body, next, states, flags);
    case "sequence":
      return tree.pieces.reduceRight((after, piece) => addTree(piece, after, states, flags), next);
    case "alternatives":
      return add(states, { next: tree.branches.map((branch) => addTree(branch, next, states, flags)) });
    case "repeat":
      return addRepeat(tree, next, states, flags);
    case "back-reference":
      throw new RangeError("an automaton has no back-references");
  }
}

function addRepeat(tree: RegexTree & { kind: "repeat" }, next: number, states: State[], flags: RegexFlags): number {
  let entry = next;
  if (tree.maximum === Number.POSITIVE_INFINITY) {
    const exits = [next];
    entry = add(states, { next: exits });
    exits.push(addTree(tree.body, entry, states, flags));
  } else {
    for (let time = tree.minimum; time < tree.maximum; time++) {
      entry = add(states, { next: [next, addTree(tree.body, entry, states, flags)] });
    }
  }
  for (let time = 0; time < tree.minimum; time++) entry = addTree(tree.body, entry, states, flags);
  return entry;
}
