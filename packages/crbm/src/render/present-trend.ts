import { type DisplayTrend, type DisplayTrendPoint, formatTime } from "@ldl/cda";
import { Moment, momentBounds } from "@ldl/domain";
import type { Resultat } from "../model/resultat.ts";
import type { Valeur } from "../model/valeur.ts";
import { formatValeur, unitOf } from "../narrative/format-valeur.ts";

/** Values from which a curve says more than the figures. */
const MIN_POINTS = 3;

interface Dated {
  readonly at: number;
  readonly point: DisplayTrendPoint;
  readonly words: string;
}

function pointOf(valeur: Valeur | undefined, date: Moment | undefined, unit: string | undefined): readonly Dated[] {
  const known = Moment.safeParse(date);
  if (valeur === undefined || !known.success || unitOf(valeur) !== unit) return [];
  if (valeur.type !== "quantite" && valeur.type !== "reel" && valeur.type !== "entier") return [];
  const value = Number(valeur.valeur);
  const label = formatTime(known.data);
  return Number.isFinite(value)
    ? [{ at: momentBounds(known.data).from, point: { label, value }, words: `${formatValeur(valeur)} (${label})` }]
    : [];
}

/**
 * Draws the earlier values of a result and itself, when there are three or more in the same unit.
 *
 * @param resultat - A result.
 * @returns The curve, oldest first; `undefined` when there are too few values.
 */
export function trendOf({ analyse, valeur, date, anteriorites = [] }: Resultat): DisplayTrend | undefined {
  const unit = unitOf(valeur);
  const points = [
    ...anteriorites.flatMap((earlier) => pointOf(earlier.valeur, earlier.date, unit)),
    ...pointOf(valeur, date, unit),
  ].sort((one, other) => one.at - other.at);
  if (points.length < MIN_POINTS) return undefined;
  const values = points.map(({ words }) => words).join(", ");
  return {
    kind: "trend",
    points: points.map(({ point }) => point),
    description: `Évolution de ${analyse.libelle}${unit === undefined ? "" : ` en ${unit}`} : ${values}`,
  };
}
