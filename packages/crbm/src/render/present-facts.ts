import type { DisplayBlock, DisplayMark } from "@ldl/cda";
import type { StatutBloc } from "../model/bloc.ts";
import type { Commentaire } from "../model/commentaire.ts";
import type { LaboratoireExecutant } from "../model/laboratoire.ts";
import type { Validation } from "../model/resultat.ts";
import { formatExecutant, formatValidation } from "../narrative/format-people.ts";
import { commentLine } from "./comment-line.ts";
import { lines, paragraph } from "./display.ts";

/** What is said of a whole group. */
interface Group {
  readonly statut: StatutBloc;
  readonly executant?: LaboratoireExecutant | undefined;
  readonly validation?: Validation | undefined;
  readonly automates?: readonly string[] | undefined;
  readonly commentaires?: readonly Commentaire[] | undefined;
}

const STATUSES: Readonly<Record<StatutBloc, DisplayMark | undefined>> = {
  completed: undefined,
  active: { kind: "mark", tone: "alert", text: "… Résultats partiels : des analyses sont en cours." },
  aborted: { kind: "mark", tone: "alert", text: "× Examen interrompu." },
};

/**
 * Shows what is said of a whole group of results: state, laboratory, validation, analysers, comments.
 *
 * @param group - The group.
 * @param about - Name of the group, where it does not stand right above: each line starts with it.
 * @returns A paragraph for each fact.
 */
export function presentFacts(group: Group, about?: string): readonly DisplayBlock[] {
  const { statut, executant, validation, automates = [], commentaires = [] } = group;
  const before = about === undefined ? "" : `${about} — `;
  const status = STATUSES[statut];
  const words = [
    ...(executant === undefined ? [] : [formatExecutant(executant)]),
    ...(validation === undefined ? [] : [formatValidation(validation)]),
    ...(automates.length === 0 ? [] : [`Automate : ${automates.join(", ")}`]),
    ...commentaires.map((comment) =>
      comment.auteur === undefined ? `Commentaire : ${commentLine(comment)}` : commentLine(comment),
    ),
  ];
  return [
    ...(status === undefined ? [] : [paragraph(before === "" ? [status] : [...lines(before), status])]),
    ...words.map((line) => paragraph(lines(before + line))),
  ];
}
