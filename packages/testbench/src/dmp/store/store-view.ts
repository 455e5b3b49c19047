import { readFile } from "node:fs/promises";
import type { Association, ReceivedDocumentEntry, ReceivedSubmissionSet } from "@ldl/xds";
import type { DmpTestPatient } from "../dmp-options.ts";
import type { DmpStore } from "./dmp-store.ts";
import { StoredPatient } from "./stored-objects.ts";

/**
 * What a DMP of the bench holds, for tests to look at and to prepare.
 *
 * @public
 */
export interface DmpStoreView {
  /** Document entries, every version, oldest first, with their present status. */
  readonly documents: readonly ReceivedDocumentEntry[];
  /** Submission sets, oldest first. */
  readonly submissionSets: readonly ReceivedSubmissionSet[];
  /** Links, oldest first. */
  readonly associations: readonly Association[];
  /**
   * Bytes of a document.
   *
   * @throws RangeError when it holds no such document.
   */
  content(uniqueId: string): Promise<Uint8Array>;
  /** Opens, changes or closes the record of a patient. */
  addPatient(patient: DmpTestPatient): Promise<void>;
  /** Says what a patient allows to a professional (PS_IdNat) or to a structure (Struct_IdNat). */
  authorize(authorization: DmpTestAuthorization): Promise<void>;
}

/**
 * What a patient allows.
 *
 * @public
 */
export interface DmpTestAuthorization {
  /** Matricule INS of the patient. */
  readonly ins: string;
  /** PS_IdNat, or Struct_IdNat. */
  readonly holder: string;
  /** Default: `VALIDE`. `INTERDIT` blocks the holder. */
  readonly status?: "VALIDE" | "NON_EXISTE" | "INTERDIT" | "EXPIRE";
  /** Whether the holder is the attending physician. Default: false. */
  readonly medecinTraitant?: boolean;
}

/** The record of a patient, defaults filled in. */
export function patientRecord(patient: DmpTestPatient): StoredPatient {
  return StoredPatient.parse(patient);
}

/** Shows a store to tests. */
export function createStoreView(store: DmpStore): DmpStoreView {
  return {
    get documents() {
      return [...store.entries.values()].map(({ entry }) => entry);
    },
    submissionSets: store.submissionSets,
    associations: store.associations,
    content(uniqueId) {
      const stored = store.entriesOf(uniqueId)[0];
      if (stored === undefined) return Promise.reject(new RangeError("the DMP holds no such document"));
      return readFile(store.fileOf(stored.sha1));
    },
    addPatient: (patient) => store.commit({ patients: [patientRecord(patient)] }),
    authorize: ({ ins, holder, status = "VALIDE", medecinTraitant = false }) =>
      store.commit({ authorizations: [{ ins, holder, status, medecinTraitant }] }),
  };
}
