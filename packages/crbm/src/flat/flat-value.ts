import type { Valeur } from "../model/valeur.ts";
import type { FlatValue } from "./flat-result.ts";

const DECIMAL = /^-?\d+(?:\.\d+)?$/;

function numberOf(written: string): { readonly number?: number } {
  return DECIMAL.test(written) ? { number: Number(written) } : {};
}

function unitOf(unit: string | undefined): { readonly unit?: string } {
  return unit === undefined ? {} : { unit };
}

function spanOf({ min, max, minInclus, maxInclus }: Extract<Valeur, { type: "intervalle" }>): string {
  return `${minInclus === false ? ">" : ""}${min} - ${maxInclus === false ? "<" : ""}${max}`;
}

function ratioOf(top: string, topUnit: string | undefined, bottom: string, bottomUnit: string | undefined): FlatValue {
  if (topUnit === bottomUnit) return { value: `${top}/${bottom}` };
  const side = (value: string, unit: string | undefined) => (unit === undefined ? value : `${value} ${unit}`);
  return { value: `${side(top, topUnit)}/${side(bottom, bottomUnit)}` };
}

/**
 * Gives a value as a row has it: text, number, comparator, unit.
 *
 * @param valeur - The typed value, or nothing.
 * @returns The parts that the value has.
 */
export function flatValue(valeur: Valeur | undefined): FlatValue {
  if (valeur === undefined) return {};
  switch (valeur.type) {
    case "quantite":
      return { value: valeur.valeur, ...numberOf(valeur.valeur), unit: valeur.unite };
    case "censuree":
      return {
        value: `${valeur.comparateur}${valeur.valeur}`,
        comparator: valeur.comparateur,
        ...unitOf(valeur.unite),
      };
    case "intervalle":
      return { value: spanOf(valeur), ...unitOf(valeur.unite) };
    case "reel":
      return { value: valeur.valeur, ...numberOf(valeur.valeur) };
    case "entier":
      return { value: String(valeur.valeur), number: valeur.valeur };
    case "code":
      return { value: valeur.texte ?? valeur.code.libelle };
    case "texte":
      return { value: valeur.texte };
    case "rapport":
      return ratioOf(valeur.numerateur, valeur.uniteNumerateur, valeur.denominateur, valeur.uniteDenominateur);
    case "date":
      return { value: valeur.date };
    case "booleen":
      return { value: valeur.valeur ? "oui" : "non" };
    case "fichier":
      return { value: `[${valeur.mediaType}]` };
  }
}
