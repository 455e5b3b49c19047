import type { CivilDate } from "@ldl/domain";
import { asciiFold } from "../text/ascii-fold.ts";
import { frenchDate } from "../text/civil-date-text.ts";

/** Prefix of the subject: the phrase of IHE XDM for mail, then `+`. */
const PREFIX = "XDM/1.0/DDM+";

/** Longest label, in characters. */
const MAX_LIBELLE = 40;

/**
 * What the subject of a message says.
 *
 * @public
 */
export interface MessageSubjectInput {
  /** Label of each document, the `displayName` of its code. With several, only their number is written. */
  readonly libelles: readonly string[];
  /** Birth name of the patient. */
  readonly nomNaissance: string;
  /** First given name of the patient. */
  readonly prenom: string;
  /** Birth date of the patient. */
  readonly dateNaissance?: CivilDate;
}

/** Shortens a label to what a subject or a file name takes. */
export function shortLibelle(libelle: string): string {
  return Array.from(libelle).slice(0, MAX_LIBELLE).join("").trimEnd();
}

/**
 * Writes the subject of a message that carries documents: `XDM/1.0/DDM+<label> <NAME> <given name> <birth date>`, in ASCII.
 *
 * @remarks Référentiel socle MSSanté #2, ECO.2.1.3; prefix of IHE ITI-32. The label is shortened to 40 characters once its
 * accents are gone; several documents are counted.
 * @example
 * ```ts
 * import { CivilDate } from "@ldl/domain";
 * import { buildSubject } from "@ldl/mssante";
 *
 * buildSubject({
 *   libelles: ["CR d'examens biologiques"],
 *   nomNaissance: "VIAL",
 *   prenom: "Paul",
 *   dateNaissance: CivilDate.parse("1978-11-26"),
 * }); // "XDM/1.0/DDM+CR d'examens biologiques VIAL Paul 26/11/1978"
 * ```
 * @param input - Labels and patient.
 * @returns The subject, printable ASCII. It identifies the patient: keep it out of logs.
 * @public
 */
export function buildSubject(input: MessageSubjectInput): string {
  const { libelles, dateNaissance } = input;
  const [only = ""] = libelles;
  const label = libelles.length === 1 ? shortLibelle(asciiFold(only)) : `${libelles.length} documents`;
  const parts = [
    label,
    asciiFold(input.nomNaissance).toUpperCase(),
    asciiFold(input.prenom),
    dateNaissance === undefined ? "" : frenchDate(dateNaissance),
  ];
  return PREFIX + parts.filter((part) => part !== "").join(" ");
}
