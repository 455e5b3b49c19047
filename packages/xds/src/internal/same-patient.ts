import type { Cx } from "../model/hl7-types.ts";

/** Tells whether two identifiers are of the same patient: same value, same authority. The type does not count. */
export function samePatient(one: Cx, other: Cx): boolean {
  return one.id === other.id && one.autorite === other.autorite;
}
