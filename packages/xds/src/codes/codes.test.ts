import { describe, expect, it } from "vitest";
import { classOfType } from "./class-by-type.ts";
import { confidentialityCode } from "./confidentiality.ts";
import { contentTypeCode, contentTypeOfPatientClass } from "./content-types.ts";
import { FINDING_RULES } from "./finding-rules.ts";
import { formatOfMediaType, formatOfModel } from "./format-codes.ts";

const LOINC = "2.16.840.1.113883.6.1";
const TRE_A05 = "1.2.250.1.213.1.1.4.12";

describe("classOfType", () => {
  it.each([
    ["11490-0", LOINC, "10", "Compte rendu"],
    ["11502-2", LOINC, "10", "Compte rendu"],
    ["18761-7", LOINC, "11", "Synthèse"],
    ["34133-9", LOINC, "11", "Synthèse"],
    ["29551-9", LOINC, "42", "Prescription"],
    ["52040-3", LOINC, "31", "Imagerie médicale"],
    ["SYNTH", TRE_A05, "11", "Synthèse"],
    ["PROT_ALD", TRE_A05, "44", "Plan de soins, protocole de soins"],
    ["CERT_DECL", TRE_A05, "52", "Certificat, déclaration"],
    ["REMB", TRE_A05, "60", "Données de remboursement"],
    ["FEUILLE-DE-STYLE", TRE_A05, "99", "Document technique"],
  ])("%s of %s is of class %s", (code, systeme, classCode, libelle) => {
    expect(classOfType({ code, systeme })).toEqual({ code: classCode, systeme: "1.2.250.1.213.1.1.4.1", libelle });
  });

  it.each([
    ["11490-0", TRE_A05],
    ["SYNTH", LOINC],
    ["", LOINC],
    ["", ""],
  ])("does not know %j of %s", (code, systeme) => {
    expect(classOfType({ code, systeme })).toBeUndefined();
  });
});

describe("format codes", () => {
  it.each([
    ["1.2.250.1.213.1.1.1.29", "urn:asip:ci-sis:ldl-ses:2017", "1.2.250.1.213.1.1.4.2.282"],
    ["1.2.250.1.213.1.1.1.21", "urn:asip:ci-sis:ldl-ees:2017", "1.2.250.1.213.1.1.4.2.282"],
    ["1.2.250.1.213.1.1.1.55", "urn:ihe:lab:xd-lab:2008", "1.3.6.1.4.1.19376.1.2.3"],
    ["1.3.6.1.4.1.19376.1.3.3", "urn:ihe:lab:xd-lab:2008", "1.3.6.1.4.1.19376.1.2.3"],
    ["1.2.250.1.213.1.1.1.13", "urn:asip:ci-sis:vsm:2012", "1.2.250.1.213.1.1.4.2.282"],
    ["1.2.250.1.213.1.1.1.52", "urn:ans:ci-sis:bio-ep-bio:2022", "1.2.250.1.213.1.1.4.2.282"],
  ])("the model %s has the format %s", (model, code, systeme) => {
    expect(formatOfModel(["2.16.840.1.113883.2.8.2.1", "1.2.250.1.213.1.1.1.1", model])).toMatchObject({
      code,
      systeme,
    });
  });

  it("knows neither other models nor other media types", () => {
    expect(formatOfModel(["1.2.3"])).toBeUndefined();
    expect(formatOfModel([])).toBeUndefined();
    expect(formatOfMediaType("application/zip")).toBeUndefined();
    expect(formatOfMediaType("constructor")).toBeUndefined();
    expect(formatOfMediaType("Application/PDF")?.code).toBe("urn:ihe:iti:xds-sd:pdf:2008");
  });
});

describe("codes of the sender", () => {
  it.each([
    ["I", "03"],
    ["O", "07"],
    ["E", "07"],
    ["R", "19"],
    ["N", "97"],
  ] as const)("the patient class %s is the activity %s", (patientClass, code) => {
    expect(contentTypeOfPatientClass(patientClass)).toEqual(contentTypeCode(code));
  });

  it("have their label", () => {
    expect(contentTypeCode("26")).toEqual({
      code: "26",
      systeme: "1.2.250.1.213.2.2",
      libelle: "Analyses médicales biologiques",
    });
    expect(confidentialityCode("INVISIBLE_REPRESENTANTS_LEGAUX").libelle).toBe(
      "Non visible par les représentants légaux du patient",
    );
  });
});

describe("FINDING_RULES", () => {
  it("have ids of the house and a message each", () => {
    for (const [id, { message }] of Object.entries(FINDING_RULES)) {
      expect(id).toMatch(/^LDL-(?:XDS|EBRIM|XDM)-[A-Z0-9]+(?:-[A-Z0-9]+)*$/);
      expect(message.length).toBeGreaterThan(10);
    }
  });
});
