import { UCUM_UNITS } from "../codes/ucum-units.ts";
import { UNIT_HABITS, UNIT_NOTATIONS } from "./unit-habits.ts";

/** What the official check takes away before it looks a unit up: one kind of annotation, `{ratio}`. */
const ANNOTATION = /\{.[a-z]*.\}/g;

/**
 * Tells whether the official terminology check accepts a unit: UCUM, case-sensitive, in a fixed list. A valid compound
 * unit that the list does not hold, such as `ukat/L`, is refused all the same.
 *
 * @remarks TestContenuCDA, `terminologie.sch`, rule `is-code-ucum-exist`, 2025-02-19.
 * @example
 * ```ts
 * import { isKnownUnit } from "@ldl/crbm";
 *
 * isKnownUnit("10*9/L"); // true
 * isKnownUnit("G/L"); // false
 * ```
 * @param unit - Unit.
 * @returns True when it is accepted.
 * @public
 */
export function isKnownUnit(unit: string): boolean {
  const bare = unit.includes("{") ? unit.replace(ANNOTATION, "") : unit;
  return bare === "" || UCUM_UNITS.has(bare);
}

/**
 * Gives the unit of the list for one that is written by a known habit: the same unit with other signs.
 *
 * @param unit - Unit as a laboratory writes it, not one of the list.
 * @returns The unit to write; `undefined` when no habit is known.
 */
export function habitualUnit(unit: string): string | undefined {
  const habit = UNIT_HABITS.get(unit);
  if (habit !== undefined) return habit;
  let changed = unit;
  for (const [pattern, replacement] of UNIT_NOTATIONS) {
    changed = changed.replace(pattern, replacement);
    if (isKnownUnit(changed)) return changed;
  }
  return UNIT_HABITS.get(changed);
}

let byLowerCase: ReadonlyMap<string, readonly string[]> | undefined;

/** Units of the list that differ in case alone. */
function inAnyCase(unit: string): readonly string[] {
  if (byLowerCase === undefined) {
    const units = new Map<string, string[]>();
    for (const known of UCUM_UNITS) {
      const same = units.get(known.toLowerCase());
      if (same === undefined) units.set(known.toLowerCase(), [known]);
      else same.push(known);
    }
    byLowerCase = units;
  }
  return byLowerCase.get(unit.toLowerCase()) ?? [];
}

/** A unit of several letters, whose case says nothing, after the prefix, whose case does. */
const LONG_NAME = /^([YZEPTGMkhdcmunpfazy]?)(mol|osm|eq|kat|cal|bar|min)$/;

/** Whether a word written in other case can mean nothing else: `mMol` is mmol; `MU` is not mU, `mM` is not mm. */
function isSameWord(written: string, known: string): boolean {
  if (written === known || (written === "l" && known === "L")) return true;
  const [, prefix = "", name = ""] = LONG_NAME.exec(known) ?? [];
  // A capital that is a prefix of its own (M mega, P peta) is left to people.
  const isSamePrefix = written.startsWith(prefix) || !/^[YZEPTGM]/.test(written);
  return name !== "" && isSamePrefix;
}

/** The only unit of the list that differs in case alone, when the other case can mean nothing else. */
function sameInAnyCase(unit: string): string | undefined {
  const [known, ...others] = inAnyCase(unit);
  if (known === undefined || others.length > 0) return undefined;
  const words = known.match(/[A-Za-z]+/g) ?? [];
  const written = unit.match(/[A-Za-z]+/g) ?? [];
  return words.every((word, index) => isSameWord(written[index] ?? "", word)) ? known : undefined;
}

/**
 * Suggests the unit to write in place of one that the official check refuses. It has the same magnitude: a unit that
 * differs in case alone is suggested only when the other case can mean nothing else (`mMol/L`, not `MU/mL`).
 *
 * @example
 * ```ts
 * import { suggestUnit } from "@ldl/crbm";
 *
 * suggestUnit("G/L"); // "10*9/L"
 * suggestUnit("mUI/L"); // "m[IU]/L"
 * ```
 * @param unit - Unit as a laboratory writes it.
 * @returns A unit of the list; `undefined` when none is known, or when the unit is in the list.
 * @public
 */
export function suggestUnit(unit: string): string | undefined {
  return isKnownUnit(unit) ? undefined : (habitualUnit(unit) ?? sameInAnyCase(unit));
}
