import { conceptOf, formatName, formatTime, includesCode } from "@ldl/cda";
import { INTERPRETATION } from "../codes/jdv/interpretation.ts";
import { INTERPRETATION_OID } from "../codes/systems.ts";
import type { LaboratoireExecutant } from "../model/laboratoire.ts";
import type { Validation } from "../model/resultat.ts";

/** Words an interpretation; an unknown one is shown as it is. */
export function formatInterpretation(code: string): string {
  return includesCode(INTERPRETATION, { code, systeme: INTERPRETATION_OID })
    ? conceptOf(INTERPRETATION, code).libelle
    : code;
}

/** Says which other laboratory made analyses. */
export function formatExecutant({ laboratoire, responsable, date }: LaboratoireExecutant): string {
  const where = laboratoire.organisation.nom ?? "un autre laboratoire";
  const who = responsable.nom === undefined ? "" : ` (${formatName(responsable.nom)})`;
  const accredited = (laboratoire.accreditations ?? []).map(({ organisme, numero }) => `, ${organisme} ${numero}`);
  return `Réalisé par ${where}${accredited.join("")}${who}, ${formatTime(date)}`;
}

/** Says who validated. */
export function formatValidation({ date, biologiste }: Validation): string {
  const who = biologiste.nom === undefined ? "un biologiste" : formatName(biologiste.nom);
  return `Validé par ${who} le ${formatTime(date)}`;
}
