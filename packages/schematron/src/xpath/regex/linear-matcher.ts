import { type Automaton, buildAutomaton } from "./automaton.ts";
import type { RegexFlags, RegexTree } from "./regex-tree.ts";

/** A set of states of the automaton, and where each character leads from it. */
interface Situation {
  readonly states: readonly number[];
  /** True when a match has been found already. */
  readonly isMatch: boolean;
  /** True when a match is found if the text ends here. */
  readonly isMatchAtEnd: boolean;
  readonly after: Map<string, Situation>;
}

/** Beyond this many situations the memory of a matcher is emptied; a situation remembers as many characters. */
const MAXIMUM_KEPT = 2_000;

/**
 * A matcher whose time grows in proportion to the text, whatever the expression: the states that the automaton may be in are followed
 * together, and remembered. JavaScript's own matcher backtracks, which nested repetitions can drive to exponential time on a
 * hostile text.
 */
export function createLinearMatcher(tree: RegexTree, flags: RegexFlags): (text: string) => boolean {
  const machine = new Machine(buildAutomaton(tree, flags));
  return (text) => machine.matches(text);
}

class Machine {
  readonly #automaton: Automaton;
  readonly #situations = new Map<string, Situation>();
  readonly #beginning: Situation;

  constructor(automaton: Automaton) {
    this.#automaton = automaton;
    this.#beginning = this.#situation(new Set([automaton.first]), true);
  }

  matches(text: string): boolean {
    let situation = this.#beginning;
    for (const character of text) {
      if (situation.isMatch) return true;
      const known = situation.after.get(character);
      situation = known ?? this.#step(situation, character);
    }
    return situation.isMatchAtEnd;
  }

  #step(from: Situation, character: string): Situation {
    const reached = new Set<number>();
    for (const index of from.states) {
      const state = this.#automaton.states[index];
      if (state?.accepts?.test(character)) for (const next of state.next) reached.add(next);
    }
    // A match may begin at any place.
    reached.add(this.#automaton.first);
    const situation = this.#situation(reached, false);
    if (from.after.size < MAXIMUM_KEPT) from.after.set(character, situation);
    return situation;
  }

  #situation(from: ReadonlySet<number>, atStart: boolean): Situation {
    const states = [...this.#closure(from, atStart, false)].sort((a, b) => a - b);
    const key = `${atStart} ${states.join(" ")}`;
    const known = this.#situations.get(key);
    if (known !== undefined) return known;
    const { final } = this.#automaton;
    const isMatchAtEnd = this.#closure(from, atStart, true).has(final);
    const made = { states, isMatch: states.includes(final), isMatchAtEnd, after: new Map<string, Situation>() };
    this.#keep(key, made);
    return made;
  }

  #keep(key: string, situation: Situation): void {
    if (this.#situations.size >= MAXIMUM_KEPT) {
      for (const { after } of this.#situations.values()) after.clear();
      this.#situations.clear();
    }
    this.#situations.set(key, situation);
  }

  /** Every state reached without consuming a character. */
  #closure(from: ReadonlySet<number>, atStart: boolean, atEnd: boolean): ReadonlySet<number> {
    const reached = new Set(from);
    for (const index of reached) {
      const state = this.#automaton.states[index];
      if (state === undefined || state.accepts !== undefined) continue;
      if (state.assertion === "start" && !atStart) continue;
      if (state.assertion === "end" && !atEnd) continue;
      for (const next of state.next) reached.add(next);
    }
    return reached;
  }
}
