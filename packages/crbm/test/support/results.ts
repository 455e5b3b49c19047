import { AUTHOR_SPECIALTY } from "@ldl/cda";
import fc from "fast-check";
import { instant, libelle, moment, oid, psIdNat, record } from "../../../cda/test/arbitraries/basics.ts";
import {
  adresses,
  auteurEntree,
  codeOf,
  nom,
  organisationAvecCadre,
  professionnel,
  telecoms,
} from "../../../cda/test/arbitraries/people.ts";
import { UCUM_UNITS } from "../../src/codes/ucum-units.ts";
import { INTERPRETATION, SCREENING_KIT, SCREENING_MEDIUM, SPECIMEN_TYPE, TECHNIQUE } from "../../src/index.ts";

type Members = Record<string, unknown>;

const LOINC = "2.16.840.1.113883.6.1";
const SNOMED_CT = "2.16.840.1.113883.6.96";
const LOCAL = "1.2.250.1.999.1.20";

/** When specimens are taken, received and analysed: in this order. */
const PRELEVE = moment(2022, 2022);
export const RECU = moment(2023, 2023);
const ANALYSE = moment(2024, 2024);
const ANTERIEUR = moment(2010, 2021);

/** Lines of text as a comment has them. */
export const commentaireTexte = fc.array(libelle, { minLength: 1, maxLength: 3 }).map((lines) => lines.join("\n"));

/** A number as a laboratory writes it, trailing zeros among them. */
export const nombre = fc
  .tuple(fc.integer({ min: 0, max: 99_999 }), fc.constantFrom("", ".0", ".50", ".125", ".000001"))
  .map(([whole, decimals]) => `${whole}${decimals}`);

const unite = fc.oneof(
  fc.constantFrom("mmol/L", "g/L", "10*9/L", "%", "{ratio}", "m[IU]/L"),
  fc.constantFrom(...[...UCUM_UNITS].filter((unit) => !unit.includes("'"))),
);

