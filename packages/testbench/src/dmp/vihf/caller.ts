import type { AccessMode, RightsColumn } from "./rights-matrix.ts";

/** Identification of a patient in a message. */
export interface PatientKey {
  readonly matricule: string;
  readonly oid: string;
}

/** Who calls, as the VIHF says once it is believed. */
export interface Caller {
  readonly mode: "DIRECTE" | "INDIRECTE" | "INDIRECTE_RENFORCEE";
  readonly assertionId: string;
  /** PS_IdNat of the professional, or what the structure calls its user. */
  readonly userId: string;
  /** Struct_IdNat. */
  readonly structure: string;
  readonly column: RightsColumn;
  readonly access: AccessMode;
  readonly patient?: PatientKey;
}

/** Reads `<INS>^^^&<OID>&ISO^NH`; `undefined` for anything else, further components included. */
export function parsePatientKey(text: string): PatientKey | undefined {
  const [, matricule, oid] = /^(\d{5}(?:\d{2}|2[AB])\d{8})\^\^\^&([0-9.]+)&ISO\^NH$/.exec(text) ?? [];
  return matricule === undefined || oid === undefined ? undefined : { matricule, oid };
}
