import type { DisplayMark } from "@ldl/cda";
import type { Bornes } from "../model/bornes.ts";
import type { Resultat } from "../model/resultat.ts";
import type { Valeur } from "../model/valeur.ts";
import { formatInterpretation } from "../narrative/format-people.ts";

type Tone = DisplayMark["tone"];

/** Sign and tone of each interpretation that says more than a word: nothing rests on colour alone. */
const SIGNS: Readonly<Record<string, readonly [sign: string, tone: Tone]>> = {
  H: ["↑", "alert"],
  HU: ["↑", "alert"],
  HX: ["↑", "alert"],
  HH: ["⇈", "strong"],
  L: ["↓", "alert"],
  LU: ["↓", "alert"],
  LX: ["↓", "alert"],
  LL: ["⇊", "strong"],
  A: ["!", "alert"],
  AA: ["!!", "strong"],
  EX: ["!", "alert"],
  POS: ["+", "alert"],
  DET: ["+", "alert"],
  RR: ["+", "alert"],
  WR: ["±", "alert"],
  E: ["±", "alert"],
  IND: ["±", "alert"],
  NEG: ["−", "calm"],
  ND: ["−", "calm"],
  NR: ["−", "calm"],
  N: ["", "calm"],
  EXP: ["", "calm"],
  R: ["R", "strong"],
  NS: ["NS", "alert"],
  I: ["I", "alert"],
  SDD: ["SDD", "alert"],
  S: ["S", "calm"],
};

function mark(sign: string, words: string, tone: Tone): DisplayMark {
  return { kind: "mark", tone, text: sign === "" ? words : `${sign} ${words}` };
}

/** The mark of an interpretation: its sign and its words. */
export function markOf(interpretation: string): DisplayMark {
  const [sign, tone] = SIGNS[interpretation] ?? ["", "alert"];
  return mark(sign, formatInterpretation(interpretation), tone);
}

/** The number that a value and bounds can be compared by; a limit of measure is compared as itself. */
function comparable(valeur: Valeur, bornes: Bornes): number | undefined {
  if (valeur.type !== "quantite" && valeur.type !== "reel" && valeur.type !== "censuree") return undefined;
  const unite = "unite" in valeur ? valeur.unite : undefined;
  const number = Number(valeur.valeur);
  return Number.isFinite(number) && (bornes.unite ?? unite) === unite ? number : undefined;
}

/** Says that a value is out of its bounds, for a result that the laboratory did not interpret. */
function markOfBounds({ valeur, bornes }: Resultat): DisplayMark | undefined {
  const value = valeur === undefined || bornes === undefined ? undefined : comparable(valeur, bornes);
  if (value === undefined || bornes === undefined) return undefined;
  const { min, max } = bornes;
  const isBelow = min !== undefined && (bornes.minInclus === false ? value <= Number(min) : value < Number(min));
  const isAbove = max !== undefined && (bornes.maxInclus === false ? value >= Number(max) : value > Number(max));
  if (valeur?.type === "censuree") {
    // Below a limit says nothing of a lower bound that is below that limit.
    const isLess = valeur.comparateur.startsWith("<");
    if (isLess ? !isBelow : !isAbove) return undefined;
  }
  if (isAbove) return mark("↑", "au-dessus des bornes", "alert");
  return isBelow ? mark("↓", "en dessous des bornes", "alert") : undefined;
}

/**
 * Gives the mark of a result: what the laboratory says, else what the bounds say, else nothing.
 *
 * @param resultat - A result.
 * @returns The mark, if any.
 */
export function resultMark(resultat: Resultat): DisplayMark | undefined {
  if (resultat.statut === "aborted") return mark("×", "non réalisé", "alert");
  return resultat.interpretation === undefined ? markOfBounds(resultat) : markOf(resultat.interpretation);
}

/** Whether a result calls for attention. */
export function callsForAttention(resultat: Resultat): boolean {
  const tone = resultMark(resultat)?.tone;
  return tone === "alert" || tone === "strong";
}
