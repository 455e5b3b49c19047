import { describe, expect, it } from "vitest";
import { checkIdentity, type PatientTraits } from "./patient-identity.ts";

const KNOWN = {
  matricule: "279035121518989",
  autorite: "1.2.250.1.213.1.4.8",
  nomNaissance: "D'ARTAGNAN-LÉVY",
  prenom: "Zoé",
  dateNaissance: "1979-03-28",
  sexe: "F",
} satisfies PatientTraits;

function without(...traits: (keyof typeof KNOWN)[]): PatientTraits {
  return Object.fromEntries(Object.entries(KNOWN).filter(([name]) => !traits.some((trait) => trait === name)));
}

describe("checkIdentity", () => {
  it.each<[string, PatientTraits, PatientTraits | undefined, string]>([
    ["every trait the same", KNOWN, KNOWN, "matched"],
    [
      "names that only differ in writing",
      { ...KNOWN, nomNaissance: "d artagnan levy", prenom: "ZOE" },
      KNOWN,
      "matched",
    ],
    ["one trait that differs", { ...KNOWN, prenom: "Léa" }, KNOWN, "toConfirm oneTraitDiffers prenom"],
    ["two traits that differ", { ...KNOWN, prenom: "Léa", sexe: "M" }, KNOWN, "refused 904 prenom,sexe"],
    ["another matricule", { ...KNOWN, matricule: "197073508514519" }, KNOWN, "refused 904 matricule"],
    ["a matricule of another authority", { ...KNOWN, autorite: "1.2.250.1.213.1.4.10" }, KNOWN, "refused 904 autorite"],
    ["no matricule", without("matricule"), KNOWN, "refused 903 "],
    ["a matricule without a trait", without("sexe"), KNOWN, "refused 905 sexe"],
    ["nobody known", KNOWN, undefined, "refused 902 "],
    ["a record without matricule", KNOWN, without("matricule"), "toConfirm recordNotQualified "],
  ])("%s", (_name, received, known, expected) => {
    const verdict = checkIdentity(received, known);
    const text =
      verdict.kind === "matched"
        ? "matched"
        : `${verdict.kind} ${verdict.kind === "refused" ? verdict.code : verdict.reason} ${verdict.differences.join(",")}`;
    expect(text).toBe(expected);
  });
});
