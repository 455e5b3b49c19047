import type { NomPersonne } from "@ldl/domain";
import { systemName } from "../codes/systemes.ts";
import { unitLabel } from "../codes/unites.ts";
import type { WrittenCode } from "../datatypes/write-code.ts";
import type { Time } from "../datatypes/write-time.ts";
import type { Frequence, MomentJournee } from "../lettre-de-liaison/posologie.ts";
import type { Duree, PlageQuantite, Quantite } from "../lettre-de-liaison/quantite.ts";

/** Writes a date the French way, as precise as it is: `03/12/2019 à 13:30`, `12/2019`. @internal */
export function formatTime(time: Time): string {
  const day = time.slice(0, 10).split("-").reverse().join("/");
  return time.includes("T") ? `${day} à ${time.slice(11, 16)}` : day;
}

/** Writes a number with a decimal comma. @internal */
export function formatNumber(value: number): string {
  return String(value).replace(".", ",");
}

function withUnit(value: string, unit: string | undefined, count: number): string {
  return unit === undefined ? value : `${value} ${unitLabel(unit, count)}`;
}

/** Writes a quantity. */
export function formatQuantity({ valeur, unite }: Quantite): string {
  return withUnit(formatNumber(valeur), unite, valeur);
}

/** Writes a quantity, or a range of them. */
export function formatRange({ valeur, valeurMax, unite }: PlageQuantite): string {
  if (valeurMax === undefined) return formatQuantity({ valeur, unite });
  return withUnit(`${formatNumber(valeur)} à ${formatNumber(valeurMax)}`, unite, valeurMax);
}

/** Writes a span of time: `1 jour`, `8 heures`. */
export function formatDuration({ valeur, unite }: Duree): string {
  return formatQuantity({ valeur, unite });
}

/** Writes what something is counted by: `jour`, `8 heures`. */
export function formatPer({ valeur, unite }: Duree): string {
  return valeur === 1 ? unitLabel(unite, 1) : formatDuration({ valeur, unite });
}

const MOMENTS: Readonly<Record<MomentJournee, string>> = {
  AC: "avant les repas",
  ACD: "avant le déjeuner",
  ACM: "avant le petit déjeuner",
  ACV: "avant le dîner",
  HS: "au coucher",
  IC: "entre les repas",
  ICD: "entre le déjeuner et le dîner",
  ICM: "entre le petit déjeuner et le déjeuner",
  ICV: "entre le dîner et le coucher",
  PC: "après les repas",
  PCD: "après le déjeuner",
  PCM: "après le petit déjeuner",
  PCV: "après le dîner",
  WAKE: "au réveil",
};

/** Spans of time whose French name is feminine. */
const FEMININE: ReadonlySet<string> = new Set(["min", "h", "wk"]);

/** Writes how often something is taken. */
export function formatFrequency(frequency: Frequence): string {
  if (frequency.genre === "moment") return MOMENTS[frequency.moment];
  const { toutesLes } = frequency;
  const text =
    toutesLes.valeur === 1
      ? `1 fois par ${formatPer(toutesLes)}`
      : `1 fois ${FEMININE.has(toutesLes.unite) ? "toutes" : "tous"} les ${formatPer(toutesLes)}`;
  return frequency.horairesUsuels === true ? `${text}, aux horaires usuels` : text;
}

/** Writes when something lasted, or lasts. */
export function formatPeriod(period: {
  readonly debut?: Time | undefined;
  readonly fin?: Time | undefined;
  readonly duree?: Duree | undefined;
}): string {
  const { debut, fin, duree } = period;
  return [
    debut === undefined ? undefined : `${fin === undefined ? "à partir du" : "du"} ${formatTime(debut)}`,
    fin === undefined ? undefined : `${debut === undefined ? "jusqu'au" : "au"} ${formatTime(fin)}`,
    duree === undefined ? undefined : `pendant ${formatDuration(duree)}`,
  ]
    .filter((part) => part !== undefined)
    .join(" ");
}

/** Writes a code with its system, for those who want it. */
export function formatCode(code: Omit<WrittenCode, "libelle">): string {
  return `${code.code} (${code.nomSysteme ?? systemName(code.systeme) ?? code.systeme})`;
}

/** Writes the name of a person. @internal */
export function formatName(name: NomPersonne): string {
  return [name.titre, name.prenom, name.nom].filter((part) => part !== undefined).join(" ");
}
