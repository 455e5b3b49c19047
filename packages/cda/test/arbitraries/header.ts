import fc from "fast-check";
import { type DocumentHeaderInput, FUNCTION_CODE, HEALTHCARE_FACILITY_TYPE } from "../../src/index.ts";
import { ccam, code, instant, libelle, moment, oid, record, structIdNat } from "./basics.ts";
import {
  adresse,
  auteurComplet,
  auteurs,
  codeOf,
  destinataires,
  executant,
  identifiantLocal,
  informateurs,
  participants,
  patient,
  professionnel,
  telecoms,
} from "./people.ts";

const DEBUT = instant(2023, 2023);
const FIN = instant(2024, 2024);
const CREE = instant(2025, 2025);

const ids = fc.uniqueArray(
  record<Record<string, unknown>>({ racine: oid, valeur: libelle.filter((value) => value.length <= 64) }, ["racine"]),
  { minLength: 1, maxLength: 2, selector: (id) => JSON.stringify(id) },
);
const documentId = record<Record<string, unknown>>({ racine: oid, extension: fc.stringMatching(/^[A-Z0-9-]{1,16}$/) }, [
  "racine",
]);
const signataire = fc.record({ date: FIN, professionnel: auteurComplet }, { noNullPrototype: true });

const conservateur = fc.oneof(
  record<Record<string, unknown>>(
    {
      genre: fc.constant("structure"),
      id: structIdNat,
      nom: libelle,
      telecom: telecoms.map(([first]) => first),
      adresse,
    },
    ["genre", "id", "nom"],
  ),
  fc.constant({ genre: "dmp" }),
);

const IMP = { code: "IMP", systeme: "2.16.840.1.113883.5.4", libelle: "Hospitalisation" };
const fonctionExecutant = codeOf(FUNCTION_CODE);

/** `fin` is due for a discharge; `statut` belongs to biology. */
const acte = record<Record<string, unknown>>(
  {
    ids,
    code: fc.constant(IMP),
    debut: DEBUT,
    fin: FIN,
    executant: record<Record<string, unknown>>(
      { date: moment(2023, 2024), fonction: fonctionExecutant, professionnel: executant },
      ["professionnel"],
    ),
  },
  ["debut", "fin", "executant"],
);
const acteSecondaire = record<Record<string, unknown>>(
  { ids, code: fc.oneof(code, ccam), debut: moment(2023, 2023), fin: moment(2024, 2024) },
  ["code", "debut"],
);

const priseEnCharge = record<Record<string, unknown>>(
  {
    ids,
    type: fc.constant(IMP),
    debut: DEBUT,
    fin: FIN,
    modaliteSortie: fc.constant({ code: "8", systeme: "1.2.250.1.213.2.14", libelle: "Domicile" }),
    responsable: professionnel,
    participants: fc.array(
      record<Record<string, unknown>>(
        {
          type: fc.constantFrom("ADM", "ATND", "CON", "DIS", "REF"),
          debut: moment(2020, 2022),
          fin: moment(2023, 2024),
          professionnel,
        },
        ["type", "professionnel"],
      ),
      { minLength: 1, maxLength: 2 },
    ),
    lieu: record<Record<string, unknown>>({ secteur: codeOf(HEALTHCARE_FACILITY_TYPE), nom: libelle, adresse }, [
      "secteur",
    ]),
  },
  ["lieu"],
);

/** Members of a header that hang together: version 1, or a version that replaces another. */
const versions = fc.oneof(
  fc.constant({}),
  fc
    .tuple(documentId, fc.integer({ min: 2, max: 40 }))
    .map(([id, version]) => ({ version, remplace: { id, version: version - 1 } })),
);

const members = record<Record<string, unknown>>(
  {
    titre: libelle,
    creeLe: CREE,
    confidentialite: fc.constantFrom("L", "M", "N", "R", "U", "V"),
    langue: fc.constantFrom("fr-FR", "en-GB"),
    patient,
    auteurs,
    operateurSaisie: record<Record<string, unknown>>({ date: moment(2024, 2024), professionnel }, ["professionnel"]),
    informateurs,
    conservateur,
    destinataires,
    responsable: signataire,
    valideurs: fc.array(signataire, { minLength: 1, maxLength: 2 }),
    participants,
    prescriptions: fc.array(
      record<Record<string, unknown>>({ id: identifiantLocal, code, accession: identifiantLocal }, ["id"]),
      {
        minLength: 1,
        maxLength: 2,
      },
    ),
    acte,
    actesSecondaires: fc.array(acteSecondaire, { minLength: 1, maxLength: 2 }),
    consentements: fc.array(record<Record<string, unknown>>({ ids: fc.tuple(identifiantLocal), code }, ["code"]), {
      minLength: 1,
      maxLength: 1,
    }),
    priseEnCharge,
  },
  ["creeLe", "patient", "auteurs", "conservateur", "responsable", "acte", "priseEnCharge"],
);

/** A header that breaks no rule. */
export const header = fc
  .tuple(members, versions)
  .map(([drawn, version]) => ({ ...drawn, ...version }) as unknown as DocumentHeaderInput);
