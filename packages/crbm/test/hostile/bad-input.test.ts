import { isLdlError } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { refusals } from "../../../cda/test/samples.ts";
import { buildCrBio, type LabReportInput, replaceCrBio } from "../../src/index.ts";
import { quick, readSample } from "../support/samples.ts";

/** A copy of a sample with the member at a path set, or taken away when the value is undefined. */
function having(sample: string, path: string, value: unknown): LabReportInput {
  const copy = readSample(`cr-bio.${sample}.json`);
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  let at: object = copy;
  for (const step of steps) {
    const next: unknown = Reflect.get(at, step);
    if (typeof next !== "object" || next === null) throw new Error(`no ${step} in ${path}`);
    at = next;
  }
  if (value === undefined) Reflect.deleteProperty(at, last);
  else Reflect.set(at, last, value);
  return copy;
}

const build = (sample: string, path: string, value: unknown) => () =>
  buildCrBio(having(sample, path, value), quick("bad"));
const min = (path: string, value: unknown) => build("min", path, value);

const RESULT = "chapitres.0.bloc.elements.0";
const ISOLATE = "chapitres.0.bloc.elements.2";
const SPECIMEN = "chapitres.0.bloc.prelevements.0";
const LABORATORY = "laboratoire.organisation";
const LOINC = "2.16.840.1.113883.6.1";
const LOCAL = { code: "X", systeme: "1.2.250.1.999.1", libelle: "x" };

