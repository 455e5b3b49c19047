import { describe, expect, it } from "vitest";
import { buildSample, samples, written } from "../../test/samples.ts";
import { buildLettreDeLiaisonSortie, type LettreDeLiaisonSortieInput } from "../index.ts";

const max = written(buildSample("ldl-ses.max.json", samples.sesMax())).section("42545-4");
const at = (code: string) => `entry/observation[code/@code='${code}']`;

function synthesis(change: Partial<LettreDeLiaisonSortieInput["synthese"]>) {
  const input = samples.sesMin();
  return written(buildLettreDeLiaisonSortie({ ...input, synthese: { ...input.synthese, ...change } })).section(
    "42545-4",
  );
}

describe("the observations of the synthesis", () => {
  it.each([
    ["ORG-070", "6", "Modalité d'entrée"],
    ["ORG-074", "7", "Modalité de sortie"],
    ["MED-142", "9", "Synthèse médicale"],
    ["MED-143", "3", "Evènements indésirables survenus pendant l'hospitalisation"],
    ["MED-309", "8", "Recherche de microorganismes multi-résistants ou émergents effectuée"],
    ["MED-144", "5", "Identification de micro-organismes multirésistants"],
    ["MED-145", "10", "Transfusion de produits sanguins"],
    ["MED-146", "1", "Accidents transfusionnels"],
    ["MED-147", "2", "Administration de dérivés du sang"],
    ["MED-148", "4", "Evènements indésirables suite à l'administration de dérivés du sang"],
  ])("%s has template 48.%s and its label", (code, suffix, label) => {
    expect(max.attribute(`${at(code)}/templateId[3]`, "root")).toBe(`1.2.250.1.213.1.1.3.48.${suffix}`);
    expect(max.attribute(`${at(code)}/code`, "displayName")).toBe(label);
    expect(max.attribute(`${at(code)}/statusCode`, "code")).toBe("completed");
  });

  it.each([
    ["ORG-070", "code", "183452005"],
    ["ORG-074", "code", "GEN-092.06.01"],
    ["MED-309", "value", "true"],
    ["MED-145", "value", "true"],
    ["MED-147", "value", "true"],
  ])("%s has a value whose %s is %s", (code, name, value) => {
    expect(max.attribute(`${at(code)}/value`, name)).toBe(value);
  });

  it("says texts in the value and in the narrative alike", () => {
    const text = samples.sesMax().synthese.syntheseMedicale.texte;
    expect(max.text(`${at("MED-142")}/value`)).toBe(text);
    expect(max.referred(`${at("MED-142")}/text/reference`)).toBe(text);
    expect(max.referred(`${at("MED-309")}/text/reference`)).toBe("Oui");
  });

  it("dates modes by the stay and the synthesis by the document, unless told otherwise", () => {
    const plain = synthesis({});
    expect(plain.attribute(`${at("ORG-070")}/effectiveTime`, "value")).toBe("20240310083000+0100");
    expect(plain.attribute(`${at("ORG-074")}/effectiveTime`, "value")).toBe("20240315103000+0100");
    expect(plain.attribute(`${at("MED-142")}/effectiveTime`, "value")).toBe("20240315110000+0100");
    expect(plain.attribute(`${at("MED-145")}/effectiveTime`, "nullFlavor")).toBe("UNK");
    const dated = synthesis({ modaliteEntree: { modalite: "transfert", date: "2024-03-10" } });
    expect(dated.attribute(`${at("ORG-070")}/effectiveTime`, "value")).toBe("20240310");
  });

  it("writes an unknown answer as null, never as no", () => {
    const unknown = synthesis({ transfusion: { realisee: "inconnu" } });
    expect(unknown.attribute(`${at("MED-145")}/value`, "nullFlavor")).toBe("UNK");
    expect(unknown.referred(`${at("MED-145")}/text/reference`)).toBe("Information non disponible");
    expect(unknown.attribute(`${at("MED-147")}/value`, "value")).toBe("false");
  });

  it("names its author with an address and a telecom, be they null", () => {
    const author = `${at("ORG-070")}/author/assignedAuthor`;
    expect(max.attribute(`${author}/id`, "extension")).toBe("810022233349");
    expect(max.attribute(`${author}/telecom`, "nullFlavor")).toBe("NAV");
    expect(max.text(`${author}/addr/city`)).toBe("PARIS");
    expect(max.text(`${author}/representedOrganization/name`)).toBe("Centre hospitalier de démonstration");
  });

  it.each([
    ["en-cours", "385651009"],
    ["realise", "398166005"],
    ["approuve", "9571008"],
    ["cloture", "29179001"],
  ] as const)("writes the status %s", (statut, code) => {
    const section = written(buildLettreDeLiaisonSortie({ ...samples.sesMin(), statut })).section("33557-0");
    expect(section.attribute("entry/observation/value", "code")).toBe(code);
    expect(section.attribute("entry/observation/templateId[4]", "root")).toBe("1.2.250.1.213.1.1.3.48.16.1");
  });
});
