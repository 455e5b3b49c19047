import { AVAILABILITY } from "../codes/status-urns.ts";
import type { StoredEntry } from "../store/stored-objects.ts";
import { holderOf, type TransactionContext } from "../transaction-context.ts";
import { isOwner } from "./replacement-rules.ts";

/** Whether the caller is the attending physician of the patient. */
export function isTreating({ caller, store }: TransactionContext): boolean {
  if (caller?.patient === undefined) return false;
  const authorization = store.authorization(caller.patient.matricule, holderOf(caller));
  return authorization?.status === "VALIDE" && authorization.medecinTraitant;
}

/** Whether a document was deleted: queries still tell so, nothing else knows of it. */
export function isDeleted({ entry }: StoredEntry): boolean {
  return entry.availabilityStatus === AVAILABILITY.deleted;
}

/**
 * Whether the caller may know of a version of a document: it is of the patient of the VIHF, and not masked to professionals
 * unless the caller submitted it or is the attending physician.
 *
 * @remarks Rights matrix PDT-INF-526 v1.8: "not masked", "masked to PS".
 */
export function isVisible(stored: StoredEntry, context: TransactionContext): boolean {
  const { caller } = context;
  const { entry } = stored;
  if (caller === undefined) return true;
  if (entry.patientId?.id !== caller.patient?.matricule) return false;
  const masked = (entry.confidentialityCodes ?? []).some(({ code }) => code === "MASQUE_PS");
  return !masked || isOwner(stored, caller) || isTreating(context);
}
