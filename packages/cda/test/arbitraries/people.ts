import fc from "fast-check";
import { AUTHOR_SPECIALTY, FUNCTION_CODE, PRACTICE_SETTING, RELATION_PATIENT, type ValueSet } from "../../src/index.ts";
import { day, instant, libelle, matricule, moment, oid, psIdNat, record, structIdNat } from "./basics.ts";

/** A code of a value set. */
export function codeOf(set: ValueSet) {
  return fc.constantFrom(...set.concepts.values()).map(({ code, systeme, libelle }) => ({ code, systeme, libelle }));
}

export const telecoms = fc.uniqueArray(
  record<{ valeur: string; usage?: "H" | "WP" | "MC" | "EC" }>(
    {
      valeur: fc.oneof(
        fc.integer({ min: 100_000_000, max: 799_999_999 }).map((number) => `tel:0${number}`),
        fc.integer({ min: 1, max: 9999 }).map((number) => `mailto:boite.${number}@demo.mssante.fr`),
      ),
      usage: fc.constantFrom("H", "WP", "MC", "EC"),
    },
    ["valeur"],
  ),
  { minLength: 1, maxLength: 3, selector: ({ valeur }) => valeur },
);

const usage = fc.constantFrom("H", "HP", "HV", "WP", "TMP");
const parts = record<Record<string, string>>(
  {
    numero: fc.constantFrom("1", "28 bis"),
    typeVoie: fc.constant("Rue"),
    voie: libelle,
    complement: libelle,
    unite: libelle,
    boitePostale: fc.constant("BP 12"),
    lieuDit: libelle,
    codePostal: fc.constantFrom("75007", "2A004"),
    commune: libelle,
    codeCommune: fc.constant("75107"),
    region: libelle,
    pays: fc.constant("FRANCE"),
    usage,
  },
  ["commune"],
);
const lines = record<{ lignes: string[]; usage?: string }>(
  { lignes: fc.array(libelle, { minLength: 1, maxLength: 7 }), usage },
  ["lignes"],
);
export const adresse = fc.oneof(parts, lines);
export const adresses = fc.uniqueArray(adresse, {
  minLength: 1,
  maxLength: 2,
  selector: (value) => JSON.stringify(value),
});

const nomSimple = { nom: libelle, prenom: libelle, civilite: fc.constantFrom("M", "MME") };
export const nom = record<Record<string, string>>(
  { ...nomSimple, titre: fc.constantFrom("DR", "MC", "MG", "PC", "PG", "PR") },
  ["nom"],
);
export const nomSansTitre = record<Record<string, string>>(nomSimple, ["nom"]);

const autres = fc
  .uniqueArray(oid, { minLength: 1, maxLength: 2 })
  .map((roots) => roots.map((racine) => ({ racine, valeur: "8-1234" })));
export const organisation = record<Record<string, unknown>>(
  {
    id: structIdNat,
    nom: libelle,
    telecoms,
    adresses,
    cadreExercice: codeOf(PRACTICE_SETTING),
  },
  ["nom"],
);
export const organisationAvecCadre = record<Record<string, unknown>>(
  {
    id: structIdNat,
    identifiantsLocaux: autres,
    nom: libelle,
    telecoms,
    adresses,
    cadreExercice: codeOf(PRACTICE_SETTING),
  },
  ["nom", "cadreExercice"],
);

/** A professional with what authors need. */
export const auteurComplet = record<Record<string, unknown>>(
  { id: psIdNat, specialite: codeOf(AUTHOR_SPECIALTY), nom, adresses, telecoms, organisation },
  ["id", "specialite", "nom", "organisation"],
);
export const professionnel = record<Record<string, unknown>>(
  { id: psIdNat, specialite: codeOf(AUTHOR_SPECIALTY), nom, adresses, telecoms, organisation },
  ["id"],
);
export const executant = record<Record<string, unknown>>(
  { id: psIdNat, specialite: codeOf(AUTHOR_SPECIALTY), nom, adresses, telecoms, organisation: organisationAvecCadre },
  ["id", "organisation"],
);

/** Who stated an item of the body. */
export const auteurEntree = fc.record(
  { date: instant(2023, 2023), professionnel: auteurComplet },
  { noNullPrototype: true },
);

export const identifiantLocal = fc.record(
  { racine: oid, valeur: libelle.filter((value) => value.length <= 64) },
  { noNullPrototype: true },
);

const representant = fc.oneof(
  record<Record<string, unknown>>(
    { genre: fc.constant("personne"), ids: fc.tuple(identifiantLocal), adresses, telecoms, nom: nomSansTitre },
    ["genre", "nom"],
  ),
  record<Record<string, unknown>>(
    {
      genre: fc.constant("organisation"),
      adresses,
      telecoms,
      organisation: fc.record({ id: structIdNat, nom: libelle }, { noNullPrototype: true }),
    },
    ["genre", "organisation"],
  ),
);