function withKey(body: string): string {
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${body}-${(10 - (sum % 10)) % 10}`;
}

/** A LOINC code with its key. */
export const loinc = fc.integer({ min: 1, max: 99_999 }).map((body) => withKey(String(body)));

export const codeLocal = record<Members>(
  { code: fc.stringMatching(/^[A-Z0-9_-]{1,12}$/), systeme: fc.constant(LOCAL), libelle, nomSysteme: libelle },
  ["code", "systeme", "libelle"],
);
export const codeLoinc = fc.tuple(loinc, libelle).map(([code, label]) => ({ code, systeme: LOINC, libelle: label }));
const snomed = fc.constantFrom(
  { code: "112283007", systeme: SNOMED_CT, libelle: "Escherichia coli" },
  { code: "260373001", systeme: SNOMED_CT, libelle: "Détecté" },
  { code: "76784001", systeme: SNOMED_CT, libelle: "vagin" },
);

const base64 = fc.uint8Array({ minLength: 3, maxLength: 30 }).map((bytes) => Buffer.from(bytes).toString("base64"));

const valeurSimple = fc.oneof(
  record<Members>(
    {
      type: fc.constant("quantite"),
      valeur: nombre,
      unite,
      equivalents: fc.array(fc.record({ valeur: nombre, unite }, { noNullPrototype: true }), {
        minLength: 1,
        maxLength: 2,
      }),
    },
    ["type", "valeur", "unite"],
  ),
  record<Members>(
    {
      type: fc.constant("censuree"),
      comparateur: fc.constantFrom("<", "<=", ">", ">="),
      valeur: nombre,
      unite,
    },
    ["type", "comparateur", "valeur"],
  ),
  record<Members>(
    {
      type: fc.constant("intervalle"),
      min: fc.constantFrom("0", "1.50"),
      max: fc.constantFrom("2", "30.0"),
      minInclus: fc.boolean(),
      maxInclus: fc.boolean(),
      unite,
    },
    ["type", "min", "max"],
  ),
);

export const valeur = fc.oneof(
  { weight: 5, arbitrary: valeurSimple },
  fc.record({ type: fc.constant("reel"), valeur: nombre }, { noNullPrototype: true }),
  fc.record({ type: fc.constant("entier"), valeur: fc.integer({ min: -50, max: 5000 }) }, { noNullPrototype: true }),
  record<Members>(
    {
      type: fc.constant("code"),
      code: snomed,
      traductions: fc.tuple(codeLocal),
      texte: libelle,
    },
    ["type", "code"],
  ),
  fc.record({ type: fc.constant("texte"), texte: commentaireTexte }, { noNullPrototype: true }),
  record<Members>(
    {
      type: fc.constant("rapport"),
      numerateur: nombre,
      denominateur: nombre,
      uniteNumerateur: unite,
      uniteDenominateur: unite,
    },
    ["type", "numerateur", "denominateur"],
  ),
  fc.record({ type: fc.constant("date"), date: ANALYSE }, { noNullPrototype: true }),
  fc.record({ type: fc.constant("booleen"), valeur: fc.boolean() }, { noNullPrototype: true }),
  fc.record(
    { type: fc.constant("fichier"), mediaType: fc.constantFrom("image/png", "application/pdf"), base64 },
    { noNullPrototype: true },
  ),
);

const bornes = fc.oneof(
  record<Members>(
    {
      min: fc.constantFrom("0", "0.50"),
      max: fc.constantFrom("1", "10.0"),
      minInclus: fc.boolean(),
      maxInclus: fc.boolean(),
      unite,
      texte: libelle,
      conditions: fc.array(record<Members>({ texte: libelle, code: codeLoinc, valeur: valeurSimple }, ["texte"]), {
        minLength: 1,
        maxLength: 2,
      }),
    },
    ["min", "max"],
  ),
  record<Members>({ max: nombre, maxInclus: fc.boolean(), texte: libelle, unite }, ["max"]),
  record<Members>({ min: nombre, unite }, ["min"]),
  fc.record({ texte: libelle }, { noNullPrototype: true }),
);

const methode = fc.oneof(
  record<Members>({ code: codeOf(TECHNIQUE), texte: libelle }, ["code"]),
  fc.record({ texte: libelle }, { noNullPrototype: true }),
);

const interpretation = fc.constantFrom(...INTERPRETATION.concepts.values()).map(({ code }) => code);

export const commentaires = fc.array(record<Members>({ texte: commentaireTexte, auteur: auteurEntree }, ["texte"]), {
  minLength: 1,
  maxLength: 2,
});

const identifiant = fc.oneof(
  record<Members>({ racine: oid, valeur: fc.stringMatching(/^[A-Z0-9-]{1,16}$/) }, ["racine"]),
  fc.uuid().map((uuid) => ({ racine: uuid.toUpperCase() })),
);

const acte = fc.constantFrom(
  { code: "9050", systeme: "1.2.250.1.213.2.7", libelle: "Ponction veineuse", nomSysteme: "NABM" },
  { code: "33882-2", systeme: LOINC, libelle: "Prélèvement" },
);

export const prelevements = fc.array(
  record<Members>(
    {
      acte,
      date: PRELEVE,
      echantillon: identifiant,
      nature: codeOf(SPECIMEN_TYPE),
      site: snomed,
      preleveur: professionnel,
      recuLe: RECU,
      commentaires,
    },
    ["date", "echantillon", "nature"],
  ),
  { minLength: 1, maxLength: 2 },
);

const professionnelDuLaboratoire = {
  id: psIdNat,
  specialite: codeOf(AUTHOR_SPECIALTY),
  nom,
  adresses,
  telecoms,
};

const accreditations = fc.constantFrom(
  [{ organisme: "COFRAC", numero: "8-1234" }],
  [
    { organisme: "EFI", numero: "09-FR-036.999" },
    { organisme: "COFRAC", numero: "8-4321" },
  ],
);

export const executant = fc.record(
  {
    laboratoire: record<Members>(
      {
        organisation: fc
          .tuple(organisationAvecCadre, psIdNat)
          .map(([organisation]) => ({ id: "1750803454", ...organisation })),
        entiteJuridique: fc.constant("1750803462"),
        accreditations,
      },
      ["organisation"],
    ),
    responsable: record<Members>(professionnelDuLaboratoire, ["id"]),
    date: ANALYSE,
  },
  { noNullPrototype: true },
);

export const validation = fc.record(
  { date: ANALYSE, biologiste: record<Members>(professionnelDuLaboratoire, ["id", "nom"]) },
  { noNullPrototype: true },
);

const analyse = fc.oneof(
  {
    weight: 3,
    arbitrary: record<Members>(
      { loinc: fc.record({ code: loinc, libelle }, { noNullPrototype: true }), codeLocal, libelle },
      ["loinc", "libelle"],
    ),
  },
  record<Members>({ codeLocal, libelle }, ["codeLocal", "libelle"]),
);

const anteriorites = fc.array(
  record<Members>({ date: ANTERIEUR, valeur, interpretation, methode, bornes }, ["date", "valeur"]),
  { minLength: 1, maxLength: 3 },
);

const autour = {
  date: ANALYSE,
  methode,
  prelevements,
  executant,
  validation,
  automate: libelle,
  trousse: codeOf(SCREENING_KIT).filter(({ code }) => !code.includes(" ")),
  milieu: codeOf(SCREENING_MEDIUM),
  commentaires,
};

export const resultat = fc.oneof(
  {
    weight: 8,
    arbitrary: record<Members>({ analyse, valeur, interpretation, bornes, anteriorites, ...autour }, [
      "analyse",
      "valeur",
    ]),
  },
  record<Members>({ analyse, statut: fc.constant("aborted"), ...autour }, ["analyse", "statut"]),
);

/** When a report is released and signed. */
export const INSTANT_RENDU = instant(2025, 2025);
