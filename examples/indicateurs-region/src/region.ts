import type { ProjectInfoInput } from "@ldl/indicators";

/** A participant, with how its usage grows over the year. */
export interface Participant {
  readonly id: string;
  readonly label: string;
  readonly finessEt: string;
  /** Stays, or reports, of the year. */
  readonly volume: number;
  /** Share of documents produced as asked, in January and in December. */
  readonly produced: readonly [first: number, last: number];
  /** Share of those that are sent, in January and in December. */
  readonly sent: readonly [first: number, last: number];
}

/** Six establishments; every name is made up. */
export const ESTABLISHMENTS: readonly Participant[] = [
  {
    id: "ES1",
    label: "CH du Grand Val",
    finessEt: "990000010",
    volume: 3_000,
    produced: [0.35, 0.9],
    sent: [0.6, 0.95],
  },
  {
    id: "ES2",
    label: "Clinique des Tilleuls",
    finessEt: "990000028",
    volume: 1_500,
    produced: [0.2, 0.8],
    sent: [0.7, 0.92],
  },
  { id: "ES3", label: "CH de la Côte", finessEt: "990000036", volume: 1_000, produced: [0.5, 0.75], sent: [0.4, 0.85] },
  {
    id: "ES4",
    label: "Centre de SMR Les Pins",
    finessEt: "990000044",
    volume: 500,
    produced: [0.1, 0.7],
    sent: [0.8, 0.98],
  },
  {
    id: "ES5",
    label: "EPSM de la Plaine",
    finessEt: "990000051",
    volume: 800,
    produced: [0.05, 0.55],
    sent: [0.5, 0.8],
  },
  {
    id: "ES6",
    label: "Hôpital privé du Parc",
    finessEt: "990000069",
    volume: 400,
    produced: [0.6, 0.95],
    sent: [0.75, 0.97],
  },
];

/** Five laboratories; the last has no structured report before the summer. */
export const LABORATORIES: readonly Participant[] = [
  {
    id: "LBM1",
    label: "Laboratoire des Remparts",
    finessEt: "990000077",
    volume: 2_400,
    produced: [0.5, 0.95],
    sent: [0.7, 0.97],
  },
  {
    id: "LBM2",
    label: "Biologie du Port",
    finessEt: "990000085",
    volume: 1_800,
    produced: [0.4, 0.9],
    sent: [0.6, 0.95],
  },
  {
    id: "LBM3",
    label: "Laboratoire Saint-Martin",
    finessEt: "990000093",
    volume: 1_500,
    produced: [0.7, 0.98],
    sent: [0.8, 0.98],
  },
  { id: "LBM4", label: "Biolab Vallée", finessEt: "990000101", volume: 900, produced: [0.3, 0.8], sent: [0.5, 0.9] },
  {
    id: "LBM5",
    label: "Laboratoire de la Gare",
    finessEt: "990000119",
    volume: 700,
    produced: [-0.6, 0.8],
    sent: [0.5, 0.9],
  },
];

/** The project file: what `ldl schema project` describes. */
export const PROJECT: ProjectInfoInput = {
  id: "region-exemple",
  title: "Projet régional d'exemple (données fictives)",
  ars: "ARS Exemple",
  bassin: "Bassin de la Plaine",
  signatory: "Direction de projet",
  establishments: ESTABLISHMENTS.map(({ id, label, finessEt, volume }) => ({
    id,
    label,
    finessEt,
    activity: { source: "SAE 2014", year: 2014, staysAnnual: volume },
  })),
  laboratories: LABORATORIES.map(({ id, label, finessEt, volume }) => ({
    id,
    label,
    finessEt,
    activity: { source: "LBM 2016", year: 2016, bAnnual: volume * 1_700 },
  })),
  townProfessionals: { ldl: 62, crbm: 48 },
};
