import { isLdlError } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { buildDocumentNonStructure, buildLettreDeLiaisonEntree, buildLettreDeLiaisonSortie } from "../../src/index.ts";
import { refusals, samples } from "../samples.ts";

type Members = Record<string, unknown>;

/** A copy of some data with the member at a path set, or taken away when the value is undefined. */
function having(data: unknown, path: string, value: unknown): Members {
  const copy = structuredClone(data) as Members;
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  let at = copy;
  for (const step of steps) {
    at[step] ??= {};
    at = at[step] as Members;
  }
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

const ses = (path: string, value: unknown) => () =>
  buildLettreDeLiaisonSortie(having(samples.sesMin(), path, value) as never);
const full = (path: string, value: unknown) => () =>
  buildLettreDeLiaisonSortie(having(samples.sesMax(), path, value) as never);
const ees = (path: string, value: unknown) => () =>
  buildLettreDeLiaisonEntree(having(samples.eesMax(), path, value) as never);
const n1 = (path: string, value: unknown) => () =>
  buildDocumentNonStructure(having(samples.pdf(), path, value) as never);

const LONG = "x".repeat(200_001);
const treatment = (change: Members) => ({ etat: "renseigne", liste: [{ medicament: { nom: "X" }, ...change }] });

/** Name of the case, what is built, the defects it must give: path and rule. */
const CASES: readonly (readonly [name: string, build: () => unknown, defects: readonly string[]])[] = [
  // Identifiers
  ["wrong key of the INS", ses("patient.ins.matricule", "279035121518988"), ["patient.ins.matricule LDL-ID-INS-CLE"]],
  ["INS too short", ses("patient.ins.matricule", "27903512151898"), ["patient.ins.matricule LDL-ID-INS-FORME"]],
  ["INS with a letter", ses("patient.ins.matricule", "2790351215189X9"), ["patient.ins.matricule LDL-ID-INS-FORME"]],
  [
    "wrong environment of the INS",
    ses("patient.ins.environnement", "prod"),
    ["patient.ins.environnement LDL-SCHEMA-INVALID-VALUE"],
  ],
  ["NIA of test, which has no OID", ses("patient.ins.type", "NIA"), ["patient.ins.environnement LDL-ID-INS-OID"]],
  [
    "wrong key of the RPPS",
    ses("auteurs.0.professionnel.id", "810002422970"),
    ["auteurs.0.professionnel.id LDL-ID-PS"],
  ],
  [
    "RPPS without its type digit",
    ses("responsable.professionnel.id", "10002422979"),
    ["responsable.professionnel.id LDL-ID-PS"],
  ],
  ["wrong key of the FINESS", ses("conservateur.id", "1750803440"), ["conservateur.id LDL-ID-STRUCT"]],
  ["closed type of structure", ses("conservateur.id", "5750803447"), ["conservateur.id LDL-ID-STRUCT"]],
  ["OID with a leading zero", ses("id", { racine: "1.02.3" }), ["id.racine LDL-SCHEMA-INVALID-UNION"]],
  ["OID too long", ses("setId", { racine: `1.2.${"1".repeat(70)}` }), ["setId.racine LDL-SCHEMA-INVALID-UNION"]],
  [
    "local identifier that is blank",
    ses("patient.identifiantsLocaux", [{ racine: "1.2.3", valeur: " " }]),
    ["patient.identifiantsLocaux.0.valeur LDL-ID-LOCAL"],
  ],
  // Traits and people
  [
    "INS without the first given name",
    ses("patient.premierPrenomNaissance", undefined),
    ["patient.premierPrenomNaissance LDL-P-003"],
  ],
  [
    "INS without the list of given names",
    ses("patient.prenomsNaissance", undefined),
    ["patient.prenomsNaissance LDL-P-003"],
  ],
  [
    "INS without the place of birth",
    ses("patient.lieuNaissance", undefined),
    ["patient.lieuNaissance.codeCog LDL-P-003"],
  ],
  [
    "place of birth that is no COG code",
    ses("patient.lieuNaissance.codeCog", "5121"),
    ["patient.lieuNaissance.codeCog LDL-P-COG"],
  ],
  ["no identifier of the patient at all", ses("patient.ins", undefined), ["patient.identifiantsLocaux LDL-P-001"]],
  ["no birth name", ses("patient.nomNaissance", undefined), ["patient.nomNaissance LDL-SCHEMA-INVALID-TYPE"]],
  ["sex out of the value set", ses("patient.sexe", "U"), ["patient.sexe LDL-SCHEMA-INVALID-VALUE"]],
  [
    "title out of the value set",
    ses("responsable.professionnel.nom.titre", "Dr"),
    ["responsable.professionnel.nom.titre LDL-SCHEMA-INVALID-VALUE"],
  ],
  ["no author", ses("auteurs", []), ["auteurs LDL-SCHEMA-TOO-SMALL"]],
  [
    "telecom with blanks",
    ses("patient.telecoms", [{ valeur: "tel:01 44 53" }]),
    ["patient.telecoms.0.valeur LDL-TEL-001"],
  ],
  [
    "the same telecom twice",
    full("patient.telecoms", [{ valeur: "tel:1" }, { valeur: "tel:1" }]),
    ["patient.telecoms LDL-H-DOUBLON"],
  ],
  [
    "death before birth",
    full("patient.dateDeces", "1979-03-27"),
    ["patient.dateDeces LDL-P-004", "patient.decede LDL-P-005"],
  ],
  // Dates
  ["a day that does not exist", ses("patient.dateNaissance", "1979-02-30"), ["patient.dateNaissance LDL-T-002"]],
  ["a moment without offset", ses("creeLe", "2024-03-15T11:00:00"), ["creeLe LDL-T-001"]],
  [
    "discharge before admission",
    ses("acte.fin", "2024-03-09T10:00:00+01:00"),
    ["acte.fin LDL-H-ACTE-DATES", "synthese.modaliteSortie.date LDL-SES-MODALITES"],
  ],
  [
    "stay that ends when it begins",
    ses("priseEnCharge.fin", "2024-03-10T08:30:00+01:00"),
    ["priseEnCharge.fin LDL-H-SEJOUR-DATES"],
  ],
  ["no date of discharge", ses("acte.fin", undefined), ["acte.fin LDL-SES-SORTIE"]],
  ["letter made before the stay", ses("creeLe", "2024-03-01T00:00:00+01:00"), ["creeLe LDL-SES-CREATION"]],
  [
    "treatment that ends before it begins",
    ses("traitementsSortie", treatment({ debut: "2024-03", fin: "2024-02" })),
    ["traitementsSortie.liste.0.fin LDL-DATES"],
  ],
  [
    "treatment with an end and a length",
    ses("traitementsSortie", treatment({ fin: "2024-04-01", duree: { valeur: 3, unite: "d" } })),
    ["traitementsSortie.liste.0.duree LDL-MED-003"],
  ],
  // Codes
  [
    "speciality that left the value set",
    ses("auteurs.0.professionnel.specialite.code", "G15_10/SCH10"),
    ["auteurs.0.professionnel.specialite LDL-JDV-J01"],
  ],
  [
    "activity sector out of the value set",
    ses("priseEnCharge.lieu.secteur.code", "SA99"),
    ["priseEnCharge.lieu.secteur LDL-JDV-J02"],
  ],
  [
    "admission mode out of the value set",
    ses("synthese.modaliteEntree.modalite", "brancard"),
    ["synthese.modaliteEntree.modalite LDL-SCHEMA-INVALID-VALUE"],
  ],
  ["status out of the value set", ses("statut", "valide"), ["statut LDL-SCHEMA-INVALID-VALUE"]],
  [
    "CIS code of 7 digits",
    ses("traitementsSortie", treatment({ medicament: { nom: "X", cis: { code: "6001992", libelle: "X" } } })),
    ["traitementsSortie.liste.0.medicament.cis.code LDL-MED-001"],
  ],
  [
    "route of another system",
    full("traitementsSortie.liste.0.voie.systeme", "1.2.3"),
    ["traitementsSortie.liste.0.voie.systeme LDL-MED-002"],
  ],
  [
    "unit that is no UCUM",
    full("traitementsSortie.liste.0.posologie.dose.unite", "comprimé"),
    ["traitementsSortie.liste.0.posologie.dose.unite LDL-Q-002"],
  ],
  [
    "dose of zero",
    full("traitementsSortie.liste.0.posologie.dose.valeur", 0),
    ["traitementsSortie.liste.0.posologie.dose.valeur LDL-Q-001"],
  ],
  [
    "upper bound under the lower one",
    full("traitementsSortie.liste.1.posologie.dose.valeurMax", 0.5),
    ["traitementsSortie.liste.1.posologie.dose.valeurMax LDL-Q-003"],
  ],
  [
    "CIM-10 code without its dot",
    ees("antecedentsMedicaux.liste.0.code.code", "I350"),
    ["antecedentsMedicaux.liste.0.code.code LDL-CODE-FORME"],
  ],
  ["allergy to nothing", ees("allergies.liste.0.agent", undefined), ["allergies.liste.0.agent LDL-ALL-001"]],
  ["admission whose act is not a hospitalisation", ees("acte.code.code", "AMB"), ["acte.code LDL-EES-ACTE"]],
  [
    "type out of the value set",
    n1("type", { code: "34105-7", systeme: "2.16.840.1.113883.6.1", libelle: "x" }),
    ["type LDL-JDV-J07"],
  ],
  // Content
  ["section left out", ses("motif", undefined), ["motif LDL-SCHEMA-INVALID-TYPE"]],
  ["treatments left out", ses("traitementsSortie", undefined), ["traitementsSortie LDL-SCHEMA-INVALID-TYPE"]],
  [
    "empty list of treatments",
    ses("traitementsSortie", { etat: "renseigne", liste: [] }),
    ["traitementsSortie.liste LDL-SCHEMA-TOO-SMALL"],
  ],
  ["answer left out", ses("synthese.transfusion", undefined), ["synthese.transfusion LDL-SCHEMA-INVALID-TYPE"]],
  [
    "accident of a transfusion that was not done",
    ses("synthese.transfusion.accidents", { texte: "Fièvre" }),
    ["synthese.transfusion.accidents LDL-SES-DETAIL"],
  ],
  ["care plan without anything", ses("planDeSoins", {}), ["planDeSoins LDL-PLAN-001"]],
  ["home for a patient who is dead", ses("patient.decede", true), ["synthese.modaliteSortie.modalite LDL-SES-DECES"]],
  ["member that nobody knows", ses("motifs", "x"), ["motifs LDL-SCHEMA-UNRECOGNIZED-KEYS"]],
  ["blank text", ses("motif", "  \n"), ["motif LDL-TXT-002"]],
  ["version 2 that replaces nothing", ses("version", 2), ["version LDL-H-VERSION"]],
  ["version 0", ses("version", 0), ["version LDL-SCHEMA-TOO-SMALL"]],
  ["base64 that is none", n1("contenu.base64", "%%%%"), ["contenu.base64 LDL-B64-003"]],
  ["PDF that is none", n1("contenu.base64", "AAAAAAAA"), ["contenu.base64 LDL-PDF-001"]],
  ["image at level 1", n1("contenu.mediaType", "image/tiff"), ["contenu.mediaType LDL-N1-FORMAT"]],
  // Unsafe and huge texts
  ["control character in a text", ses("motif", "a\u0000b"), ["motif LDL-TXT-003"]],
  ["half of a surrogate pair", ses("motif", "a\ud83d"), ["motif LDL-TXT-003"]],
  ["non-character", ses("titre", "a\uffff"), ["titre LDL-TXT-003"]],
  [
    "control character in a code",
    ses("acte.code", { code: "I\u0001", systeme: "1.2.3", libelle: "x" }),
    ["acte.code.code LDL-TXT-003"],
  ],
  ["control character in an identifier", full("acte.ids.0.valeur", "a\u0002"), ["acte.ids.0.valeur LDL-TXT-003"]],
  ["line feed in a name", ses("patient.nomNaissance", "A\nB"), ["patient.nomNaissance LDL-TXT-005"]],
  ["text of 200 001 characters", ses("motif", LONG), ["motif LDL-TXT-001"]],
  ["comment of 4 001 characters", ses("resultatsAttendus", ["x".repeat(4001)]), ["resultatsAttendus.0 LDL-TXT-007"]],
  ["name of 251 characters", ses("patient.nomNaissance", "N".repeat(251)), ["patient.nomNaissance LDL-TXT-004"]],
  [
    "201 treatments",
    ses(
      "traitementsArretes",
      Array.from({ length: 201 }, () => ({ medicament: { nom: "X" } })),
    ),
    ["traitementsArretes LDL-SCHEMA-TOO-BIG"],
  ],
  ["a list instead of a letter", () => buildLettreDeLiaisonSortie([] as never), [" LDL-SCHEMA-INVALID-TYPE"]],
  ["nothing instead of a letter", () => buildLettreDeLiaisonEntree(undefined as never), [" LDL-SCHEMA-INVALID-TYPE"]],
];

describe("bad input", () => {
  it.each(CASES.map(([name, build, defects]) => ({ name, build, defects })))("$name", ({ build, defects }) => {
    expect(refusals(build)).toEqual(defects);
  });

  it("has at least 40 names, each once", () => {
    expect(new Set(CASES.map(([name]) => name)).size).toBe(CASES.length);
    expect(CASES.length).toBeGreaterThanOrEqual(40);
  });

  it.each(CASES.map(([name, build]) => ({ name, build })))(
    "is told in one French line without the value: $name",
    ({ build }) => {
      try {
        build();
        expect.unreachable();
      } catch (error) {
        if (!isLdlError(error) || error.code !== "LDL_INPUT_INVALID") throw error;
        const [first] = error.details.issues;
        expect(error.message).not.toContain("\n");
        expect(error.message).toContain(first?.rule);
        for (const value of ["279035121518988", "G15_10", "brancard", "comprimé", "Fièvre"])
          expect(error.message).not.toContain(value);
      }
    },
  );

  it("gives all defects at once", () => {
    const input = having(having(samples.sesMin(), "statut", "x"), "patient.sexe", "x");
    expect(refusals(() => buildLettreDeLiaisonSortie(input as never))).toHaveLength(2);
  });
});

describe("text that looks like markup", () => {
  it("stays text, in elements and attributes", () => {
    const evil = `"><script>alert(1)</script>]]>&<!--`;
    const input = { ...samples.sesMin(), titre: evil, motif: evil };
    const acte = { ...input.acte, code: { code: "IMP", systeme: "2.16.840.1.113883.5.4", libelle: evil } };
    const text = Buffer.from(buildLettreDeLiaisonSortie({ ...input, acte }).xml).toString();
    expect(text).not.toContain("<script>");
    expect(text).not.toContain("<!--");
    expect(text.match(/&lt;script/g)).toHaveLength(3);
    expect(text.match(/]]&gt;/g)).toHaveLength(2);
  });
});
