import { AUTHOR_SPECIALTY, FUNCTION_CODE, HEALTHCARE_FACILITY_TYPE } from "@ldl/cda";
import fc from "fast-check";
import { instant, libelle, moment, oid, psIdNat, record, structIdNat } from "../../../cda/test/arbitraries/basics.ts";
import { pdf } from "../../../cda/test/arbitraries/body.ts";
import {
  adresses,
  auteurs,
  codeOf,
  destinataires,
  identifiantLocal,
  informateurs,
  nom,
  participants,
  patient,
  professionnel,
  telecoms,
} from "../../../cda/test/arbitraries/people.ts";
import { type LabReportInput, SCREENING_CONTEXT } from "../../src/index.ts";
import {
  codeLocal,
  codeLoinc,
  commentaires,
  commentaireTexte,
  executant,
  INSTANT_RENDU,
  prelevements,
  RECU,
  resultat,
  validation,
} from "./results.ts";

type Members = Record<string, unknown>;

const LOINC = "2.16.840.1.113883.6.1";

const image = record<Members>(
  {
    mediaType: fc.constantFrom("image/png", "image/jpeg", "image/gif"),
    base64: fc.uint8Array({ minLength: 3, maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString("base64")),
    legende: libelle,
  },
  ["mediaType", "base64"],
);

/** What groups of results have; `statut` is drawn for the whole report. */
function groupe(statuts: readonly string[]) {
  return {
    statut: fc.constantFrom(...statuts),
    executant,
    validation,
    images: fc.array(image, { minLength: 1, maxLength: 2 }),
    commentaires,
  };
}

function batterie(statuts: readonly string[]) {
  return record<Members>(
    {
      genre: fc.constant("batterie"),
      code: codeLoinc,
      codeLocal,
      libelle,
      ...groupe(statuts),
      date: moment(2024, 2024),
      prelevements,
      resultats: fc.array(resultat, { maxLength: 3 }),
    },
    ["genre", "resultats"],
  );
}

function isolat(statuts: readonly string[]) {
  return record<Members>(
    {
      genre: fc.constant("isolat"),
      id: record<Members>({ racine: oid, valeur: fc.constant("ISO-1") }, ["racine"]),
      germe: record<Members>(
        {
          snomed: fc.constant({
            code: "112283007",
            systeme: "2.16.840.1.113883.6.96",
            libelle: "Escherichia coli",
          }),
          ncbi: fc.constant({ code: "562", systeme: "2.16.840.1.113883.3.9471", libelle: "Escherichia coli" }),
          libelle,
        },
        ["libelle"],
      ),
      ...groupe(statuts),
      date: moment(2024, 2024),
      resultats: fc.array(resultat, { minLength: 1, maxLength: 2 }),
      antibiogrammes: fc.array(batterie(statuts), { minLength: 1, maxLength: 2 }),
    },
    ["genre", "germe"],
  );
}

function bloc(statuts: readonly string[], required: readonly string[]) {
  return record<Members>(
    {
      code: codeLoinc,
      codeLocal,
      ...groupe(statuts),
      prelevements,
      elements: fc.array(
        fc.oneof(
          { weight: 3, arbitrary: resultat.map((value) => ({ genre: "resultat", ...value })) },
          { weight: 2, arbitrary: batterie(statuts) },
          { weight: 1, arbitrary: isolat(statuts) },
        ),
        { minLength: 1, maxLength: 4 },
      ),
      automates: fc.array(libelle, { minLength: 1, maxLength: 2 }),
    },
    ["elements", ...required],
  );
}

const chapterCode = fc.constantFrom(
  { code: "18719-5", systeme: LOINC, libelle: "Biochimie" },
  { code: "18723-7", systeme: LOINC, libelle: "Hématologie", nomSysteme: "LOINC" },
  { code: "18725-2", systeme: LOINC, libelle: "Microbiologie" },
);
const WAITING = {
  code: "1443252",
  systeme: "1.2.250.1.213.1.1.5.130",
  libelle: "Résultats des examens d'un laboratoire de seconde intention",
};

function chapitre(statuts: readonly string[]) {
  return fc.oneof(
    record<Members>({ code: chapterCode, titre: libelle, bloc: bloc(statuts, []) }, ["code", "bloc"]),
    record<Members>({ code: fc.constant(WAITING), titre: libelle, bloc: bloc(statuts, ["code"]) }, ["code", "bloc"]),
    record<Members>(
      {
        code: chapterCode,
        titre: libelle,
        sousChapitres: fc.array(
          record<Members>({ code: chapterCode, titre: libelle, bloc: bloc(statuts, []) }, ["code", "bloc"]),
          { minLength: 1, maxLength: 2 },
        ),
      },
      ["code", "sousChapitres"],
    ),
  );
}

const cadre = { code: "AMBULATOIRE", systeme: "1.2.250.1.213.1.1.4.9", libelle: "Ambulatoire" };
const laboratoire = record<Members>(
  {
    organisation: record<Members>(
      { id: structIdNat, nom: libelle, telecoms, adresses, cadreExercice: fc.constant(cadre) },
      ["id", "nom", "telecoms", "adresses", "cadreExercice"],
    ),
    entiteJuridique: structIdNat,
    accreditations: fc.constant([
      { organisme: "COFRAC", numero: "8-1234" },
      { organisme: "EFI", numero: "09-FR-036.999" },
    ]),
  },
  ["organisation"],
);

const organisationDuValideur = record<Members>({ id: structIdNat, nom: libelle, telecoms, adresses }, [
  "id",
  "nom",
  "telecoms",
  "adresses",
]);
const biologiste = record<Members>(
  {
    id: psIdNat,
    specialite: codeOf(AUTHOR_SPECIALTY),
    nom,
    adresses,
    telecoms,
    organisation: organisationDuValideur,
  },
  ["id", "specialite", "nom"],
);
const signataire = fc.record({ date: INSTANT_RENDU, professionnel: biologiste }, { noNullPrototype: true });
const directeur = record<Members>({ id: psIdNat, specialite: codeOf(AUTHOR_SPECIALTY), nom, adresses, telecoms }, [
  "id",
  "specialite",
  "nom",
]);

const documentId = record<Members>({ racine: oid, extension: fc.stringMatching(/^[A-Z0-9-]{1,16}$/) }, ["racine"]);
const versions = fc.oneof(
  fc.constant({}),
  fc
    .tuple(documentId, fc.integer({ min: 2, max: 40 }))
    .map(([id, version]) => ({ version, remplace: { id, version: version - 1 } })),
);

const statuses = fc.oneof(
  fc.constant({ statut: "final", blocs: ["completed", "aborted"] }),
  fc.constant({ statut: "partiel", blocs: ["active", "completed"] }),
);

/** Participants that have no member of their own in a report. */
const autresParticipants = participants.map((list) =>
  list.map((participant) => ({
    ...participant,
    type: "RESP",
    fonction: [...FUNCTION_CODE.concepts.values()].map(({ code, systeme, libelle }) => ({ code, systeme, libelle }))[0],
  })),
);

const priseEnCharge = record<Members>(
  {
    ids: fc.tuple(record<Members>({ racine: oid, valeur: fc.constant("V-1") }, ["racine"])),
    type: fc.constant({ code: "IMP", systeme: "2.16.840.1.113883.5.4", libelle: "Hospitalisation" }),
    debut: instant(2022, 2022),
    fin: instant(2024, 2024),
    lieu: record<Members>({ secteur: codeOf(HEALTHCARE_FACILITY_TYPE), nom: libelle }, ["secteur"]),
  },
  [],
);

const around = {
  id: documentId,
  creeLe: instant(2026, 2026),
  confidentialite: fc.constantFrom("N", "R", "V"),
  patient,
  laboratoire,
  directeur,
  biologisteResponsable: signataire,
  auteurs,
  valideurs: fc.array(signataire, { minLength: 1, maxLength: 2 }),
  destinataires,
  informateurs,
  prescripteur: record<Members>({ date: moment(2022, 2022), professionnel }, ["professionnel"]),
  preleveurs: fc.array(fc.record({ date: moment(2022, 2022), professionnel }, { noNullPrototype: true }), {
    minLength: 1,
    maxLength: 2,
  }),
  medecinTraitant: professionnel,
  autresParticipants,
  prescriptions: fc.array(fc.record({ id: identifiantLocal }, { noNullPrototype: true }), {
    minLength: 1,
    maxLength: 2,
  }),
  dossier: record<Members>({ racine: oid, valeur: fc.constant("D-42") }, ["racine"]),
  recuLe: RECU,
  renduLe: moment(2025, 2025),
  priseEnCharge,
  raisonExamen: record<Members>(
    {
      titre: libelle,
      contexte: codeOf(SCREENING_CONTEXT),
      motif: record<Members>(
        {
          code: fc.constant({
            code: "B97.7",
            systeme: "2.16.840.1.113883.6.3",
            libelle: "Papillomavirus, cause de maladies classées dans d'autres chapitres",
          }),
          depuis: moment(2015, 2020),
        },
        ["code"],
      ),
    },
    ["contexte", "motif"],
  ),
  secondeIntention: fc.array(
    record<Members>({ titre: libelle, date: moment(2024, 2024), base64: pdf }, ["titre", "base64"]),
    {
      minLength: 1,
      maxLength: 2,
    },
  ),
  vaccinations: fc.array(
    record<Members>(
      {
        vaccin: libelle,
        atc: fc.constant({ code: "J07BM", systeme: "2.16.840.1.113883.6.73", libelle: "Vaccins papillomavirus" }),
        realisee: fc.boolean(),
        date: moment(2010, 2020),
      },
      ["vaccin", "realisee"],
    ),
    { minLength: 1, maxLength: 2 },
  ),
  commentaires: fc.array(fc.record({ titre: libelle, texte: commentaireTexte }, { noNullPrototype: true }), {
    minLength: 1,
    maxLength: 2,
  }),
  copiePdf: pdf.map((base64) => ({ base64 })),
} as const;

const DUE = ["patient", "laboratoire", "directeur", "biologisteResponsable", "recuLe", "creeLe"] as const;

function reports(due: readonly (keyof typeof around)[]): fc.Arbitrary<LabReportInput> {
  return statuses.chain(({ statut, blocs }) =>
    fc
      .tuple(record<Members>(around, [...due]), versions, fc.array(chapitre(blocs), { minLength: 1, maxLength: 3 }))
      .map(([drawn, version, chapitres]) => ({ ...drawn, ...version, statut, chapitres }) as unknown as LabReportInput),
  );
}

/** Any report that breaks no rule; its PDF copy is given, as rendering one takes a while. */
export const labReport = reports([...DUE, "copiePdf"]);

/** Any report that breaks no rule, some of them without a PDF copy. */
export const labReportMaybeWithoutCopy = reports(DUE);