/** Name of the case, what is built, the defects it must give: path and rule. */
const CASES: readonly (readonly [name: string, build: () => unknown, defects: readonly string[]])[] = [
  // Laboratory and people
  ["a laboratory without FINESS", min(`${LABORATORY}.id`, undefined), [`${LABORATORY}.id LDL-BIO-LABO-ID`]],
  ["a laboratory without name", min(`${LABORATORY}.nom`, undefined), [`${LABORATORY}.nom LDL-BIO-LABO-NOM`]],
  [
    "a laboratory that cannot be reached",
    min(`${LABORATORY}.telecoms`, []),
    [`${LABORATORY}.telecoms LDL-BIO-LABO-TELECOM`],
  ],
  [
    "a laboratory without address",
    min(`${LABORATORY}.adresses`, undefined),
    [`${LABORATORY}.adresses LDL-BIO-LABO-ADRESSE`],
  ],
  [
    "a laboratory without care setting",
    min(`${LABORATORY}.cadreExercice`, undefined),
    [`${LABORATORY}.cadreExercice LDL-BIO-LABO-CADRE`],
  ],
  [
    "a care setting out of its value set",
    min(`${LABORATORY}.cadreExercice`, LOCAL),
    [`${LABORATORY}.cadreExercice LDL-JDV-J04`],
  ],
  ["a director without name", min("directeur.nom", undefined), ["directeur.nom LDL-BIO-DIRECTEUR-NOM"]],
  ["a wrong RPPS key", min("directeur.id", "810002422970"), ["directeur.id LDL-ID-PS"]],
  [
    "a responsible biologist without profession",
    min("biologisteResponsable.professionnel.specialite", undefined),
    [
      "auteurs.0.professionnel.specialite LDL-H-AUTEUR-SPECIALITE",
      "biologisteResponsable.professionnel.specialite LDL-BIO-RESPONSABLE",
    ],
  ],
  [
    "a prescriber's profession out of its value set",
    min("prescripteur.professionnel.specialite", LOCAL),
    ["prescripteur.professionnel.specialite LDL-JDV-J01"],
  ],
  [
    "a validator whose structure cannot be reached",
    build("nfs", "valideurs.0.professionnel.organisation", { id: "1750803454", nom: "Laboratoire" }),
    [
      "valideurs.0.professionnel.organisation.telecoms LDL-BIO-VALIDEUR",
      "valideurs.0.professionnel.organisation.adresses LDL-BIO-VALIDEUR",
    ],
  ],
  [
    "a sub-contractor without FINESS nor care setting",
    build("sous-traitance", "chapitres.0.bloc.elements.1.executant.laboratoire.organisation", { nom: "Laboratoire" }),
    [
      "chapitres.0.bloc.elements.1.executant.laboratoire.organisation.id LDL-BIO-EXECUTANT",
      "chapitres.0.bloc.elements.1.executant.laboratoire.organisation.cadreExercice LDL-BIO-EXECUTANT",
    ],
  ],
  [
    "a prescriber among the other participants",
    min("autresParticipants", [{ type: "REF", nom: { nom: "X" } }]),
    ["autresParticipants.0 LDL-BIO-PARTICIPANT"],
  ],
  // Structure
  ["no chapter", min("chapitres", []), ["chapitres LDL-SCHEMA-TOO-SMALL"]],
  ["a chapter without results", min("chapitres.0.bloc", undefined), ["chapitres.0 LDL-BIO-CHAPITRE"]],
  [
    "a chapter with results and sub-chapters",
    min("chapitres.0.sousChapitres", [readSample("cr-bio.min.json").chapitres[0]]),
    ["chapitres.0 LDL-BIO-CHAPITRE"],
  ],
  ["a block without element", min("chapitres.0.bloc.elements", []), ["chapitres.0.bloc.elements LDL-SCHEMA-TOO-SMALL"]],
  [
    "a chapter of another system and a block without code",
    min("chapitres.0.code", LOCAL),
    ["chapitres.0.bloc.code LDL-BIO-BLOC-CODE"],
  ],
  [
    "a sub-chapter that is not LOINC",
    build("bilan-lipidique", "chapitres.0.sousChapitres.0.code", LOCAL),
    [
      "chapitres.0.sousChapitres.0.code.systeme LDL-BIO-SOUS-CHAPITRE",
      "chapitres.0.sousChapitres.0.bloc.code LDL-BIO-BLOC-CODE",
    ],
  ],
  ["a final report that awaits results", build("partiel", "statut", "final"), ["statut LDL-BIO-STATUT"]],
  ["an observation that is active", min(`${RESULT}.statut`, "active"), [`${RESULT}.statut LDL-SCHEMA-INVALID-VALUE`]],
  ["a version above 1 that replaces nothing", min("version", 2), ["version LDL-H-VERSION"]],
  ["a release before the reception", min("renduLe", "2024-03-11T09:00:00+01:00"), ["renduLe LDL-H-ACTE-DATES"]],
  // Codes
  [
    "a LOINC code without key",
    min(`${RESULT}.analyse.loinc.code`, "2823"),
    [`${RESULT}.analyse.loinc.code LDL-BIO-LOINC`],
  ],
  [
    "a LOINC code with a wrong key",
    min(`${RESULT}.analyse.loinc.code`, "2823-4"),
    [`${RESULT}.analyse.loinc.code LDL-BIO-LOINC-CLE`],
  ],
  [
    "an analysis without code",
    min(`${RESULT}.analyse`, { libelle: "Potassium" }),
    [`${RESULT}.analyse LDL-BIO-ANALYSE`],
  ],
  [
    "a LOINC code given as a local one",
    min(`${RESULT}.analyse.codeLocal`, { code: "2823-3", systeme: LOINC, libelle: "Potassium" }),
    [`${RESULT}.analyse.codeLocal LDL-BIO-CODE-LOCAL`],
  ],
  [
    "an interpretation out of its value set",
    min(`${RESULT}.interpretation`, "ELEVE"),
    [`${RESULT}.interpretation LDL-JDV-INTERPRETATION`],
  ],
  ["a specimen out of its value set", min(`${SPECIMEN}.nature`, LOCAL), [`${SPECIMEN}.nature LDL-JDV-PRELEVEMENT`]],
  [
    "an organism that is not SNOMED CT",
    build("ecbu-antibiogramme", `${ISOLATE}.germe.snomed`, LOCAL),
    [`${ISOLATE}.germe.snomed LDL-BIO-GERME`],
  ],
  [
    "a SNOMED CT code with letters",
    min(`${SPECIMEN}.site`, { code: "bras", systeme: "2.16.840.1.113883.6.96", libelle: "bras" }),
    [`${SPECIMEN}.site.code LDL-CODE-FORME`],
  ],
  // Values
  [
    "a unit that is not UCUM",
    min(`${RESULT}.valeur.unite`, "G/L"),
    [`${RESULT}.valeur.unite LDL-BIO-UNITE`, `${RESULT}.bornes.unite LDL-BIO-UNITE`],
  ],
  ["a decimal comma", min(`${RESULT}.valeur.valeur`, "4,1"), [`${RESULT}.valeur.valeur LDL-BIO-NOMBRE`]],
  [
    "a number in place of its digits",
    min(`${RESULT}.valeur.valeur`, 4.1),
    [`${RESULT}.valeur.valeur LDL-SCHEMA-INVALID-TYPE`],
  ],
  [
    "a value of an unknown type",
    min(`${RESULT}.valeur`, { type: "nombre", valeur: "4" }),
    [`${RESULT}.valeur.type LDL-SCHEMA-INVALID-UNION`],
  ],
  ["an aborted result with a value", min(`${RESULT}.statut`, "aborted"), [`${RESULT}.valeur LDL-BIO-ABANDON`]],
  ["reversed bounds", min(`${RESULT}.bornes`, { min: "5.1", max: "3.5" }), [`${RESULT}.bornes LDL-BIO-BORNES-ORDRE`]],
  ["empty bounds", min(`${RESULT}.bornes`, {}), [`${RESULT}.bornes LDL-BIO-BORNES`]],
  [
    "a reversed span",
    min(`${RESULT}.valeur`, { type: "intervalle", min: "9", max: "2", unite: "mmol/L" }),
    [`${RESULT}.valeur LDL-BIO-INTERVALLE`],
  ],
  [
    "an earlier result of a later date",
    min(`${RESULT}.anteriorites`, [{ date: "2025-01-01", valeur: { type: "quantite", valeur: "4", unite: "mmol/L" } }]),
    [`${RESULT}.anteriorites.0.date LDL-BIO-ANTERIORITE`],
  ],
  [
    "a specimen received before it was taken",
    min(`${SPECIMEN}.recuLe`, "2024-03-11"),
    [`${SPECIMEN}.recuLe LDL-BIO-DATES`],
  ],
  // Files
  ["a PDF copy that is no PDF", min("copiePdf", { base64: "AAAA" }), ["copiePdf.base64 LDL-PDF-001"]],
  [
    "a second report that is no PDF",
    build("seconde-intention-pdf", "secondeIntention.0.base64", "AAAA"),
    ["secondeIntention.0.base64 LDL-BIO-SECONDE-INTENTION"],
  ],
  [
    "an image with line ends",
    min("chapitres.0.bloc.images", [{ mediaType: "image/png", base64: "AAAA\nAAAA" }]),
    ["chapitres.0.bloc.images.0.base64 LDL-B64-003"],
  ],
  [
    "an unknown member",
    min("chapitres.0.bloc.resultats", []),
    ["chapitres.0.bloc.resultats LDL-SCHEMA-UNRECOGNIZED-KEYS"],
  ],
  [
    "a control character",
    min(`${RESULT}.analyse.libelle`, "Potassium\u0007"),
    [`${RESULT}.analyse.libelle LDL-TXT-003`],
  ],
];

