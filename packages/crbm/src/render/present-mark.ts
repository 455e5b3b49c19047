import type { DisplayMark } from "@ldl/cda";
import type { Resultat } from "../model/resultat.ts";
import { formatInterpretation } from "../narrative/format-people.ts";
import { sideOfBounds } from "./side-of-bounds.ts";

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
  const [sign, tone] = (Object.hasOwn(SIGNS, interpretation) ? SIGNS[interpretation] : undefined) ?? ["", "alert"];
  return mark(sign, formatInterpretation(interpretation), tone);
}

/** Says that a value is out of its bounds, for a result that the laboratory did not interpret. */
function markOfBounds({ valeur, bornes }: Resultat): DisplayMark | undefined {
  const side = valeur === undefined || bornes === undefined ? undefined : sideOfBounds(valeur, bornes);
  if (side === undefined) return undefined;
  return side === "above" ? mark("↑", "au-dessus des bornes", "alert") : mark("↓", "en dessous des bornes", "alert");
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
