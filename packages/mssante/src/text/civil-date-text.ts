import type { CivilDate } from "@ldl/domain";

/** Writes a day as French readers expect it, `JJ/MM/AAAA`. */
export function frenchDate(date: CivilDate): string {
  return date.split("-").reverse().join("/");
}

/** Writes a day as file names want it, `AAAAMMJJ`. */
export function compactDate(date: CivilDate): string {
  return date.replaceAll("-", "");
}
