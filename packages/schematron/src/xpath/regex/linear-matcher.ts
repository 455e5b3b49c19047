import type { RegexFlags, RegexTree } from "./regex-tree.ts";

/** A state of the automaton: consumes a character, or passes to others. */
interface State {
  /** Matches one code point; `undefined` for a state that consumes nothing. */
  readonly accepts?: RegExp;
  /** Holds at this place only; `undefined` when always. */
  readonly assertion?: "start" | "end";
  readonly next: number[];
}

/** Beyond this many states an expression is refused rather than expanded: `(a{1000}){1000}`. */
const MAXIMUM_STATES = 20_000;

/**
 * A matcher whose time grows in proportion to the text, whatever the expression (a set of states is followed, nothing is tried
 * twice). JavaScript's own matcher backtracks, which nested repetitions can drive to exponential time on hostile text.
 */
export function createLinearMatcher(tree: RegexTree, flags: RegexFlags): (text: string) => boolean {
  const states: State[] = [];
  const final = addState(states, { next: [] });
  const first = addTree(tree, final, states, flags);
  return (text) => run(states, first, final, [...text], flags.multiline);
}

function addState(states: State[], state: State): number {
  if (states.length >= MAXIMUM_STATES) throw new RangeError("the regular expression repeats too much");
  return states.push(state) - 1;
}

/** Adds the states of a tree in front of the state `next`; returns the first one. */
function addTree(tree: RegexTree, next: number, states: State[], flags: RegexFlags): number {
  switch (tree.kind) {
    case "character":
      return addState(states, { accepts: new RegExp(`^${tree.source}$`, flags.ignoreCase ? "iu" : "u"), next: [next] });
    case "start":
    case "end":
      return addState(states, { assertion: tree.kind, next: [next] });
    case "group":
      return addTree(tree.body, next, states, flags);
    case "sequence":
      return tree.pieces.reduceRight((after, piece) => addTree(piece, after, states, flags), next);
    case "alternatives":
      return addState(states, { next: tree.branches.map((branch) => addTree(branch, next, states, flags)) });
    case "repeat":
      return addRepeat(tree, next, states, flags);
    case "back-reference":
      throw new RangeError("a back-reference needs a backtracking matcher");
  }
}

function addRepeat(tree: RegexTree & { kind: "repeat" }, next: number, states: State[], flags: RegexFlags): number {
  let entry = next;
  if (tree.maximum === Number.POSITIVE_INFINITY) {
    const loop: State = { next: [next] };
    entry = addState(states, loop);
    loop.next.push(addTree(tree.body, entry, states, flags));
  } else {
    for (let time = tree.minimum; time < tree.maximum; time++) {
      entry = addState(states, { next: [next, addTree(tree.body, entry, states, flags)] });
    }
  }
  for (let time = 0; time < tree.minimum; time++) entry = addTree(tree.body, entry, states, flags);
  return entry;
}

/** True when some part of the text matches. */
function run(
  states: readonly State[],
  first: number,
  final: number,
  text: readonly string[],
  multiline: boolean,
): boolean {
  let active = new Set<number>();
  for (let place = 0; place <= text.length; place++) {
    // A match may begin at any place.
    active.add(first);
    const reached = close(states, active, text, place, multiline);
    if (reached.has(final)) return true;
    const character = text[place];
    if (character === undefined) return false;
    active = new Set();
    for (const index of reached) {
      const state = states[index];
      if (state?.accepts?.test(character)) for (const after of state.next) active.add(after);
    }
  }
  return false;
}

/** Every state reached without consuming a character. */
function close(
  states: readonly State[],
  from: ReadonlySet<number>,
  text: readonly string[],
  place: number,
  multiline: boolean,
): ReadonlySet<number> {
  const reached = new Set(from);
  for (const index of reached) {
    const state = states[index];
    if (state === undefined || state.accepts !== undefined) continue;
    if (state.assertion !== undefined && !assertionHolds(state.assertion, text, place, multiline)) continue;
    for (const after of state.next) reached.add(after);
  }
  return reached;
}

function assertionHolds(
  assertion: "start" | "end",
  text: readonly string[],
  place: number,
  multiline: boolean,
): boolean {
  if (assertion === "start") return place === 0 || (multiline && text[place - 1] === "\n");
  return place === text.length || (multiline && text[place] === "\n");
}
