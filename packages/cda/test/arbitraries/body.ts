import fc from "fast-check";
import { APPROACH_SITE } from "../../src/codes/jdv/approach-site.ts";
import { ROUTE } from "../../src/codes/jdv/route.ts";
import {
  Certitude,
  Criticite,
  EtatSuivi,
  MomentJournee,
  Priorite,
  Severite,
  StatutActe,
  StatutAllergie,
  StatutDemande,
  StatutProbleme,
  TypeAllergie,
  TypeProbleme,
  TypeRencontre,
} from "../../src/index.ts";
import { ccam, code, libelle, moment, oid, quantite, record, span, texte } from "./basics.ts";
import { auteurEntree, codeOf, identifiantLocal, professionnel } from "./people.ts";

type Members = Record<string, unknown>;

const unite = fc.constantFrom("mg", "g", "mL", "[IU]", "mg/kg", "{comprime}", "{gelule}", "[drp]", "ug");
const debitUnite = fc.constantFrom("mL/h", "mg/d", "[IU]/h");
const duree = fc.record(
  { valeur: quantite, unite: fc.constantFrom("min", "h", "d", "wk", "mo", "a") },
  { noNullPrototype: true },
);

function plage(unit: fc.Arbitrary<string>) {
  return fc
    .tuple(quantite, fc.option(quantite, { nil: undefined }), fc.option(unit, { nil: undefined }))
    .map(([valeur, more, unite]) => ({
      valeur,
      ...(more === undefined ? {} : { valeurMax: Math.round((valeur + more) * 1000) / 1000 }),
      ...(unite === undefined ? {} : { unite }),
    }));
}

const frequence = fc.oneof(
  record<Members>({ genre: fc.constant("periode"), toutesLes: duree, horairesUsuels: fc.boolean() }, [
    "genre",
    "toutesLes",
  ]),
  fc.record(
    { genre: fc.constant("moment"), moment: fc.constantFrom(...MomentJournee.options) },
    { noNullPrototype: true },
  ),
);
const prise = { dose: plage(unite), frequence, debit: plage(debitUnite) };
const etape = record<Members>({ debut: moment(2024, 2025), duree, ...prise });
const posologie = fc.oneof(
  record<Members>({ mode: fc.constant("normale"), ...prise }, ["mode"]),
  fc.record(
    { mode: fc.constant("progressive"), etapes: fc.array(etape, { minLength: 2, maxLength: 3 }) },
    { noNullPrototype: true },
  ),
  fc.record(
    { mode: fc.constant("fractionnee"), prises: fc.array(etape, { minLength: 2, maxLength: 3 }) },
    { noNullPrototype: true },
  ),
  fc.record(
    {
      mode: fc.constant("conditionnelle"),
      prises: fc.array(
        record<Members>({ condition: texte, debut: moment(2024, 2025), duree, ...prise }, ["condition"]),
        {
          minLength: 1,
          maxLength: 2,
        },
      ),
    },
    { noNullPrototype: true },
  ),
);

function terme(codes: readonly string[]) {
  return fc.record({ code: fc.constantFrom(...codes), libelle }, { noNullPrototype: true });
}
const medicament = record<Members>(
  {
    nom: libelle,
    cis: terme(["60019927", "62552920"]),
    cip: terme(["3400934874741", "3487474"]),
    atc: terme(["N05AL05", "B01AF02"]),
    mv: terme(["MV00002306"]),
  },
  ["nom"],
);
const traitementMembers = {
  medicament,
  posologie,
  voie: codeOf(ROUTE),
  site: codeOf(APPROACH_SITE),
  doseMax: fc.record(
    { dose: record<Members>({ valeur: quantite, unite }, ["valeur"]), par: duree },
    { noNullPrototype: true },
  ),
  motif: record<Members>({ libelle, code }, ["libelle"]),
  instructionsPatient: texte,
  instructionsDispensateur: texte,
};

/** A treatment lasts until a date, or for a time, never both. */
function treatment(last: Members) {
  const more = last as Record<string, fc.Arbitrary<unknown>>;
  const period = span(2020, 2022, 2025);
  return fc.oneof(
    record<Members>({ ...traitementMembers, ...period, ...more }, ["medicament"]),
    record<Members>({ ...traitementMembers, debut: period.debut, duree, ...more }, ["medicament"]),
  );
}

function listed(list: fc.Arbitrary<unknown[]>, others: readonly fc.Arbitrary<unknown>[] = []) {
  return fc.oneof(
    {
      weight: 3,
      arbitrary: fc.record({ etat: fc.constant("renseigne"), liste: list }, { noNullPrototype: true }),
    },
    ...(others.length > 0 ? others : [fc.constant({ etat: "aucun" })]),
    fc.constant({ etat: "inconnu" }),
  );
}

export const traitements = listed(fc.array(treatment({ commentaire: texte }), { minLength: 1, maxLength: 3 }));
export const traitementsArretes = fc.array(treatment({ raisonArret: texte }), { minLength: 1, maxLength: 2 });

