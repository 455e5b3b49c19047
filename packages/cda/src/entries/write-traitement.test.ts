import { attributeOf } from "@ldl/xml";
import { describe, expect, it } from "vitest";
import { buildSample, samples, written } from "../../test/samples.ts";
import {
  type BuildLettreDeLiaisonSortieOptions,
  buildLettreDeLiaisonEntree,
  buildLettreDeLiaisonSortie,
} from "../index.ts";

const max = written(buildSample("ldl-ses.max.json", samples.sesMax()));
const out = max.section("10183-2");
const nth = (index: number) => `entry[${index}]/substanceAdministration`;

type Treatments = Parameters<typeof buildLettreDeLiaisonSortie>[0]["traitementsSortie"];
function discharge(traitementsSortie: Treatments, options?: BuildLettreDeLiaisonSortieOptions) {
  return written(buildLettreDeLiaisonSortie({ ...samples.sesMin(), traitementsSortie }, options)).section("10183-2");
}
function only(
  treatment: Extract<Treatments, { etat: "renseigne" }>["liste"][number],
  options?: BuildLettreDeLiaisonSortieOptions,
) {
  return discharge({ etat: "renseigne", liste: [treatment] }, options);
}

describe("a treatment", () => {
  it("names the product with its codes and its wording", () => {
    const material = `${nth(1)}/consumable/manufacturedProduct/manufacturedMaterial`;
    expect(out.attribute(`${material}/code`, "code")).toBe("66186149");
    expect(out.attribute(`${material}/code`, "codeSystem")).toBe("1.2.250.1.213.2.3.1");
    expect(out.attribute(`${material}/code/translation[1]`, "codeSystemName")).toBe("CIP");
    expect(out.attribute(`${material}/code/translation[2]`, "code")).toBe("B01AF02");
    expect(out.referred(`${material}/code/originalText/reference`)).toBe("ELIQUIS 5 mg");
    expect(out.text(`${material}/name`)).toBe("ELIQUIS 5 mg");
    expect(out.attribute(`${nth(2)}/consumable/manufacturedProduct/manufacturedMaterial/code`, "nullFlavor")).toBe(
      "NAV",
    );
  });

  it("has dose, frequency, route, highest dose", () => {
    expect(out.attribute(`${nth(1)}/doseQuantity/low`, "value")).toBe("1");
    expect(out.attribute(`${nth(1)}/doseQuantity/high`, "value")).toBe("1");
    expect(out.attribute(`${nth(2)}/doseQuantity/high`, "value")).toBe("2");
    expect(out.attribute(`${nth(1)}/effectiveTime[2]`, "operator")).toBe("A");
    expect(out.attribute(`${nth(1)}/effectiveTime[2]`, "institutionSpecified")).toBe("true");
    expect(out.attribute(`${nth(1)}/effectiveTime[2]/period`, "value")).toBe("12");
    expect(out.attribute(`${nth(2)}/effectiveTime[2]/event`, "code")).toBe("ACM");
    expect(out.attribute(`${nth(1)}/routeCode`, "code")).toBe("20053000");
    expect(out.attribute(`${nth(1)}/maxDoseQuantity/numerator`, "value")).toBe("10");
    expect(out.attribute(`${nth(1)}/maxDoseQuantity/denominator`, "unit")).toBe("d");
    expect(out.attribute(`${nth(6)}/approachSiteCode`, "code")).toBe("16217701000119102");
    expect(max.section("18610-6").attribute(`${nth(2)}/rateQuantity/high`, "value")).toBe("25000");
  });

  it.each([
    [{ debut: "2024-03-15", fin: "2024-04" }, ["low 20240315", "high 202404"]],
    [{ debut: "2024-03-15" }, ["low 20240315", "high UNK"]],
    [{ fin: "2024-03-15" }, ["low UNK", "high 20240315"]],
    [{}, ["low UNK", "high UNK"]],
    [{ duree: { valeur: 7, unite: "d" } }, ["width 7"]],
    [{ debut: "2024-03-15", duree: { valeur: 7, unite: "d" } }, ["low 20240315", "width 7"]],
  ] as const)("lasts %j", (period, bounds) => {
    const section = only({ medicament: { nom: "X" }, ...period });
    const written = section.all(`${nth(1)}/effectiveTime[1]/*`).map((element) => {
      return `${element.name} ${attributeOf(element, "value") ?? attributeOf(element, "nullFlavor") ?? ""}`;
    });
    expect(written).toEqual(bounds);
  });

  it.each([
    [1, "1.3.6.1.4.1.19376.1.5.3.1.4.7.1", 0],
    [3, "1.3.6.1.4.1.19376.1.5.3.1.4.8", 3],
    [4, "1.3.6.1.4.1.19376.1.5.3.1.4.9", 2],
    [5, "1.3.6.1.4.1.19376.1.5.3.1.4.10", 1],
  ])("number %i says its dosing mode, with a step each", (index, template, steps) => {
    expect(out.attribute(`${nth(index)}/templateId[4]`, "root")).toBe(template);
    const inner = out.all(`${nth(index)}/entryRelationship[@typeCode='COMP']/substanceAdministration`);
    expect(inner).toHaveLength(steps);
  });

  it("combines the days and the frequency of a step, and says its condition", () => {
    const step = `${nth(3)}/entryRelationship[1]/substanceAdministration`;
    expect(out.attribute(`${nth(3)}/entryRelationship[1]/sequenceNumber`, "value")).toBe("1");
    expect(out.attribute(`${step}/effectiveTime/comp[1]/width`, "value")).toBe("10");
    expect(out.attribute(`${step}/effectiveTime/comp[2]/period`, "unit")).toBe("d");
    expect(out.referred(`${step}/text/reference`)).toContain("pendant 10 jours");
    const condition = `${nth(5)}/entryRelationship/substanceAdministration/precondition/criterion/text/reference`;
    expect(out.referred(condition)).toContain("EVA");
    const third = `${nth(3)}/entryRelationship[3]/substanceAdministration/effectiveTime/comp[1]/low`;
    expect(out.attribute(third, "value")).toBe("20240415");
    expect(out.attribute(`${nth(4)}/entryRelationship[1]/substanceAdministration/effectiveTime`, "operator")).toBe("A");
  });

  it("has its reason, instructions and comment as entries of their own", () => {
    expect(out.attribute(`${nth(1)}/entryRelationship[@typeCode='RSON']/act/code`, "code")).toBe("I48.0");
    expect(out.referred(`${nth(1)}/entryRelationship/act[code/@code='PINSTRUCT']/text/reference`)).toContain(
      "Ne pas doubler",
    );
    expect(out.referred(`${nth(1)}/entryRelationship/act[code/@code='FINSTRUCT']/text/reference`)).toBe(
      "Délivrer par mois.",
    );
    expect(out.referred(`${nth(1)}/entryRelationship/act[code/@code='48767-8']/text/reference`)).toContain("6 mois");
    const stopped = max
      .section("18610-6")
      .referred(`${nth(1)}/entryRelationship/act[code/@code='48767-8']/text/reference`);
    expect(stopped).toContain("Contre-indiqué");
    const uncoded = only({ medicament: { nom: "X" }, motif: { libelle: "Fièvre" } });
    expect(uncoded.attribute(`${nth(1)}/entryRelationship/act/code`, "nullFlavor")).toBe("NA");
    expect(uncoded.referred(`${nth(1)}/entryRelationship/act/code/originalText/reference`)).toBe("Fièvre");
  });

  it("is an event at discharge as in the official example, or an intent when asked for", () => {
    expect(out.attribute(nth(1), "moodCode")).toBe("EVN");
    expect(only({ medicament: { nom: "X" } }, { dischargeTreatmentMood: "INT" }).attribute(nth(1), "moodCode")).toBe(
      "INT",
    );
  });
});

describe("no treatment", () => {
  it.each([
    ["aucun", "no-known-medications", "Aucun traitement à la sortie"],
    ["inconnu", "no-medication-info", "Pas d'information sur les traitements"],
  ] as const)("is said outright when it is %s", (etat, code, text) => {
    const section = discharge({ etat });
    expect(section.attribute(`${nth(1)}/code`, "code")).toBe(code);
    expect(section.referred(`${nth(1)}/code/originalText/reference`)).toBe(text);
    expect(section.attribute(`${nth(1)}/effectiveTime/low`, "nullFlavor")).toBe("NA");
    expect(section.attribute(`${nth(1)}/consumable/manufacturedProduct/manufacturedMaterial/name`, "nullFlavor")).toBe(
      "NA",
    );
  });

  it("is said at admission too", () => {
    const document = written(
      buildLettreDeLiaisonEntree({ ...samples.eesMin(), traitementsAdmission: { etat: "aucun" } }),
    );
    expect(document.section("42346-7").text("text/paragraph")).toBe("Aucun traitement à l'admission");
  });
});
