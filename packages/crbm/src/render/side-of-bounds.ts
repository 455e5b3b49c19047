import type { Bornes } from "../model/bornes.ts";
import type { Valeur } from "../model/valeur.ts";

/** An end of what is known of a value, or of its bounds: a number, and whether it belongs to them. */
interface End {
  readonly at: number;
  readonly included: boolean;
}

/** Where a value lies; an end that is absent is open. */
interface Span {
  readonly low: End | undefined;
  readonly high: End | undefined;
}

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

function endOf(written: string | undefined, included: boolean | undefined): End | undefined {
  return written === undefined || !DECIMAL.test(written)
    ? undefined
    : { at: Number(written), included: included ?? true };
}

/** What is known of a value: one number, or all those between its ends. */
function spanOf(valeur: Valeur): Span | undefined {
  switch (valeur.type) {
    case "quantite":
    case "reel":
    case "entier": {
      const end = endOf(String(valeur.valeur), true);
      return { low: end, high: end };
    }
    case "intervalle":
      return { low: endOf(valeur.min, valeur.minInclus), high: endOf(valeur.max, valeur.maxInclus) };
    case "censuree": {
      const end = endOf(valeur.valeur, valeur.comparateur.endsWith("="));
      return valeur.comparateur.startsWith("<") ? { low: undefined, high: end } : { low: end, high: undefined };
    }
    default:
      return undefined;
  }
}

/** Whether all of what ends at one number lies below all of what starts at another. */
function isBefore(end: End | undefined, start: End | undefined): boolean {
  if (end === undefined || start === undefined) return false;
  return end.at < start.at || (end.at === start.at && !(end.included && start.included));
}

const isReversed = ({ low, high }: Span): boolean => isBefore(high, low);

/**
 * Tells on which side of its bounds a value lies as a whole. A value of which a part may lie within them is on no side;
 * neither is one in another unit, nor one whose ends, or whose bounds, are the wrong way round.
 *
 * @param valeur - The value.
 * @param bornes - Its reference values.
 * @returns The side; `undefined` within the bounds, or when nothing certain can be said.
 */
export function sideOfBounds(valeur: Valeur, bornes: Bornes): "above" | "below" | undefined {
  const value = spanOf(valeur);
  const bounds = { low: endOf(bornes.min, bornes.minInclus), high: endOf(bornes.max, bornes.maxInclus) };
  const unite = "unite" in valeur ? valeur.unite : undefined;
  if (value === undefined || (bornes.unite ?? unite) !== unite || isReversed(value) || isReversed(bounds))
    return undefined;
  if (isBefore(bounds.high, value.low)) return "above";
  return isBefore(value.high, bounds.low) ? "below" : undefined;
}
