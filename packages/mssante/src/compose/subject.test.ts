import { CivilDate } from "@ldl/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isXdmSubject } from "../incoming/xdm-subject.ts";
import { buildSubject } from "./subject.ts";

const vial = { nomNaissance: "VIAL", prenom: "Paul", dateNaissance: CivilDate.parse("1978-11-26") };
const LETTRE = "Lettre de liaison à la sortie d'un établissement de soins";

describe("buildSubject (ECO.2.1.3)", () => {
  it.each([
    [[LETTRE, "CR d'examens biologiques"], vial, "XDM/1.0/DDM+2 documents VIAL Paul 26/11/1978"],
    [["CR"], { nomNaissance: "d’Été-Œuvré", prenom: "Zoé Anaïs" }, "XDM/1.0/DDM+CR D'ETE-OEUVRE Zoe Anais"],
    [[`${"é".repeat(39)} x`], { ...vial, dateNaissance: undefined }, `XDM/1.0/DDM+${"e".repeat(39)} VIAL Paul`],
  ])("%j", (libelles, patient, expected) => {
    const { dateNaissance, ...names } = { dateNaissance: undefined, ...patient };
    const input = { libelles, ...names };
    expect(buildSubject(dateNaissance === undefined ? input : { ...input, dateNaissance })).toBe(expected);
  });

  it("counts the 40 characters after the accents are gone", () => {
    const subject = buildSubject({ libelles: ["œ".repeat(30)], nomNaissance: "A", prenom: "B" });
    expect(subject).toBe(`XDM/1.0/DDM+${"oe".repeat(20)} A B`);
  });

  it("is always detected, printable ASCII, on one line", () => {
    const text = fc.string({ unit: "binary" });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), text, text, (libelles, nomNaissance, prenom) => {
        const subject = buildSubject({ libelles, nomNaissance, prenom });
        expect(isXdmSubject(subject)).toBe(true);
        expect(subject).toMatch(/^[ -~]*$/);
      }),
      { seed: 20240220 },
    );
  });
});
