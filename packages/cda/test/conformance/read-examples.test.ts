import { selectElements } from "@ldl/xml";
import { describe, expect, it } from "vitest";
import { type DocumentSection, readDocument, readLettreDeLiaison } from "../../src/index.ts";
import { CORPUS, example, exampleNames } from "../corpus.ts";

function flat(sections: readonly DocumentSection[]): readonly DocumentSection[] {
  return sections.flatMap((section) => [section, ...flat(section.sections)]);
}

const MEDECIN = { code: "G15_10/SM27", systeme: "1.2.250.1.213.1.1.4.5", libelle: "Médecin - Médecine interne (SM)" };
const LEBLANC = [{ numero: "20", voie: "Rue Leblanc", codePostal: "75015", commune: "PARIS" }];
const BRETEUIL = { numero: "28", voie: "Avenue de Breteuil", codePostal: "75007", commune: "PARIS", pays: "FRANCE" };
const HEGP = { id: "1750803447", nom: "Hôpital Européen Georges Pompidou" };
const PATIENT = {
  ins: { matricule: "279035121518989", type: "NIR", environnement: "test" },
  identifiantsLocaux: [{ racine: "1.2.3.4.567.8.9.10", valeur: "1234567890121" }],
  nomNaissance: "PAT-TROIS",
  premierPrenomNaissance: "DOMINIQUE",
  prenomsNaissance: "DOMINIQUE MARIE-LOUISE",
  nomUtilise: "PAT-TROIS",
  prenomUtilise: "DOMINIQUE",
  sexe: "F",
  dateNaissance: "1979-03-28",
  lieuNaissance: { codeCog: "51215", commune: "DOMPREMY" },
  adresses: [{ ...BRETEUIL, unite: "Escalier A" }],
  representants: [
    {
      genre: "personne",
      adresses: [{ ...BRETEUIL, usage: "H" }],
      telecoms: [{ valeur: "tel:0147150000", usage: "H" }],
      nom: { nom: "NESSI", prenom: "Jeanne", civilite: "MME" },
    },
  ],
};

describe.skipIf(CORPUS === undefined)("the official examples", () => {
  it.each(exampleNames().map((name) => [name]))("%s: every section, entry, medium and participant is read", (name) => {
    const document = readDocument(example(name));
    const count = (path: string): number => selectElements(document.root, path).length;
    const sections = flat(document.sections);
    expect(sections.length).toBe(count("//section"));
    expect(sections.flatMap(({ entries }) => entries).length).toBe(count("//section/entry"));
    expect(sections.filter(({ narrative }) => narrative.length > 0).length).toBe(count("//section/text"));
    expect(document.files.length).toBe(count("//observationMedia/value") + count("//nonXMLBody/text"));
    const { header } = document;
    expect(header.auteurs.length).toBe(count("author"));
    expect(header.destinataires?.length ?? 0).toBe(count("informationRecipient"));
    expect(header.participants?.length ?? 0).toBe(count("participant"));
    expect(header.valideurs?.length ?? 0).toBe(count("authenticator"));
    expect(header.informateurs?.length ?? 0).toBe(count("informant"));
    expect((header.actesSecondaires?.length ?? 0) + 1).toBe(count("documentationOf"));
    expect(document.issues.filter(({ severity }) => severity === "error")).toEqual([]);
    for (const file of document.files) expect(file.bytes().length).toBeGreaterThan(100);
  });

  it("can all be told by kind, level and version", () => {
    const told = exampleNames().map((name) => {
      const { kind, level, modelVersion } = readDocument(example(name));
      return `${name.replace(".xml", "")}: ${kind} ${level} ${modelVersion ?? "-"}`;
    });
    expect(told).toEqual([
      "BIO-CR-BIO_2021.01_CDA-R2-Niveau-1: CR-BIO 1 -",
      "BIO-CR-BIO_2021.01_CR-2nde-intention: CR-BIO 3 -",
      "BIO-CR-BIO_2021.01_Electrophorese: CR-BIO 3 -",
      "BIO-CR-BIO_2021.01_Microbiologie_V1: CR-BIO 3 -",
      "BIO-CR-BIO_2023.01_Electrophorese: CR-BIO 3 2023.01",
      "BIO-CR-BIO_2024.01_CR-2nde-intention-PDF: CR-BIO 3 2024.01",
      "BIO-CR-BIO_2024.01_CRP_non_LOINC: CR-BIO 3 2024.01",
      "BIO-CR-BIO_2024.01_Electrophorese: CR-BIO 3 2024.01",
      "BIO-CR-BIO_2024.01_Glycemie_deux_unites: CR-BIO 3 2024.01",
      "BIO-CR-BIO_2024.01_Microbiologie_V1: CR-BIO 3 2024.01",
      "DOC_NON_STRUCTURE_CDA-R2-N1: CR-BIO 1 -",
      "LDL-EES_2022.01: LDL-EES 3 2022.01",
      "LDL-SES_2022.01: LDL-SES 3 2022.01",
      "VSM_1.4_2022.01: OTHER 3 -",
    ]);
  });
});

