import { isLdlError } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { refusals, samples } from "../../test/samples.ts";
import {
  type BuildDocumentOptions,
  buildDocumentNonStructure,
  buildLettreDeLiaisonEntree,
  buildLettreDeLiaisonSortie,
  type ClinicalDocument,
  DOCUMENT_NON_STRUCTURE_RULES,
  LETTRE_ENTREE_RULES,
  LETTRE_SORTIE_RULES,
  RELAXABLE_RULES,
  type RelaxableRule,
  runRules,
} from "../index.ts";

type Data = Record<string, never>;
type Change = (data: Data) => void;

/** Sets a member by its path; the way there is made when it does not exist. */
function set(path: string, value: unknown): Change {
  return (data) => {
    const steps = path.split(".");
    const last = steps.pop() ?? "";
    let at = data as Record<string, unknown>;
    for (const step of steps) {
      at[step] ??= {};
      at = at[step] as Record<string, unknown>;
    }
    if (value === undefined) delete at[last];
    else at[last] = value;
  };
}
const all =
  (...changes: readonly Change[]): Change =>
  (data) => {
    for (const change of changes) change(data);
  };

const code = (value: string, systeme = "1.2.3") => ({ code: value, systeme, libelle: "x" });
const TWICE = [{ valeur: "tel:0102030405" }, { valeur: "tel:0102030405" }];
const CIM10 = "2.16.840.1.113883.6.3";
const NOT_PDF = Buffer.from("not a pdf at all").toString("base64");
const PLAIN_PDF = Buffer.from("%PDF-1.4 without metadata").toString("base64");

type Kind = "ses" | "ees" | "n1";
type Case = readonly [rule: string, path: string, kind: Kind, change: Change, options?: BuildDocumentOptions];

