import { z } from "zod";
import { hasVenues } from "../project/declared-activity.ts";
import type { IndicatorReport } from "./indicator-report.ts";
import type { TableauContext } from "./tableaux.ts";

/** What a reader must know about a figure. @public */
export const ReportNote = z.strictObject({
  /** Stable code, for example `PARTIAL`. */
  code: z.string(),
  /** The note, in French. */
  text: z.string(),
});
/** What the schema of the same name gives. @public */
export interface ReportNote extends z.infer<typeof ReportNote> {}

type Figures = Pick<IndicatorReport, "tableau1" | "tableau2">;

const ALWAYS: readonly ReportNote[] = [
  {
    code: "T1",
    text: "MS-4 : l'instruction écrit « lettres de liaison » transmises par le SGL ; sont comptés les comptes rendus de biologie de niveau 3.",
  },
  { code: "T2", text: "MS-4 est un taux (%), bien que l'instruction indique l'unité « Nombre de CR d'examen »." },
  { code: "T3", text: "MS-4 = L / K ; le taux sur tous les CR produits (L / I) est donné à côté." },
  {
    code: "T4",
    text: "C est daté par la production, D par la transmission : une lettre produite dans une période et transmise dans la suivante compte dans l'une puis dans l'autre.",
  },
  {
    code: "T14",
    text: "MS-3 n'a pas de valeur cible : son caractère significatif au regard de l'activité en B est à apprécier par une personne.",
  },
  {
    code: "T15",
    text: "Chaque cible est appréciée séparément ; l'attribution du financement relève de la seule administration.",
  },
];

function flagged({ tableau1, tableau2 }: Figures): ReportNote[] {
  const notes: ReportNote[] = [];
  const rates = [...tableau1.rows, tableau1.total].flatMap((row) => [row.ms1, row.ms2]);
  const all = [...rates, ...[...tableau2.rows, tableau2.total].map((row) => row.ms4)];
  if (all.some((rate) => rate.flags.includes("OVER_100"))) {
    notes.push({
      code: "OVER_100",
      text: "Un taux dépasse 100 % : il est montré tel quel, le dénominateur ou le décalage entre production et transmission est à vérifier.",
    });
  }
  const { coverage } = tableau1.total;
  if (coverage !== undefined) {
    const text = `MS-1 partiel : activité déclarée pour ${coverage.known} établissement(s) sur ${coverage.all} ; ${coverage.excludedC} lettre(s) produite(s) par les autres ne sont pas au numérateur.`;
    notes.push({ code: "PARTIAL", text });
  }
  if ([...tableau2.rows, tableau2.total].some((row) => row.flags.includes("LEVEL_UPGRADE"))) {
    notes.push({
      code: "LEVEL_UPGRADE",
      text: "J négatif : des comptes rendus produits auparavant à un autre niveau sont passés au niveau 3 dans la période.",
    });
  }
  return notes;
}

/** The notes that a report must print. */
export function reportNotes({ project, policy }: TableauContext, figures: Figures): ReportNote[] {
  const notes = [...ALWAYS, ...flagged(figures)];
  if (project.establishments.some(({ activity }) => hasVenues(activity, policy))) {
    const done = policy.venuePolicy === "exclude" ? "ne sont pas comptées dans A" : "sont comptées dans A par choix";
    notes.push({
      code: "VENUES",
      text: `Une activité déclarée en venues ou journées n'est pas un nombre de séjours ; ces venues ${done}.`,
    });
  }
  return notes;
}