const severite = fc.constantFrom(...Severite.options);
const certitude = fc.constantFrom(...Certitude.options);
const reaction = record<Members>(
  { libelle, code, type: fc.constantFrom(...TypeProbleme.options), date: moment(2000, 2022), severite },
  ["libelle"],
);
const allergieMembers = {
  type: fc.constantFrom(...TypeAllergie.options),
  agent: record<Members>({ libelle, code }, ["libelle"]),
  description: record<Members>({ libelle, code }, ["libelle"]),
  ...span(1990, 2010, 2022),
  statut: fc.constantFrom(...StatutAllergie.options),
  severite,
  criticite: fc.constantFrom(...Criticite.options),
  certitude,
  reactions: fc.array(reaction, { minLength: 1, maxLength: 2 }),
};
const allergie = fc.oneof(
  record<Members>(allergieMembers, ["type", "agent"]),
  record<Members>(allergieMembers, ["type", "description"]),
);
const listeAllergies = fc.array(allergie, { minLength: 1, maxLength: 3 });
const suiviAllergies = { etat: fc.constant("renseigne"), auteur: auteurEntree, liste: listeAllergies };
export const allergies = fc.oneof(
  record<Members>({ ...suiviAllergies, debut: moment(1990, 2022), suivi: fc.constantFrom("actif", "suspendu") }, [
    "etat",
    "liste",
  ]),
  record<Members>({ ...suiviAllergies, ...span(1990, 2010, 2022), suivi: fc.constantFrom("termine", "interrompu") }, [
    "etat",
    "suivi",
    "liste",
  ]),
  record<Members>(
    {
      etat: fc.constant("aucun"),
      portee: fc.constantFrom("toutes", "medicamenteuses", "environnementales", "alimentaires"),
    },
    ["etat"],
  ),
  fc.constant({ etat: "inconnu" }),
);

const probleme = record<Members>(
  {
    libelle,
    code,
    type: fc.constantFrom(...TypeProbleme.options),
    absent: fc.boolean(),
    ...span(1980, 2005, 2022),
    severite,
    statut: fc.constantFrom(...StatutProbleme.options),
    certitude,
    suivi: fc.constantFrom(...EtatSuivi.options),
    auteur: auteurEntree,
    commentaire: texte,
  },
  ["libelle"],
);
export const antecedentsMedicaux = listed(fc.array(probleme, { minLength: 1, maxLength: 3 }));

const acteRealise = record<Members>(
  {
    libelle,
    code: ccam,
    statut: fc.constantFrom(...StatutActe.options),
    ...span(1980, 2005, 2022),
    commentaire: texte,
  },
  ["libelle"],
);
export const antecedentsChirurgicaux = listed(fc.array(acteRealise, { minLength: 1, maxLength: 3 }));

const dispositif = record<Members>(
  {
    libelle,
    emdn: terme(["J010104", "J010102"]),
    cladimed: terme(["C50FA05"]),
    lpp: terme(["3408693"]),
    udi: record<Members>({ racine: oid, valeur: fc.constantFrom("(01)00844588003288", "REF & 12") }, ["racine"]),
    idFourniture: identifiantLocal,
    ...span(2015, 2022, 2025),
    ald: fc.boolean(),
    accidentTravail: fc.boolean(),
    prevention: fc.boolean(),
    nonRemboursable: fc.boolean(),
  },
  ["libelle"],
);
export const dispositifsMedicaux = listed(fc.array(dispositif, { minLength: 1, maxLength: 3 }));

const priorite = fc.constantFrom(...Priorite.options);
const actePrevu = record<Members>(
  { libelle, code: ccam, statut: fc.constantFrom(...StatutActe.options), date: moment(2025, 2026), priorite },
  ["libelle"],
);
const demande = record<Members>(
  {
    texte,
    code,
    intention: fc.constantFrom("prevue", "proposee", "objectif"),
    statut: fc.constantFrom(...StatutDemande.options),
    date: moment(2025, 2026),
  },
  ["texte"],
);
const rencontre = record<Members>(
  {
    libelle,
    type: fc.constantFrom(...TypeRencontre.options),
    etat: fc.constantFrom("prevue", "realisee"),
    date: moment(2023, 2026),
    priorite,
    executant: professionnel,
    lieu: libelle,
  },
  ["libelle"],
);
export const planDeSoins = record<Members>({
  recommandations: texte,
  actes: fc.array(actePrevu, { minLength: 1, maxLength: 2 }),
  demandes: fc.array(demande, { minLength: 1, maxLength: 2 }),
  rencontres: fc.array(rencontre, { minLength: 1, maxLength: 2 }),
}).filter((plan) => Object.keys(plan).length > 0);

const trace = { date: moment(2023, 2024), auteur: auteurEntree };
const observation = record<Members>({ texte, ...trace }, ["texte"]);
function reponse(member: string, detail: string) {
  return fc.oneof(
    record<Members>({ [member]: fc.constant("oui"), ...trace, [detail]: observation }, [member]),
    record<Members>({ [member]: fc.constantFrom("non", "inconnu"), ...trace }, [member]),
  );
}
export const synthese = record<Members>(
  {
    modaliteEntree: record<Members>(
      {
        modalite: fc.constantFrom("urgence", "programmee", "transfert", "autre"),
        date: moment(2023, 2023),
        auteur: auteurEntree,
      },
      ["modalite"],
    ),
    modaliteSortie: record<Members>(
      {
        modalite: fc.constantFrom("domicile", "ssr", "had", "ehpad", "autre-etablissement", "autre-destination"),
        date: moment(2024, 2024),
        auteur: auteurEntree,
      },
      ["modalite"],
    ),
    syntheseMedicale: record<Members>({ texte, ...trace }, ["texte"]),
    evenementsIndesirables: observation,
    microOrganismes: reponse("recherche", "identification"),
    transfusion: reponse("realisee", "accidents"),
    derivesDuSang: reponse("administres", "evenementsIndesirables"),
  },
  ["modaliteEntree", "modaliteSortie", "syntheseMedicale", "microOrganismes", "transfusion", "derivesDuSang"],
);

/** A few bytes that start like a PDF/A-1, long enough to be one in the eyes of the rules. */
export const pdf = fc
  .uint8Array({ minLength: 0, maxLength: 40 })
  .map((bytes) => Buffer.concat([Buffer.from("%PDF-1.4\n<pdfaid:part>1</pdfaid:part>\n"), bytes]).toString("base64"));
