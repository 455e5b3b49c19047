/** What a restriction must be for a combination of targets: no, yes, or either. */
export type MatrixCell = "N" | "Y" | "any";

/** A combination of targets that may be sent to, and what it asks of the restrictions. */
export interface MatrixRow {
  readonly professionnels: boolean;
  readonly patient: boolean;
  readonly masquePs: MatrixCell;
  readonly invisiblePatient: MatrixCell;
  readonly invisibleRepresentants: MatrixCell;
  readonly connexionSecrete: MatrixCell;
  /** Whether the same request may feed the DMP. */
  readonly dmp: MatrixCell;
}

/**
 * The combinations that exist; any other is an error.
 *
 * @remarks ANS, volet « Transmission d'un document CDA-R2 en HL7v2 », règles de gestion MSSanté, 2026-04-21.
 */
export const SEND_MATRIX: readonly MatrixRow[] = [
  {
    professionnels: true,
    patient: true,
    masquePs: "N",
    invisiblePatient: "N",
    invisibleRepresentants: "N",
    connexionSecrete: "any",
    dmp: "any",
  },
  {
    professionnels: true,
    patient: false,
    masquePs: "N",
    invisiblePatient: "Y",
    invisibleRepresentants: "N",
    connexionSecrete: "any",
    dmp: "any",
  },
  {
    professionnels: false,
    patient: true,
    masquePs: "any",
    invisiblePatient: "N",
    invisibleRepresentants: "any",
    connexionSecrete: "N",
    dmp: "N",
  },
];

/** Confidentiality codes of documents (JDV_J08), and the short form of HL7 v2, by restriction. */
export const CONFIDENTIALITY_CODES = {
  MASQUE_PS: "masquePs",
  INVISIBLE_PATIENT: "invisiblePatient",
  INVISIBLE_REPRESENTANTS_LEGAUX: "invisibleRepresentants",
  INVISIBLE_REP_LEGAUX: "invisibleRepresentants",
  CONNEXION_SECRETE: "connexionSecrete",
} as const;