describe("an input that is not in order is refused for", () => {
  it.each(CASES)("%s", (_, build, defects) => {
    expect(refusals(build)).toEqual(defects);
  });
});

describe("what is said of a bad input", () => {
  it("tells how to write a unit", () => {
    try {
      build("nfs", "chapitres.0.bloc.elements.0.resultats.7.valeur.unite", "G/L")();
      expect.unreachable();
    } catch (error) {
      expect(isLdlError(error) && error.code === "LDL_INPUT_INVALID" && error.details.issues[0]?.message).toBe(
        "unité hors de la liste UCUM du contrôle officiel ; écrire 10*9/L",
      );
    }
  });

  it("holds no value, and no name", () => {
    try {
      min("patient.nomNaissance", "SECRET\u0001")();
      expect.unreachable();
    } catch (error) {
      expect(String(error) + JSON.stringify(isLdlError(error) ? error.details : "")).not.toContain("SECRET");
    }
  });

  it("becomes a warning when the rule is relaxed", () => {
    const { issues } = buildCrBio(having("min", `${RESULT}.valeur.unite`, "ukat/L"), {
      ...quick("relaxed"),
      relaxedRules: ["LDL-BIO-UNITE"],
    });
    expect(issues.map(({ rule, severity }) => `${rule} ${severity}`)).toEqual([
      "LDL-BIO-UNITE warning",
      "LDL-BIO-UNITE warning",
    ]);
  });

  it("warns of what may be wrong, and builds", () => {
    const rules = (sample: string, path: string, value: unknown) =>
      buildCrBio(having(sample, path, value), quick("warned")).issues.map(({ rule }) => rule);
    expect(rules("min", "prescripteur", undefined)).toEqual(["LDL-BIO-PRESCRIPTEUR"]);
    expect(rules("min", "chapitres.0.bloc.prelevements", undefined)).toEqual(["LDL-BIO-PRELEVEMENT"]);
    expect(rules("min", `${RESULT}.bornes.unite`, "mg/L")).toEqual(["LDL-BIO-BORNES-UNITE"]);
    expect(rules("min", `${RESULT}.methode`, { code: LOCAL })).toEqual(["LDL-JDV-TECHNIQUE"]);
    expect(rules("partiel", "renduLe", "2024-03-12T13:00:00+01:00")).toEqual(["LDL-BIO-RENDU"]);
    expect(rules("final", "statut", "partiel")).toEqual(["LDL-BIO-PARTIEL", "LDL-BIO-RENDU"]);
    expect(rules("hpv", "raisonExamen.contexte", LOCAL)).toEqual(["LDL-JDV-CONTEXTE"]);
    expect(rules("min", "chapitres.0.code", { code: "26439-0", systeme: LOINC, libelle: "x" })).toEqual([
      "LDL-BIO-CHAPITRE-CODE",
    ]);
  });
});