/** For each rule a change of a sound sample that breaks it, and the path where it says so. */
const CASES: readonly Case[] = [
  [
    "LDL-H-AUTEUR-SPECIALITE",
    "auteurs.0.professionnel.specialite",
    "ses",
    set("auteurs.0.professionnel.specialite", undefined),
  ],
  ["LDL-H-AUTEUR-NOM", "auteurs.0.professionnel.nom", "ses", set("auteurs.0.professionnel.nom", undefined)],
  [
    "LDL-H-AUTEUR-ORGANISATION",
    "auteurs.0.professionnel.organisation",
    "ses",
    set("auteurs.0.professionnel.organisation", undefined),
  ],
  ["LDL-H-RESPONSABLE-NOM", "responsable.professionnel.nom", "ses", set("responsable.professionnel.nom", undefined)],
  ["LDL-H-DESTINATAIRE", "destinataires.0", "ses", set("destinataires", [{ id: "810011122230" }])],
  ["LDL-H-DESTINATAIRE-ID", "destinataires.0.id", "ses", set("destinataires", [{ nom: { nom: "SANS" } }])],
  [
    "LDL-H-ORGANISATION-ID",
    "auteurs.0.professionnel.organisation.identifiantsLocaux",
    "ses",
    set("auteurs.0.professionnel.organisation.identifiantsLocaux", [{ racine: "1.2.250.1.999.1", valeur: "1" }]),
  ],
  [
    "LDL-JDV-J01",
    "auteurs.0.professionnel.specialite",
    "ses",
    set("auteurs.0.professionnel.specialite", code("G15_10/SCH10", "1.2.250.1.213.1.1.4.5")),
  ],
  [
    "LDL-JDV-J02",
    "priseEnCharge.lieu.secteur",
    "ses",
    set("priseEnCharge.lieu.secteur", code("SA99", "1.2.250.1.71.4.2.4")),
  ],
  [
    "LDL-JDV-J04",
    "acte.executant.professionnel.organisation.cadreExercice",
    "ses",
    set("acte.executant.professionnel.organisation.cadreExercice", code("HOPITAL")),
  ],
  [
    "LDL-JDV-J11",
    "informateurs.0.lien",
    "ses",
    set("informateurs", [{ genre: "proche", role: "ECON", nom: { nom: "N" }, lien: code("VOISIN") }]),
  ],
  ["LDL-JDV-J47", "auteurs.0.fonction", "ses", set("auteurs.0.fonction", code("CHEF"))],
  ["LDL-JDV-J142", "priseEnCharge.type", "ses", set("priseEnCharge.type", code("HOSPI"))],
  [
    "LDL-H-MODALITE-SORTIE",
    "priseEnCharge.modaliteSortie.systeme",
    "ses",
    set("priseEnCharge.modaliteSortie", code("8")),
  ],
  [
    "LDL-H-ACTE-ORGANISATION",
    "acte.executant.professionnel.organisation.cadreExercice",
    "ses",
    set("acte.executant.professionnel.organisation.cadreExercice", undefined),
  ],
  ["LDL-H-ACTE-DATES", "acte.fin", "ses", set("acte.fin", "2024-03-10T08:30:00+01:00")],
  ["LDL-H-SEJOUR-DATES", "priseEnCharge.fin", "ses", set("priseEnCharge.fin", "2024-03-10T08:30:00+01:00")],
  [
    "LDL-H-PARTICIPANT-DATES",
    "participants.0.fin",
    "ses",
    set("participants", [{ type: "CON", debut: "2024-03-02", fin: "2024-03-01", nom: { nom: "N" } }]),
  ],
  ["LDL-H-SETID", "setId", "ses", all(set("id", { racine: "1.2.3" }), set("setId", { racine: "1.2.3" }))],
  ["LDL-H-VERSION", "version", "ses", set("version", 2)],
  [
    "LDL-H-REMPLACE",
    "remplace.id",
    "ses",
    all(set("id", { racine: "1.2.3" }), set("version", 2), set("remplace", { id: { racine: "1.2.3" } })),
  ],
  ["LDL-H-ID-OID", "id.racine", "ses", set("id", { racine: "2DB3E431-03B4-4FC4-99E5-AA2E3CE1D12A" })],
  ["LDL-P-ENVIRONNEMENT", "patient.ins.environnement", "ses", set("titre", "x"), { insEnvironment: "production" }],
  ["LDL-P-NAISSANCE", "patient.dateNaissance", "ses", set("patient.dateNaissance", "2024-03-16")],
  ["LDL-P-MINEUR", "patient.representants", "ses", set("patient.dateNaissance", "2006-03-16")],
  ["LDL-H-DOUBLON", "patient.telecoms", "ses", set("patient.telecoms", TWICE)],
  [
    "LDL-H-PROCHE-TELECOM",
    "informateurs.0.telecoms",
    "ses",
    set("informateurs", [{ genre: "proche", role: "NOK", nom: { nom: "N" } }]),
  ],
  ["LDL-SES-SORTIE", "acte.fin", "ses", set("acte.fin", undefined)],
  ["LDL-SES-CREATION", "creeLe", "ses", set("creeLe", "2024-03-09T00:00:00+01:00")],
  ["LDL-SES-ACTE", "acte.code", "ses", set("acte.code", code("AMB", "2.16.840.1.113883.5.4"))],
  ["LDL-SES-MODALITES", "synthese.modaliteSortie.date", "ses", set("synthese.modaliteSortie.date", "2024-03-09")],
  ["LDL-SES-DECES", "synthese.modaliteSortie.modalite", "ses", set("patient.decede", true)],
  [
    "LDL-SES-DATE-DECES",
    "acte.fin",
    "ses",
    all(set("patient.dateDeces", "2024-03-14"), set("synthese.modaliteSortie.modalite", "autre-destination")),
  ],
  [
    "LDL-SES-DETAIL",
    "synthese.transfusion.accidents",
    "ses",
    set("synthese.transfusion.accidents", { texte: "Frissons" }),
  ],
  [
    "LDL-SES-INCONNU",
    "synthese.microOrganismes.recherche",
    "ses",
    set("synthese.microOrganismes.recherche", "inconnu"),
  ],
  [
    "LDL-SES-ARRET",
    "traitementsArretes.0.raisonArret",
    "ses",
    set("traitementsArretes", [{ medicament: { nom: "X" } }]),
  ],
  ["LDL-SES-MEDECIN-TRAITANT", "participants", "ses", set("participants", undefined)],
  ["LDL-EES-ACTE", "acte.code", "ees", set("acte.code", code("AMB", "2.16.840.1.113883.5.4"))],
  ["LDL-EES-ADRESSEUR", "participants", "ees", set("participants", undefined)],
  [
    "LDL-DATES",
    "traitementsSortie.liste.0.fin",
    "ses",
    set("traitementsSortie", {
      etat: "renseigne",
      liste: [{ medicament: { nom: "X" }, debut: "2024-03-02", fin: "2024-03-01" }],
    }),
  ],
  [
    "LDL-CODE-FORME",
    "antecedentsMedicaux.liste.0.code.code",
    "ees",
    set("antecedentsMedicaux", { etat: "renseigne", liste: [{ libelle: "X", code: code("E119", CIM10) }] }),
  ],
  [
    "LDL-ALL-002",
    "allergies.fin",
    "ees",
    set("allergies", { etat: "renseigne", fin: "2024-01-01", liste: [{ type: "allergie", agent: { libelle: "X" } }] }),
  ],
  ["LDL-PDF-001", "copiePdf.base64", "ses", set("copiePdf", { base64: NOT_PDF })],
  ["LDL-PDF-002", "copiePdf.base64", "ses", set("copiePdf", { base64: PLAIN_PDF })],
  ["LDL-PDF-001", "contenu.base64", "n1", set("contenu.base64", NOT_PDF)],
  ["LDL-PDF-002", "contenu.base64", "n1", set("contenu.base64", PLAIN_PDF)],
  ["LDL-JDV-J07", "type", "n1", set("type", code("34105-7", "2.16.840.1.113883.6.1"))],
  ["LDL-N1-FORMAT", "contenu.mediaType", "n1", set("contenu.mediaType", "image/jpeg")],
  [
    "LDL-N1-TEXTE",
    "contenu.base64",
    "n1",
    set("contenu", { mediaType: "text/plain", base64: Buffer.from([0xff, 0xfe, 0x41]).toString("base64") }),
  ],
];

