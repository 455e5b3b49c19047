import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { asciiFold } from "./ascii-fold.ts";

describe("asciiFold", () => {
  it.each([
    ["Lettre de liaison à la sortie", "Lettre de liaison a la sortie"],
    ["Cœur, Œdème, Lætitia, Straße", "Coeur, OEdeme, Laetitia, Strasse"],
    ["l’arrêt – d‘urgence — fin", "l'arret - d'urgence - fin"],
    ["Łukasz Bjørn Đorđe", "Lukasz Bjorn Dorde"],
    ["É décomposé", "E decompose"],
    ["漢字 Paul 😀", "Paul"],
    ["a\r\nBcc: b", "a Bcc: b"],
    ["  trop   de   blancs  ", "trop de blancs"],
    ["", ""],
  ])("%j gives %j", (text, expected) => {
    expect(asciiFold(text)).toBe(expected);
  });

  it("gives printable ASCII, single blanks, and the same again, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const folded = asciiFold(text);
        expect(folded).toMatch(/^(?:[!-~](?: ?[!-~])*)?$/);
        expect(asciiFold(folded)).toBe(folded);
      }),
      { seed: 20240220 },
    );
  });
});
