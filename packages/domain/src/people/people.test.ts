import { describe, expect, it } from "vitest";
import {
  Adresse,
  Code,
  isLdlError,
  Libelle,
  Patient,
  Professionnel,
  parseInput,
  Representant,
  Sejour,
  Telecom,
  Texte,
} from "../index.ts";

const patient = {
  ins: { matricule: "279035121518989", environnement: "test" },
  nomNaissance: "PAT-TROIS",
  premierPrenomNaissance: "DOMINIQUE",
  prenomsNaissance: "DOMINIQUE MARIE-LOUISE",
  sexe: "F",
  dateNaissance: "1979-03-28",
  lieuNaissance: { codeCog: "51215", commune: "DOMPREMY" },
};

function rulesOf(run: () => unknown): string[] {
  try {
    run();
  } catch (error) {
    if (isLdlError(error) && error.code === "LDL_INPUT_INVALID")
      return error.details.issues.map((issue) => `${issue.path} ${issue.rule}`);
    throw error;
  }
  return [];
}

describe("Patient", () => {
  it("accepts the INS with all its traits, filling the defaults", () => {
    expect(Patient.parse(patient).ins).toEqual({ matricule: "279035121518989", type: "NIR", environnement: "test" });
  });

  it.each([
    ["no identifier", { ins: undefined }, ["identifiantsLocaux LDL-P-001"]],
    ["no list of given names", { prenomsNaissance: undefined }, ["prenomsNaissance LDL-P-003"]],
    ["no first given name", { premierPrenomNaissance: undefined }, ["premierPrenomNaissance LDL-P-003"]],
    ["no place of birth", { lieuNaissance: undefined }, ["lieuNaissance.codeCog LDL-P-003"]],
    ["place without code", { lieuNaissance: { commune: "PARIS" } }, ["lieuNaissance.codeCog LDL-P-003"]],
    ["bad COG code", { lieuNaissance: { codeCog: "7501" } }, ["lieuNaissance.codeCog LDL-P-COG"]],
    ["death before birth", { dateDeces: "1979-03-27" }, ["dateDeces LDL-P-004"]],
    ["dead and alive", { decede: false, dateDeces: "2024-01-01" }, ["decede LDL-P-005"]],
    ["no such day", { dateNaissance: "1979-02-30" }, ["dateNaissance LDL-T-002"]],
    ["name on two lines", { nomNaissance: "A\nB" }, ["nomNaissance LDL-TXT-005"]],
    ["unknown field", { nomUsage: "X" }, ["nomUsage LDL-SCHEMA-UNRECOGNIZED-KEYS"]],
  ])("names the rule broken by %s", (_, change, rules) => {
    expect(rulesOf(() => parseInput(Patient, { ...patient, ...change }))).toEqual(rules);
  });

  it("without INS wants one given name, whichever", () => {
    const local = {
      identifiantsLocaux: [{ racine: "1.2.3", valeur: "42" }],
      nomNaissance: "N",
      sexe: "UN",
      dateNaissance: "2024-01-01",
    };
    expect(rulesOf(() => parseInput(Patient, local))).toEqual(["prenomsNaissance LDL-P-002"]);
    expect(rulesOf(() => parseInput(Patient, { ...local, prenomUtilise: "P" }))).toEqual([]);
  });

  it("never repeats a value in what it says", () => {
    try {
      parseInput(Patient, { ...patient, nomNaissance: "SECRET\u0001", ins: { matricule: "279035121518900" } });
      expect.unreachable();
    } catch (error) {
      const text = String(error) + JSON.stringify(isLdlError(error) ? error.details : "");
      expect(text).not.toContain("SECRET");
      expect(text).not.toContain("2790351215189");
      expect(text).toContain("LDL-ID-INS-CLE");
    }
  });
});

describe("Texte and Libelle", () => {
  it.each([
    ["accents and astral characters", "Œdème 😀 & <b> ]]>", true],
    ["tab and line feed", "a\tb\nc", true],
    ["NUL", "a\u0000b", false],
    ["escape", "a\u001Bb", false],
    ["lone surrogate", "a\uD800b", false],
    ["non-character", "a\uFFFEb", false],
    ["blank", " \n ", false],
    ["too long", "x".repeat(200_001), false],
  ])("%s", (_, text, valid) => {
    expect(Texte.safeParse(text).success).toBe(valid);
  });

  it("keeps a label on one line", () => {
    expect(Libelle.safeParse("a\tb").success).toBe(false);
    expect(Libelle.safeParse(" a").success).toBe(false);
    expect(Libelle.safeParse("x".repeat(251)).success).toBe(false);
  });
});

describe("Adresse, Telecom, Code", () => {
  it("takes an address in parts or in lines, never both", () => {
    expect(Adresse.safeParse({ voie: "rue de l'Exemple", commune: "PARIS", usage: "H" }).success).toBe(true);
    expect(Adresse.safeParse({ lignes: ["1 rue de l'Exemple", "75001 PARIS"] }).success).toBe(true);
    expect(Adresse.safeParse({ lignes: ["1 rue"], commune: "PARIS" }).success).toBe(false);
    expect(Adresse.safeParse({ usage: "H" }).success).toBe(false);
    expect(Adresse.safeParse({ lignes: [] }).success).toBe(false);
  });

  it.each([
    ["tel:0144534551", true],
    ["mailto:a@b.mssante.fr", true],
    ["tel:01 44 53 45 51", false],
    ["javascript:alert(1)", false],
    ["0144534551", false],
    ["mailto:é@b.fr", false],
  ])("telecom %s: %s", (valeur, valid) => {
    expect(Telecom.safeParse({ valeur }).success).toBe(valid);
  });

  it("wants a label and an OID with a code", () => {
    expect(
      Code.safeParse({ code: "SA01", systeme: "1.2.250.1.71.4.2.4", libelle: "Etablissement public de santé" }).success,
    ).toBe(true);
    expect(Code.safeParse({ code: "SA01", systeme: "1.2.250.1.71.4.2.4" }).success).toBe(false);
    expect(Code.safeParse({ code: "SA 01", systeme: "1.2", libelle: "x" }).success).toBe(false);
  });
});

describe("Professionnel, Representant, Sejour", () => {
  it("knows a professional by national identifier", () => {
    expect(Professionnel.safeParse({ id: "810002422979", nom: { nom: "HOSPI", titre: "DR" } }).success).toBe(true);
    expect(Professionnel.safeParse({ id: "10002422979" }).success).toBe(false);
    expect(Professionnel.safeParse({ id: "810002422979", nom: { nom: "HOSPI", titre: "Dr" } }).success).toBe(false);
  });

  it("takes a person or an organisation as representative", () => {
    expect(Representant.safeParse({ genre: "personne", nom: { nom: "NESSI", civilite: "MME" } }).success).toBe(true);
    expect(Representant.safeParse({ genre: "personne", nom: { nom: "NESSI", titre: "DR" } }).success).toBe(false);
    expect(
      Representant.safeParse({ genre: "organisation", organisation: { nom: "Association tutélaire" } }).success,
    ).toBe(true);
  });

  it("wants the discharge after the admission, across offsets", () => {
    const entree = "2024-03-10T08:30:00+01:00";
    expect(Sejour.safeParse({ entree, sortie: "2024-03-10T08:00:00+00:00" }).success).toBe(true);
    expect(Sejour.safeParse({ entree, sortie: "2024-03-10T07:30:00+00:00" }).success).toBe(false);
  });
});
