import { formatTime } from "@ldl/cda";
import type { Bornes } from "../model/bornes.ts";
import type { Valeur } from "../model/valeur.ts";
import { displayUnit } from "../units/display-unit.ts";

/** Writes a number with a decimal comma, its zeros kept. */
function decimal(value: string): string {
  return value.replace(".", ",");
}

function withUnit(text: string, unit: string | undefined): string {
  const shown = unit === undefined ? "" : displayUnit(unit);
  return shown === "" ? text : `${text} ${shown}`;
}

const COMPARATORS = { "<": "<", "<=": "≤", ">": ">", ">=": "≥" } as const;

function formatTitre(valeur: Extract<Valeur, { type: "rapport" }>): string {
  const top = withUnit(decimal(valeur.numerateur), valeur.uniteNumerateur);
  const bottom = withUnit(decimal(valeur.denominateur), valeur.uniteDenominateur);
  return `${top}/${bottom}`;
}

function formatRange({ min, max, minInclus, maxInclus }: Bornes): string {
  const above = minInclus === false ? ">" : "≥";
  const below = maxInclus === false ? "<" : "≤";
  if (min !== undefined && max !== undefined)
    return minInclus === false || maxInclus === false
      ? `${above} ${decimal(min)} et ${below} ${decimal(max)}`
      : `${decimal(min)} à ${decimal(max)}`;
  if (min !== undefined) return `${above} ${decimal(min)}`;
  return max === undefined ? "" : `${below} ${decimal(max)}`;
}

/** Writes a value without its unit. */
export function formatValeur(valeur: Valeur): string {
  switch (valeur.type) {
    case "quantite":
    case "reel":
      return decimal(valeur.valeur);
    case "censuree":
      return `${COMPARATORS[valeur.comparateur]} ${decimal(valeur.valeur)}`;
    case "intervalle":
      return formatRange(valeur);
    case "entier":
      return String(valeur.valeur);
    case "code":
      return valeur.texte ?? valeur.code.libelle;
    case "texte":
      return valeur.texte;
    case "rapport":
      return formatTitre(valeur);
    case "date":
      return formatTime(valeur.date);
    case "booleen":
      return valeur.valeur ? "Oui" : "Non";
    case "fichier":
      return `Fichier joint (${valeur.mediaType})`;
  }
}

/** Unit that a value is given in, for people. */
export function unitOf(valeur: Valeur | undefined): string | undefined {
  if (valeur === undefined || !("unite" in valeur) || valeur.unite === undefined) return undefined;
  const shown = displayUnit(valeur.unite);
  return shown === "" ? undefined : shown;
}

/** Writes a value with its unit, and with the same value in other units. */
export function formatWithUnit(valeur: Valeur): string {
  const unit = "unite" in valeur ? valeur.unite : undefined;
  const others = valeur.type === "quantite" ? (valeur.equivalents ?? []) : [];
  const shown = withUnit(formatValeur(valeur), unit);
  return [shown, ...others.map((other) => withUnit(decimal(other.valeur), other.unite))].join(" soit ");
}

/**
 * Writes reference values: range, unit when it is not that of the value, words, conditions.
 *
 * @param bornes - Reference values.
 * @param valueUnit - Unit of the value.
 * @returns Lines.
 */
export function formatBornes(bornes: Bornes, valueUnit: string | undefined): string {
  const range = formatRange(bornes);
  const lines = [
    bornes.unite === undefined || displayUnit(bornes.unite) === valueUnit ? range : withUnit(range, bornes.unite),
    bornes.texte ?? "",
    ...(bornes.conditions ?? []).map(({ texte }) => texte),
  ];
  return lines.filter((line) => line !== "").join("\n");
}
