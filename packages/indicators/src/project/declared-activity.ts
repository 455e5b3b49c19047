import type { Policy } from "../figures/policy.ts";
import { sum } from "../figures/sum.ts";
import type { DeclaredStays, EstablishmentActivity } from "./project-info.ts";

const ADMITTED = ["HC", "HP"];

function isCounted(cell: DeclaredStays, policy: Policy): boolean {
  const field = cell.field === "SMR" ? "SSR" : cell.field;
  return policy.fields.some((counted) => counted === field) && ADMITTED.includes(cell.mode);
}

/** Cells of a declaration that are counted, days of attendance according to the policy. */
function countedCells(cells: readonly DeclaredStays[], policy: Policy): readonly DeclaredStays[] {
  return cells.filter((cell) => isCounted(cell, policy) && (cell.unit === "stay" || policy.venuePolicy === "include"));
}

/** A: yearly stays HC + HP of the counted fields; null when nothing was declared. */
export function annualStays(activity: EstablishmentActivity | undefined, policy: Policy): number | null {
  if (activity?.stays !== undefined) return sum(countedCells(activity.stays, policy).map((cell) => cell.count));
  return activity?.staysAnnual ?? null;
}

/** True when a declaration holds days of attendance in a counted field: they are no stays, a note must say so. */
export function hasVenues(activity: EstablishmentActivity | undefined, policy: Policy): boolean {
  return activity?.stays?.some((cell) => cell.unit === "venue" && isCounted(cell, policy)) ?? false;
}
