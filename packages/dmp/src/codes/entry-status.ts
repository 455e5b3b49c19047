/** Status of an entry of the DMP. @public */
export type EntryStatus = "approved" | "deprecated" | "archived" | "deleted";

/**
 * URN of each status. Archived and Deleted are French; some public code gives them the OASIS prefix, which is wrong.
 *
 * @remarks IHE ITI TF-3; DMP samples 02.05.00, TD3.3.
 */
export const ENTRY_STATUS_URNS: Readonly<Record<EntryStatus, string>> = {
  approved: "urn:oasis:names:tc:ebxml-regrep:StatusType:Approved",
  deprecated: "urn:oasis:names:tc:ebxml-regrep:StatusType:Deprecated",
  archived: "urn:asip:ci-sis:2010:StatusType:Archived",
  deleted: "urn:asip:ci-sis:2010:StatusType:Deleted",
};

/**
 * Reads the status of an entry.
 *
 * @example
 * ```ts
 * import { entryStatusOf } from "@ldl/dmp";
 *
 * entryStatusOf("urn:asip:ci-sis:2010:StatusType:Archived"); // "archived"
 * ```
 * @param urn - Value of `availabilityStatus`.
 * @returns The status, or `undefined` when it is none of the DMP's.
 * @public
 */
export function entryStatusOf(urn: string | undefined): EntryStatus | undefined {
  const statuses: readonly EntryStatus[] = ["approved", "deprecated", "archived", "deleted"];
  return statuses.find((status) => ENTRY_STATUS_URNS[status] === urn);
}