describe.skipIf(CORPUS === undefined)("LDL-SES_2022.01", () => {
  const read = () => readDocument(example("LDL-SES_2022.01.xml"));

  it("has the header of the file, field by field", () => {
    const { header } = read();
    const boileau = { nom: "BOILEAU", prenom: "Charles", civilite: "M", titre: "DR" };
    const auguin = { nom: "AUGUIN", prenom: "Léon", civilite: "M" };
    const proche = {
      genre: "proche",
      lien: { code: "SIS", systeme: "2.16.840.1.113883.5.111", libelle: "Soeur" },
      nom: { nom: "NESSI", prenom: "Sophie" },
      telecoms: [{ valeur: "tel:0647150100", usage: "MC" }],
    };
    const cadreExercice = {
      code: "ETABLISSEMENT",
      systeme: "1.2.250.1.213.1.1.4.9",
      libelle: "Etablissement de santé",
      nomSysteme: "practiceSettingCode",
    };
    expect(header).toEqual({
      id: { racine: "1.2.250.1.213.1.1.1.29.2022.1.1" },
      titre: "Lettre de liaison à la sortie de l'établissement de santé",
      creeLe: "2019-12-03T13:30:00+01:00",
      confidentialite: "N",
      langue: "fr-FR",
      setId: { racine: "1.2.250.1.213.1.1.1.29.2022.1" },
      version: 1,
      patient: {
        ...PATIENT,
        telecoms: [
          { valeur: "tel:0144534551", usage: "H" },
          { valeur: "tel:0647151010", usage: "MC" },
          { valeur: "mailto:279035121518989@patient.mssante.fr" },
        ],
      },
      auteurs: [
        {
          genre: "professionnel",
          date: "2019-12-03T13:30:00+01:00",
          professionnel: {
            id: "801234567897",
            specialite: MEDECIN,
            nom: { nom: "DAVID", prenom: "Charles", civilite: "M", titre: "DR" },
            adresses: LEBLANC,
            telecoms: [{ valeur: "tel:0141297500", usage: "WP" }],
            organisation: HEGP,
          },
        },
      ],
      informateurs: [
        { ...proche, role: "ECON" },
        { ...proche, role: "NOK" },
      ],
      conservateur: {
        genre: "structure",
        ...HEGP,
        telecom: { valeur: "tel:0141297500", usage: "WP" },
        adresse: LEBLANC[0],
      },
      destinataires: [
        {
          id: "801234567897",
          nom: boileau,
          organisation: { id: "1120456789", nom: "Centre de soins du Belvédère" },
        },
        {
          id: "801234567896",
          nom: { nom: "DUCOUT", prenom: "Elsa", civilite: "MME" },
          organisation: { id: "1120456789", nom: "Cabinet infirmière libérale" },
        },
      ],
      responsable: {
        date: "2019-12-03T13:30:00+01:00",
        professionnel: {
          id: "801234567897",
          nom: { ...auguin, titre: "PR" },
          organisation: {
            ...HEGP,
            telecoms: [{ valeur: "tel:0141297500", usage: "WP" }],
            adresses: LEBLANC,
            cadreExercice,
          },
        },
      },
      participants: [
        {
          type: "INF",
          fonction: { code: "PCP", systeme: "2.16.840.1.113883.5.88", libelle: "Médecin Traitant" },
          role: "PROV",
          id: "801984758437",
          specialite: {
            code: "G15_10/SM26",
            systeme: "1.2.250.1.213.1.1.4.5",
            libelle: "Médecin - Qualifié en Médecine Générale (SM)",
          },
          nom: { nom: "MEDIONI", prenom: "Stéphane", civilite: "M", titre: "DR" },
          adresses: [{ numero: "3", voie: "Rue Petit Pont", codePostal: "75005", commune: "PARIS" }],
          telecoms: [{ valeur: "tel:0147150000", usage: "WP" }],
          organisation: {
            id: "2801984755893",
            nom: "Cabinet du Dr Medioni",
            telecoms: [{ valeur: "tel:0142515100", usage: "WP" }],
            adresses: [{ numero: "3", voie: "Rue Petit Pont", codePostal: "75005", commune: "PARIS" }],
          },
        },
      ],
      acte: {
        code: {
          code: "IMP",
          systeme: "2.16.840.1.113883.5.4",
          libelle: "Hospitalisation (établissement, y compris HAD)",
          nomSysteme: "HL7:ActCode",
        },
        debut: "2019-10-29T11:17:00+01:00",
        fin: "2019-12-03T13:30:00+01:00",
        executant: {
          date: "2019-10-29T11:17:00+01:00",
          professionnel: {
            id: "801234567897",
            nom: { ...auguin, titre: "DR" },
            organisation: { nom: "Service de Cardiologie", cadreExercice },
          },
        },
      },
      priseEnCharge: {
        debut: "2019-10-29T11:17:00+01:00",
        fin: "2019-12-03T13:30:00+01:00",
        lieu: {
          secteur: { code: "SA01", systeme: "1.2.250.1.71.4.2.4", libelle: "Etablissement public de santé" },
        },
      },
    });
  });

  it("has the content of the file, field by field", () => {
    const { contenu, kind, issues } = readLettreDeLiaison(read());
    const day = { date: "2018-12-03" };
    const auteur = {
      date: "2019-12-03T13:30:00+01:00",
      professionnel: {
        id: "801234567897",
        specialite: MEDECIN,
        nom: { nom: "DAVID", prenom: "Charles", civilite: "M", titre: "DR" },
        adresses: LEBLANC,
        organisation: { ...HEGP, adresses: LEBLANC },
      },
    };
    const dosage = {
      mode: "normale",
      dose: { valeur: 1, unite: "{tbl}" },
      frequence: { genre: "periode", toutesLes: { valeur: 1, unite: "d" } },
      debit: { valeur: 100, unite: "mg/d" },
    };
    const perDay = (valeur: number) => ({ dose: { valeur, unite: "mg" }, par: { valeur: 1, unite: "d" } });
    expect(kind).toBe("LDL-SES");
    expect(contenu).toEqual({
      statut: "en-cours",
      motif: "Episode psychotique – cachexie/anorexie",
      synthese: {
        modaliteEntree: { modalite: "transfert", date: "2018-10-29", auteur },
        modaliteSortie: { modalite: "autre-etablissement", ...day },
        syntheseMedicale: { texte: "Infection respiratoire aigüe", ...day, auteur },
        evenementsIndesirables: { texte: "Aucun", ...day },
        microOrganismes: {
          recherche: "oui",
          ...day,
          identification: { texte: "Streptococcus pneumoniae", ...day },
        },
        transfusion: { realisee: "non", ...day, accidents: { texte: "Aucun", ...day } },
        derivesDuSang: { administres: "non", ...day, evenementsIndesirables: { texte: "Aucun", ...day } },
      },
      traitementsArretes: [
        {
          medicament: {
            nom: "SOLIAN 100 mg",
            cis: { code: "60019927", libelle: "SOLIAN 100 mg, comprimé sécable" },
            cip: {
              code: "3400934874741",
              libelle: "SOLIAN 100 mg, comprimé sécable, plaquette(s) thermoformée(s) PVC-Aluminium de 30 comprimé(s)",
            },
          },
          debut: "2018-08-01",
          fin: "2019-10-29",
          posologie: dosage,
          doseMax: perDay(200),
        },
      ],
      traitementsSortie: {
        etat: "renseigne",
        liste: [
          {
            medicament: {
              nom: "LEPONEX 100 mg",
              cis: { code: "62552920", libelle: "LEPONEX 100 mg, comprimé sécable" },
              atc: { code: "N05AH02", libelle: "Clozapine" },
            },
            debut: "2019-12-03",
            fin: "2020-02-02",
            posologie: dosage,
            doseMax: perDay(300),
          },
        ],
      },
      resultatsAttendus: ["Echographie attendue"],
      planDeSoins: {
        actes: [
          {
            libelle: "Scanographie des vaisseaux du thorax et/ou du cœur [Angioscanner thoracique]",
            statut: "en-cours",
            code: {
              code: "ECQH010",
              systeme: "1.2.250.1.215.300.1",
              libelle: "Scanographie des vaisseaux du thorax et/ou du cœur [Angioscanner thoracique]",
              nomSysteme: "CCAM",
            },
            priorite: "UR",
          },
        ],
        demandes: [
          {
            texte: "Suivi par le psychiatre à prévoir",
            intention: "prevue",
            statut: "active",
            date: "2021-01-01",
          },
        ],
        rencontres: [{ libelle: "Médecin traitant", type: "AMB", etat: "prevue", date: "2019-12-05" }],
      },
      dispositifsMedicaux: {
        etat: "renseigne",
        liste: [
          {
            libelle: "STIMULATEUR CARDIAQUE IMPLANTABLE TRIPLE CHAMBRE",
            emdn: { code: "J010104", libelle: "STIMULATEURS CARDIAQUES IMPLANTABLES TRIPLE CHAMBRE" },
            cladimed: { code: "C50FA05", libelle: "STIMULATEUR CARDIAQUE IMPLANTABLE TRIPLE CHAMBRE" },
            lpp: {
              code: "3408693",
              libelle: "STIMULATEUR CARDIAQUE DE RE-SYNCHRO VENTRICULAIRE, BIOTRONIK, EDORA 8 HF-T.",
            },
            udi: {
              racine: "xxxxxxxxxxxxxxxxxxxxxx",
              valeur: "{01}00844588003288{17}141120{10}7654321D{21}10987654d321",
            },
            idFourniture: { racine: "1.2.250.1.213.1.1.9.9", valeur: "eee" },
            debut: "2018-12-03T09:49:14+01:00",
          },
        ],
      },
      allergies: {
        etat: "renseigne",
        suivi: "termine",
        liste: [
          {
            type: "allergie-medicament",
            description: { libelle: "Aucune allergie / intolérance identifiée pendant le séjour" },
          },
        ],
      },
    });
    expect(issues.map(({ rule, path }) => `${rule} ${path.split("/").slice(-2).join("/")}`)).toEqual([
      "LDL-R-VALUE-SET encounter[1]/priorityCode[1]",
      "LDL-R-ID-OID participantRole[1]/id[1]",
    ]);
  });

  it("has its known defects as findings", () => {
    const counts = new Map<string, number>();
    for (const { rule } of read().issues) counts.set(rule, (counts.get(rule) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toEqual({
      "LDL-R-ID-PS": 2,
      "LDL-R-ID-STRUCT": 3,
      "LDL-R-REFERENCE-HASH": 10,
      "LDL-R-REFERENCE-DANGLING": 3,
    });
  });
});

describe.skipIf(CORPUS === undefined)("LDL-EES_2022.01", () => {
  it("has the content of the file, field by field", () => {
    const document = readDocument(example("LDL-EES_2022.01.xml"));
    expect(document.header.patient).toMatchObject(PATIENT);
    expect(document.header.participants?.map(({ type, nom }) => [type, nom?.nom])).toEqual([
      ["REFB", "BOILEAU"],
      ["INF", "MEDIONI"],
    ]);
    expect(document.header.participants?.[0]).toMatchObject({
      debut: "2019-10-29T11:17:00+01:00",
      telecoms: [
        { valeur: "tel:0142515151", usage: "WP" },
        { valeur: "mailto:c.boileau@mssante.fr", usage: "WP" },
      ],
    });
    expect(document.header.priseEnCharge).toMatchObject({
      type: { code: "IMP" },
      debut: "2019-10-29T11:17:00+01:00",
      fin: "2019-10-29T11:18:00+01:00",
    });
    const { contenu, kind, issues } = readLettreDeLiaison(document);
    expect([kind, issues]).toEqual(["LDL-EES", []]);
    const snomed = { systeme: "2.16.840.1.113883.6.96", nomSysteme: "SNOMED CT" };
    expect(contenu).toMatchObject({
      motif: "Episode psychotique - cachexie/anorexie",
      commentaire: "Autres informations\nTexte portant d'autres informations utiles",
      traitementsAdmission: {
        etat: "renseigne",
        liste: [
          {
            medicament: { nom: "SOLIAN 100 mg", cis: { code: "60019927" }, atc: { code: "N05AL05" } },
            debut: "2018-08-01",
            voie: { code: "20053000", systeme: "0.4.0.127.0.16.1.1.2.1", libelle: "Voie orale" },
            posologie: { mode: "normale", dose: { valeur: 1, unite: "{count}" } },
          },
        ],
      },
      allergies: {
        etat: "renseigne",
        suivi: "actif",
        debut: "2018-02-21",
        liste: [
          {
            type: "allergie-medicament",
            agent: { libelle: "Paracétamol", code: { code: "67017786", systeme: "1.2.250.1.213.2.3.1" } },
            debut: "2018-02-21",
            statut: "actif",
            severite: "moderee",
            reactions: [
              {
                libelle: "Urticaire",
                type: "symptome",
                code: { code: "126485001", libelle: "urticaire", ...snomed },
                date: "2018-02-21",
              },
            ],
          },
        ],
      },
      antecedentsMedicaux: {
        etat: "renseigne",
        liste: [
          {
            libelle: "Pyélonéphrite aiguë",
            type: "diagnostic",
            absent: false,
            code: { code: "N10", systeme: "2.16.840.1.113883.6.3" },
            debut: "2018-10-01",
          },
        ],
      },
      antecedentsChirurgicaux: {
        etat: "renseigne",
        liste: [
          {
            libelle:
              "Dilatation intraluminale de 2 vaisseaux coronaires avec pose d'endoprothèse, par voie artérielle transcutanée",
            code: { code: "DDAF004" },
            debut: "2017-08-01",
            fin: "2017-08-02",
          },
        ],
      },
    });
  });
});

describe.skipIf(CORPUS === undefined)("DOC_NON_STRUCTURE_CDA-R2-N1", () => {
  it("has the header and the PDF of the file", () => {
    const document = readDocument(example("DOC_NON_STRUCTURE_CDA-R2-N1.xml"));
    expect(document.templateIds.map(({ root }) => root)).toContain("1.3.6.1.4.1.19376.1.2.20");
    expect(document.header).toMatchObject({
      titre: "Compte rendu d'examens biologiques",
      creeLe: "2021-04-01T13:47:45+01:00",
      version: 1,
      patient: { nomNaissance: "PAT-TROIS", dateNaissance: "1979-03-28", ins: PATIENT.ins },
      acte: { code: { code: "18723-7" }, debut: "2021-01-04T13:47:00+01:00" },
    });
    const body = document.nonXmlBody;
    expect([body?.role, body?.mediaType, body?.encodedLength]).toEqual(["body", "application/pdf", 435_536]);
    expect(
      Buffer.from(body?.bytes() ?? [])
        .subarray(0, 5)
        .toString(),
    ).toBe("%PDF-");
    expect(() => readLettreDeLiaison(document)).toThrow(expect.objectContaining({ code: "LDL_CDA_UNEXPECTED_KIND" }));
  });
});
