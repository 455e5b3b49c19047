import { describe, expect, it } from "vitest";
import { samples } from "../../test/samples.ts";
import { buildLettreDeLiaisonEntree, buildLettreDeLiaisonSortie, reportLegalContent } from "../index.ts";

function states(lettre: Parameters<typeof reportLegalContent>[0]) {
  return Object.fromEntries(reportLegalContent(lettre).map(({ libelle, etat }) => [libelle, etat]));
}

describe("the report on legal content", () => {
  it("finds every item of art. R. 1112-1-2 in a full letter", () => {
    const report = reportLegalContent(buildLettreDeLiaisonSortie(samples.sesMax()).lettre);
    expect(report).toHaveLength(19);
    expect(report.filter(({ etat }) => etat !== "present")).toEqual([]);
    expect(new Set(report.map(({ source }) => source.split(", ").slice(0, 2).join(", ")))).toEqual(
      new Set(["Code de la santé publique, art. R. 1112-1-2"]),
    );
  });

  it("tells what is missing from what does not exist and from what is not known", () => {
    const input = samples.sesMin();
    const lettre = buildLettreDeLiaisonSortie({
      ...input,
      synthese: { ...input.synthese, transfusion: { realisee: "inconnu" } },
      dispositifsMedicaux: { etat: "aucun" },
    }).lettre;
    expect(states(lettre)).toMatchObject({
      "Identification du médecin traitant": "absent",
      "Identification du praticien adresseur": "absent",
      "Événements indésirables survenus pendant l'hospitalisation": "absent",
      "Micro-organismes multirésistants ou émergents": "sans-objet",
      "Administration de produits sanguins": "inconnu",
      "Pose d'un dispositif médical implantable": "sans-objet",
      "Traitements prescrits à la sortie": "sans-objet",
      "Suites à donner": "absent",
      "Motif d'hospitalisation": "present",
    });
  });

  it("reports art. R. 1112-1-1 for an admission", () => {
    expect(states(buildLettreDeLiaisonEntree(samples.eesMin()).lettre)).toEqual({
      "Motifs de la demande d'hospitalisation": "present",
      "Traitements en cours": "inconnu",
      "Allergies connues": "sans-objet",
    });
  });
});
