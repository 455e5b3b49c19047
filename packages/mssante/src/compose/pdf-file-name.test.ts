import { CivilDate } from "@ldl/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pdfFileName } from "./pdf-file-name.ts";

const base = {
  dateActe: CivilDate.parse("2015-08-02"),
  libelle: "CR d'examens biologiques",
  nomNaissance: "Vial",
  prenom: "Paul",
};

describe("pdfFileName (ECO.2.1.6)", () => {
  it.each([
    [base, {}, "20150802_CR d'examens biologiques_VIAL_Paul.pdf"],
    [base, { rank: 1 }, "20150802_CR d'examens biologiques_VIAL_Paul.pdf"],
    [base, { rank: 2 }, "20150802_CR d'examens biologiques_VIAL_Paul_2.pdf"],
    [
      { ...base, libelle: "CR d'imagerie médicale", nomNaissance: "Corse", prenom: "FIGATELLIX" },
      {},
      "20150802_CR d'imagerie médicale_CORSE_FIGATELLIX.pdf",
    ],
    [{ ...base, libelle: 'a/b\\c:d*e?f"g<h>i|j' }, {}, "20150802_a-b-c-d-e-f-g-h-i-j_VIAL_Paul.pdf"],
    [{ ...base, libelle: "../../etc" }, {}, "20150802_..-..-etc_VIAL_Paul.pdf"],
  ])("%#", (input, options, expected) => {
    expect(pdfFileName(input, options)).toBe(expected);
  });

  it("shortens the label to 40 characters", () => {
    const name = pdfFileName({ ...base, libelle: "Lettre de liaison à la sortie d'un établissement de soins" });
    expect(name).toBe("20150802_Lettre de liaison à la sortie d'un établ_VIAL_Paul.pdf");
  });

  it("names no folder and stays within 180 bytes, whatever the names", () => {
    const text = fc.string({ unit: "grapheme", maxLength: 300 });
    fc.assert(
      fc.property(text, text, text, fc.integer({ min: 1, max: 99 }), (libelle, nomNaissance, prenom, rank) => {
        const name = pdfFileName({ ...base, libelle, nomNaissance, prenom }, { rank });
        expect(name).toMatch(/^20150802_[^/\\:*?"<>|\p{Cc}]*\.pdf$/u);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(180);
        expect(Buffer.from(name).toString()).toBe(name);
      }),
      { seed: 20240220 },
    );
  });
});
