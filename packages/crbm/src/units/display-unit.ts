/** What people read in place of UCUM, where the two differ. */
const READABLE: Readonly<Record<string, string>> = {
  "10*9/L": "G/L",
  "10*12/L": "T/L",
  "10*6/L": "10⁶/L",
  "10*3/uL": "10³/µL",
  "mm[Hg]": "mmHg",
  "[pH]": "",
  "{ratio}": "",
  "mosm/kg": "mOsm/kg",
  "[CFU]/mL": "UFC/mL",
};

/**
 * Words a UCUM unit as French reports print it: `10*9/L` as `G/L`, `m[IU]/L` as `mUI/L`.
 *
 * @param unit - UCUM unit.
 * @returns The unit for people; empty for a ratio.
 */
export function displayUnit(unit: string): string {
  const known = Object.hasOwn(READABLE, unit) ? READABLE[unit] : undefined;
  if (known !== undefined) return known;
  return unit
    .replaceAll("[IU]", "UI")
    .replace(/(^|\/)u(?=[A-Za-z])/g, "$1µ")
    .replaceAll("(24.h)", "24 h");
}
