import { UCUM_UNITS } from "../codes/ucum-units.ts";

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

/** Habits of French laboratories that no general change mends. */
const HABITS: Readonly<Record<string, string>> = {
  "g/l": "g/L",
  "G/L": "10*9/L",
  "Giga/L": "10*9/L",
  "T/L": "10*12/L",
  "Téra/L": "10*12/L",
  "M/L": "10*6/L",
  "/mm3": "/uL",
  "10*3/mm3": "10*3/uL",
  "10*6/mm3": "10*6/uL",
  sec: "s",
  pH: "[pH]",
  mmHg: "mm[Hg]",
  "mm/1h": "mm/h",
  // Both are in the official list with a blank after them, so that no document can match them.
  "g/kg": "mg/g",
  "L/(min.m2)": "L/min/m2",
  "g/24h": "g/(24.h)",
  "mg/24h": "mg/(24.h)",
  "mmol/24h": "mmol/(24.h)",
  "UFC/mL": "[CFU]/mL",
  "UFC/ml": "[CFU]/mL",
  "mL/min/1.73m2": "mL/min",
  "mL/min/1,73m2": "mL/min",
  "mL/min/{1.73_m2}": "mL/min",
  "mL/min/1.73_m2": "mL/min",
  "{INR}": "{ratio}",
  INR: "{ratio}",
  ratio: "{ratio}",
  "1": "{ratio}",
};

/** Changes tried one after another; each works on the outcome of those before. */
const CHANGES: readonly (readonly [RegExp, string])[] = [
  [/[µμ]/g, "u"],
  [/\^/g, "*"],
  [/10(?:E|e)(\d)/g, "10*$1"],
  [/(^|[mnkuµ/])(?:UI|IU)(?=\/|$)/g, "$1[IU]"],
  [/(\/)(m?)l$/, "$1$2L"],
  [/(\/)dl$/, "$1dL"],
  [/^mOsm(?=\/)/, "mosm"],
  [/^mEq(?=\/)/, "meq"],
];

let byLowerCase: ReadonlyMap<string, string> | undefined;

/** The unit of the list that differs in case alone. */
function anyCase(unit: string): string | undefined {
  byLowerCase ??= new Map([...UCUM_UNITS].reverse().map((known) => [known.toLowerCase(), known]));
  return byLowerCase.get(unit.toLowerCase());
}

/**
 * Suggests the unit to write in place of one that the official check refuses.
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
  if (isKnownUnit(unit)) return undefined;
  const habit = HABITS[unit];
  if (habit !== undefined) return habit;
  let changed = unit;
  for (const [pattern, replacement] of CHANGES) {
    changed = changed.replace(pattern, replacement);
    if (isKnownUnit(changed)) return changed;
  }
  return HABITS[changed] ?? anyCase(changed);
}