/** Samples that break no rule, not even by a warning. */
const SOUND: Readonly<Record<Kind, () => unknown>> = {
  ses: () => ({ ...samples.sesMin(), participants: samples.sesMax().participants }),
  ees: () => ({ ...samples.eesMin(), participants: samples.eesMax().participants }),
  n1: samples.pdf,
};

function build(kind: Kind, data: unknown, options: BuildDocumentOptions = {}): ClinicalDocument {
  if (kind === "ses") return buildLettreDeLiaisonSortie(data as never, options);
  return kind === "ees"
    ? buildLettreDeLiaisonEntree(data as never, options)
    : buildDocumentNonStructure(data as never, options);
}

/** All findings on an input, errors and warnings. */
function findings(kind: Kind, data: unknown, options: BuildDocumentOptions = {}): readonly string[] {
  try {
    return build(kind, data, options).issues.map(({ rule, path }) => `${rule} ${path}`);
  } catch (error) {
    if (!isLdlError(error) || error.code !== "LDL_INPUT_INVALID") throw error;
    return error.details.issues.map(({ rule, path }) => `${rule} ${path}`);
  }
}

const RULES = [...LETTRE_SORTIE_RULES, ...LETTRE_ENTREE_RULES, ...DOCUMENT_NON_STRUCTURE_RULES];

describe("each rule", () => {
  it.each(Object.keys(SOUND) as Kind[])("is silent on a sound document (%s)", (kind) => {
    expect(findings(kind, SOUND[kind]())).toEqual([]);
  });

  it.each(CASES.map((entry) => ({ rule: entry[0], path: entry[1], entry })))("$rule speaks, at $path", ({ entry }) => {
    const [rule, path, kind, change, options] = entry;
    const data = SOUND[kind]() as Data;
    change(data);
    expect(findings(kind, data, options)).toContain(`${rule} ${path}`);
  });

  it("has a case above, a source, a French message without value, and one meaning", () => {
    const tested = new Set(CASES.map(([rule]) => rule));
    expect([...new Set(RULES.map(({ id }) => id))].filter((id) => !tested.has(id))).toEqual([]);
    for (const { id, source, message, path } of RULES) {
      expect(id).toMatch(/^LDL-[A-Z0-9-]+$/);
      expect([source, message, path].every((text) => text.length > 3)).toBe(true);
    }
  });
});

describe("relaxed rules", () => {
  it("exist, and are errors otherwise", () => {
    for (const id of Object.keys(RELAXABLE_RULES))
      expect(RULES.filter((rule) => rule.id === id && rule.severity === "error")).not.toEqual([]);
  });

  it.each(Object.keys(RELAXABLE_RULES) as RelaxableRule[])("%s becomes a warning", (id) => {
    const [, path, kind, change] = CASES.find(([rule]) => rule === id) ?? [];
    if (kind === undefined || change === undefined) throw new Error("no case");
    const data = SOUND[kind]() as Data;
    change(data);
    expect(refusals(() => build(kind, data))).toEqual([`${path} ${id}`]);
    const { issues } = build(kind, data, { relaxedRules: [id] });
    expect(issues).toContainEqual(expect.objectContaining({ rule: id, path, severity: "warning" }));
  });
});

describe("runRules", () => {
  it("runs on a document that was built, as on one that was read", () => {
    const { lettre } = buildLettreDeLiaisonSortie(samples.sesMax());
    expect(runRules(LETTRE_SORTIE_RULES, lettre)).toEqual([]);
    expect(runRules(LETTRE_SORTIE_RULES, { ...lettre, version: 3 }).map(({ rule }) => rule)).toEqual(["LDL-H-VERSION"]);
  });
});