describe("replaceCrBio", () => {
  const first = () => buildCrBio(readSample("cr-bio.partiel.json"), quick("first"));

  it("makes the next version of the same set", () => {
    const previous = first();
    const { id: _, setId: __, version: ___, ...next } = readSample("cr-bio.partiel.json");
    const { header } = replaceCrBio(previous, next, quick("second"));
    expect(header).toMatchObject({
      setId: previous.header.setId,
      version: 2,
      remplace: { id: previous.header.id, version: 1 },
    });
  });

  it("refuses another patient, and a place among the versions", () => {
    const { id: _, setId: __, version: ___, ...next } = readSample("cr-bio.partiel.json");
    const other = {
      ...next,
      patient: { ...next.patient, ins: { matricule: "160012345600184", environnement: "test" } },
    };
    expect(refusals(() => replaceCrBio(first(), other as typeof next, quick("x")))).toEqual([
      "patient LDL-H-REMPLACEMENT",
    ]);
    expect(refusals(() => replaceCrBio(first(), { ...next, version: 9 } as typeof next, quick("x")))).toEqual([
      "version LDL-H-REMPLACEMENT",
    ]);
  });

  it("replaces a CR-BIO only", () => {
    const previous = { ...first(), kind: "LDL-SES" as const };
    expect(() => replaceCrBio(previous, readSample("cr-bio.min.json"), quick("x"))).toThrow(TypeError);
  });
});
