import { describe, expect, it } from "vitest";
import type { Bornes, Nombre, Valeur } from "../../src/index.ts";
import { markOf, resultMark } from "../../src/render/present-mark.ts";
import { sideOfBounds } from "../../src/render/side-of-bounds.ts";

const nombre = (written: string): Nombre => written as Nombre;
const quantite = (written: string, unite = "g/L"): Valeur => ({ type: "quantite", valeur: nombre(written), unite });
const censuree = (comparateur: "<" | "<=" | ">" | ">=", written: string): Valeur => ({
  type: "censuree",
  comparateur,
  valeur: nombre(written),
  unite: "g/L",
});
const intervalle = (min: string, max: string, more: object = {}): Valeur => ({
  type: "intervalle",
  min: nombre(min),
  max: nombre(max),
  unite: "g/L",
  ...more,
});
const bornes = (min: string | undefined, max: string | undefined, more: Partial<Bornes> = {}): Bornes => ({
  ...(min === undefined ? {} : { min: nombre(min) }),
  ...(max === undefined ? {} : { max: nombre(max) }),
  ...more,
});
const USUAL = bornes("4", "10");

type Side = ReturnType<typeof sideOfBounds>;

describe("a value that lies as a whole out of its bounds", () => {
  it.each<[string, Valeur, Bornes, Side]>([
    ["within", quantite("5"), USUAL, undefined],
    ["at the upper bound", quantite("10"), USUAL, undefined],
    ["at the upper bound, which does not belong", quantite("10"), bornes("4", "10", { maxInclus: false }), "above"],
    ["at the lower bound, which does not belong", quantite("4"), bornes("4", "10", { minInclus: false }), "below"],
    ["above", quantite("10.1"), USUAL, "above"],
    ["below", quantite("3.99"), USUAL, "below"],
    ["below zero", quantite("-3"), bornes("-2", "2"), "below"],
    ["a whole number above", { type: "entier", valeur: 300 }, bornes("0", "10"), "above"],
    ["a whole number within", { type: "entier", valeur: 10 }, bornes("0", "10"), undefined],
    [
      "a whole number, bounds with a unit",
      { type: "entier", valeur: 300 },
      bornes("0", "10", { unite: "g/L" }),
      undefined,
    ],
    ["a number without unit", { type: "reel", valeur: nombre("11") }, USUAL, "above"],
    [">10 of 4 to 10", censuree(">", "10"), USUAL, "above"],
    [">=10 of 4 to 10", censuree(">=", "10"), USUAL, undefined],
    [">=10 of 4 to less than 10", censuree(">=", "10"), bornes("4", "10", { maxInclus: false }), "above"],
    [">=12 of 4 to 10", censuree(">=", "12"), USUAL, "above"],
    [">9 of 4 to 10", censuree(">", "9"), USUAL, undefined],
    [">3 of 4 to 10", censuree(">", "3"), USUAL, undefined],
    ["<4 of 4 to 10", censuree("<", "4"), USUAL, "below"],
    ["<=4 of 4 to 10", censuree("<=", "4"), USUAL, undefined],
    ["<=4 of more than 4 to 10", censuree("<=", "4"), bornes("4", "10", { minInclus: false }), "below"],
    ["<3 of 4 to 10", censuree("<", "3"), USUAL, "below"],
    ["<20 of 4 to 10", censuree("<", "20"), USUAL, undefined],
    ["<20 without lower bound", censuree("<", "20"), bornes(undefined, "10"), undefined],
    [">20 without upper bound", censuree(">", "20"), bornes("4", undefined), undefined],
    ["15 to 20 of 4 to 10", intervalle("15", "20"), USUAL, "above"],
    ["1 to 3 of 4 to 10", intervalle("1", "3"), USUAL, "below"],
    ["9 to 12 of 4 to 10", intervalle("9", "12"), USUAL, undefined],
    ["1 to 20 of 4 to 10", intervalle("1", "20"), USUAL, undefined],
    ["10 to 20 of 4 to 10", intervalle("10", "20"), USUAL, undefined],
    ["more than 10 to 20 of 4 to 10", intervalle("10", "20", { minInclus: false }), USUAL, "above"],
    ["1 to less than 4 of 4 to 10", intervalle("1", "4", { maxInclus: false }), USUAL, "below"],
    ["20 to 15, the wrong way round", intervalle("20", "15"), USUAL, undefined],
    ["bounds the wrong way round", quantite("5"), bornes("10", "4"), undefined],
    ["in another unit", quantite("15"), bornes("4", "10", { unite: "mg/L" }), undefined],
    ["a number with a comma", quantite("15,5"), USUAL, undefined],
    ["a number in another notation", quantite("0x20"), USUAL, undefined],
    ["bounds with a comma", quantite("15"), bornes("4,5", "10,5"), undefined],
    ["a titre", { type: "rapport", numerateur: nombre("1"), denominateur: nombre("80") }, USUAL, undefined],
    ["words", { type: "texte", texte: "300" }, USUAL, undefined],
    ["no bound", quantite("5"), { texte: "voir le texte" }, undefined],
  ])("%s", (_, valeur, range, side) => {
    expect(sideOfBounds(valeur, range)).toBe(side);
    const words =
      side === undefined ? undefined : side === "above" ? "↑ au-dessus des bornes" : "↓ en dessous des bornes";
    const resultat = { analyse: { libelle: "Analyse" }, statut: "completed", valeur, bornes: range } as const;
    expect(resultMark(resultat)?.text).toBe(words);
  });
});

describe("the mark of an interpretation", () => {
  it.each(["constructor", "toString", "__proto__", "ZZ"])("is the code itself when it is unknown: %s", (code) => {
    expect(markOf(code)).toEqual({ kind: "mark", tone: "alert", text: code });
  });
});
