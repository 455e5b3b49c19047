/**
 * What French laboratories and their analysers write for a unit of the official list: the same magnitude, to the letter.
 *
 * @remarks Written out one by one: a rule on upper and lower case would turn `mM` (mmol/L) into `mm`, `MU` into `mU`.
 */
export const UNIT_HABITS: ReadonlyMap<string, string> = new Map([
  ["g/l", "g/L"],
  ["G/L", "10*9/L"],
  ["Giga/L", "10*9/L"],
  ["giga/L", "10*9/L"],
  ["GIGA/L", "10*9/L"],
  ["T/L", "10*12/L"],
  ["Téra/L", "10*12/L"],
  ["Tera/L", "10*12/L"],
  ["TERA/L", "10*12/L"],
  ["M/L", "10*6/L"],
  ["M/mm3", "10*6/uL"],
  ["/mm3", "/uL"],
  ["10*3/mm3", "10*3/uL"],
  ["10*6/mm3", "10*6/uL"],
  ["um3", "fL"],
  ["mM", "mmol/L"],
  ["uM", "umol/L"],
  ["nM", "nmol/L"],
  ["pM", "pmol/L"],
  ["mcg/L", "ug/L"],
  ["mcg/mL", "ug/mL"],
  ["sec", "s"],
  ["pH", "[pH]"],
  ["mmHg", "mm[Hg]"],
  ["mm/1h", "mm/h"],
  // Both are in the official list with a blank after them, so that no document can match them.
  ["g/kg", "mg/g"],
  ["L/(min.m2)", "L/min/m2"],
  ["g/24h", "g/(24.h)"],
  ["mg/24h", "mg/(24.h)"],
  ["mmol/24h", "mmol/(24.h)"],
  ["UFC/mL", "[CFU]/mL"],
  ["UFC/ml", "[CFU]/mL"],
  ["mL/min/1.73m2", "mL/min"],
  ["mL/min/1,73m2", "mL/min"],
  ["mL/min/{1.73_m2}", "mL/min"],
  ["mL/min/1.73_m2", "mL/min"],
  ["{INR}", "{ratio}"],
  ["INR", "{ratio}"],
  ["ratio", "{ratio}"],
  ["1", "{ratio}"],
]);

/** Other signs for the same thing, tried one after another; each works on the outcome of those before. */
export const UNIT_NOTATIONS: readonly (readonly [RegExp, string])[] = [
  [/[µμ]/g, "u"],
  [/²/g, "2"],
  [/³/g, "3"],
  [/\^/g, "*"],
  [/10(?:E|e)(\d)/g, "10*$1"],
  [/(^|[mnku/])(?:UI|IU)(?=\/|$)/g, "$1[IU]"],
  [/(\/)(m?)l(?=\/|$)/g, "$1$2L"],
  [/^(m?)l(?=\/)/, "$1L"],
  [/(\/)dl(?=\/|$)/g, "$1dL"],
  [/^mOsm(?=\/)/, "mosm"],
  [/^mEq(?=\/)/, "meq"],
];