const facts = {
  nomUtilise: libelle,
  prenomUtilise: libelle,
  civilite: fc.constantFrom("M", "MME"),
  titre: fc.constantFrom("DR", "PR"),
  naissanceMultiple: fc.boolean(),
  rangNaissance: fc.integer({ min: 1, max: 4 }),
  adresses,
  telecoms,
  representants: fc.array(representant, { minLength: 1, maxLength: 2 }),
};
const traits = {
  nomNaissance: libelle,
  premierPrenomNaissance: libelle,
  prenomsNaissance: libelle,
  sexe: fc.constantFrom("F", "M", "UN"),
  dateNaissance: day(1925, 2023),
};
const locaux = fc.uniqueArray(identifiantLocal, { minLength: 1, maxLength: 2, selector: ({ racine }) => racine });
const lieu = record<Record<string, string>>(
  { codeCog: fc.constantFrom("51215", "2A004", "99352", "99999"), commune: libelle, nom: libelle },
  ["codeCog"],
);

/** A patient with an INS of test or with local identifiers only; alive, dead, or not said. */
export const patient = fc.oneof(
  record<Record<string, unknown>>(
    {
      ...traits,
      ...facts,
      ins: matricule.map((value) => ({ matricule: value, type: "NIR", environnement: "test" })),
      identifiantsLocaux: locaux,
      lieuNaissance: lieu,
      decede: fc.constant(false),
    },
    ["ins", "nomNaissance", "premierPrenomNaissance", "prenomsNaissance", "sexe", "dateNaissance", "lieuNaissance"],
  ),
  record<Record<string, unknown>>({ ...traits, ...facts, identifiantsLocaux: locaux, lieuNaissance: lieu }, [
    "identifiantsLocaux",
    "nomNaissance",
    "prenomsNaissance",
    "sexe",
    "dateNaissance",
  ]),
);

const auteur = fc.oneof(
  record<Record<string, unknown>>(
    {
      genre: fc.constant("professionnel"),
      date: instant(2024, 2024),
      fonction: codeOf(FUNCTION_CODE),
      professionnel: auteurComplet,
    },
    ["genre", "date", "professionnel"],
  ),
  record<Record<string, unknown>>(
    {
      genre: fc.constant("patient"),
      date: instant(2024, 2024),
      ins: matricule.map((value) => ({ matricule: value, type: "NIR", environnement: "test" })),
      nom,
      adresses,
      telecoms,
    },
    ["genre", "date", "ins", "nom"],
  ),
  record<Record<string, unknown>>(
    {
      genre: fc.constant("systeme"),
      date: instant(2024, 2024),
      id: fc.record({ racine: oid, valeur: fc.constant("LPS-1") }, { noNullPrototype: true }),
      specialite: codeOf(AUTHOR_SPECIALTY),
      modele: libelle,
      logiciel: libelle,
      organisation,
      adresses,
      telecoms,
    },
    ["genre", "date", "id", "specialite", "modele", "logiciel", "organisation"],
  ),
);
export const auteurs = fc.array(auteur, { minLength: 1, maxLength: 3 });

export const informateurs = fc.array(
  fc.oneof(
    record<Record<string, unknown>>(
      {
        genre: fc.constant("proche"),
        role: fc.constantFrom("ECON", "NOK", "CON", "CAREGIVER", "PAT"),
        lien: codeOf(RELATION_PATIENT),
        nom: nomSansTitre,
        adresses,
        telecoms,
      },
      ["genre", "role", "nom"],
    ),
    fc.record({ genre: fc.constant("professionnel"), professionnel }, { noNullPrototype: true }),
  ),
  { minLength: 1, maxLength: 3 },
);

const { cadreExercice: _, ...organisationSimple } = {
  id: structIdNat,
  nom: libelle,
  telecoms,
  adresses,
  cadreExercice: undefined,
};
export const destinataires = fc.array(
  record<Record<string, unknown>>(
    {
      type: fc.constantFrom("principal", "copie"),
      id: psIdNat,
      nom,
      organisation: record<Record<string, unknown>>(organisationSimple, ["nom"]),
      adresses,
      telecoms,
    },
    ["nom"],
  ),
  { minLength: 1, maxLength: 3 },
);

const participant = record<Record<string, unknown>>(
  {
    type: fc.constantFrom("REF", "REFB", "INF", "RESP", "PRF", "CON", "VRF"),
    fonction: codeOf(FUNCTION_CODE),
    debut: moment(2020, 2022),
    fin: moment(2023, 2024),
    role: fc.constantFrom("PROV", "AGNT"),
    id: psIdNat,
    specialite: codeOf(AUTHOR_SPECIALTY),
    nom,
    organisation,
    adresses,
    telecoms,
  },
  ["type", "role"],
);
const medecinTraitant = record<Record<string, unknown>>(
  {
    type: fc.constant("INF"),
    fonction: fc.constant({ code: "PCP", systeme: "2.16.840.1.113883.5.88", libelle: "Médecin traitant" }),
    role: fc.constant("PROV"),
    id: psIdNat,
    nom,
  },
  ["type", "fonction", "role"],
);
export const participants = fc.array(fc.oneof(participant, medecinTraitant), { minLength: 1, maxLength: 3 });
