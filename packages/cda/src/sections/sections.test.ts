import { attributeOf, textContent } from "@ldl/xml";
import { describe, expect, it } from "vitest";
import { buildSample, samples, written } from "../../test/samples.ts";
import { buildLettreDeLiaisonEntree, buildLettreDeLiaisonSortie, type LettreDeLiaisonSortieInput } from "../index.ts";

const ses = written(buildSample("ldl-ses.max.json", samples.sesMax()));
const ees = written(buildSample("ldl-ees.max.json", samples.eesMax()));
const minimal = (change: Partial<LettreDeLiaisonSortieInput>) =>
  written(buildLettreDeLiaisonSortie({ ...samples.sesMin(), ...change }));

const SECTIONS = "component/structuredBody/component/section";

function outline(document: typeof ses): readonly string[] {
  return document
    .all(SECTIONS)
    .flatMap((section) =>
      section.children.flatMap((child) =>
        child.kind === "element" && child.name === "title" ? [textContent(child)] : [],
      ),
    );
}

describe("the sections of a letter", () => {
  it("stand in the order of the model, LDL-SES", () => {
    expect(outline(ses)).toEqual([
      "Statut du document",
      "Motif de l'hospitalisation",
      "Synthèse médicale du séjour",
      "Traitements arrêtés durant le séjour",
      "Traitements à la sortie",
      "Résultats d'examens / Autres informations attendus",
      "Suites à donner",
      "Dispositifs médicaux",
      "Allergies identifiées pendant le séjour",
      "Copie du document",
    ]);
    expect(outline(minimal({}))).toEqual([
      "Statut du document",
      "Motif de l'hospitalisation",
      "Synthèse médicale du séjour",
      "Traitements à la sortie",
    ]);
  });

  it("stand in the order of the model, LDL-EES", () => {
    expect(outline(ees)).toEqual([
      "Motif d'hospitalisation",
      "Traitements à l'admission",
      "Allergies et hypersensibilités connues",
      "Antécédents médicaux",
      "Antécédents chirurgicaux",
      "Autres informations",
    ]);
  });

  it.each([
    [ses, "33557-0", ["1.2.250.1.213.1.1.2.35", "1.2.250.1.213.1.1.2.35.1"]],
    [ses, "42349-1", ["1.3.6.1.4.1.19376.1.5.3.1.3.1", "1.2.250.1.213.1.1.2.127"]],
    [
      ses,
      "42545-4",
      [
        "1.3.6.1.4.1.19376.1.5.3.1.1.21.2.9",
        "1.3.6.1.4.1.19376.1.7.3.1.1.13.7",
        "1.2.250.1.213.1.1.2.163",
        "1.2.250.1.213.1.1.2.163.1",
      ],
    ],
    [ses, "18610-6", ["1.3.6.1.4.1.19376.1.5.3.1.3.21", "1.2.250.1.213.1.1.2.145"]],
    [ses, "10183-2", ["1.3.6.1.4.1.19376.1.5.3.1.3.22", "1.2.250.1.213.1.1.2.146"]],
    [ses, "30954-2", ["1.3.6.1.4.1.19376.1.5.3.1.3.27", "1.2.250.1.213.1.1.2.150"]],
    [ses, "18776-5", ["2.16.840.1.113883.10.20.1.10", "1.3.6.1.4.1.19376.1.5.3.1.3.36", "1.2.250.1.213.1.1.2.158"]],
    [ses, "46264-8", ["2.16.840.1.11383.10.20.1.7", "1.3.6.1.4.1.19376.1.5.3.1.1.5.3.5", "1.2.250.1.213.1.1.2.1"]],
    [ses, "48765-2", ["2.16.840.1.113883.10.20.1.2", "1.3.6.1.4.1.19376.1.5.3.1.3.13", "1.2.250.1.213.1.1.2.137"]],
    [ses, "55108-5", ["1.2.250.1.213.1.1.2.243"]],
    [ees, "42346-7", ["1.3.6.1.4.1.19376.1.5.3.1.3.20", "1.2.250.1.213.1.1.2.144"]],
    [ees, "11348-0", ["1.3.6.1.4.1.19376.1.5.3.1.3.8", "1.2.250.1.213.1.1.2.134"]],
    [
      ees,
      "47519-4",
      [
        "2.16.840.1.113883.10.20.1.12",
        "1.3.6.1.4.1.19376.1.5.3.1.3.11",
        "1.3.6.1.4.1.19376.1.5.3.1.3.12",
        "1.2.250.1.213.1.1.2.136",
      ],
    ],
    [ees, "55112-7", ["2.16.840.1.113883.10.12.201", "1.3.6.1.4.1.19376.1.4.1.2.16", "1.2.250.1.213.1.1.2.73"]],
  ])("carry their templates (%#)", (document, code, templates) => {
    expect(
      document
        .section(code)
        .all("templateId")
        .map((element) => attributeOf(element, "root")),
    ).toEqual(templates);
  });

  it("say the reason in a paragraph, line by line", () => {
    expect(textContent(ses.section("42349-1").one("text/paragraph"))).toContain("Décompensation cardiaque");
    expect(ses.section("42349-1").all("text/paragraph/br")).toHaveLength(1);
    expect(ses.section("42349-1").all("entry")).toHaveLength(0);
  });

  it("list what is awaited without entries, which the official rules refuse", () => {
    expect(ses.section("30954-2").all("text/list/item")).toHaveLength(2);
    expect(ses.section("30954-2").all("entry")).toHaveLength(0);
  });
});

describe("level 2", () => {
  const input = samples.sesMax();
  const { level, issues, ...document } = buildLettreDeLiaisonSortie(input, { level: 2 });
  const two = written(document);

  it("keeps the text of every section and drops entries and templates, the PDF copy apart", () => {
    expect(outline(two)).toEqual(outline(ses));
    expect(two.all(`${SECTIONS}/entry`)).toHaveLength(1);
    expect(two.all(`${SECTIONS}/templateId`)).toHaveLength(1);
  });

  it("does not claim the model of the letter, and says so", () => {
    expect(level).toBe(2);
    expect(two.all("templateId").map((element) => attributeOf(element, "root"))).not.toContain(
      "1.2.250.1.213.1.1.1.29",
    );
    expect(issues.map(({ rule }) => rule)).toContain("LDL-NIVEAU-2");
    const admission = buildLettreDeLiaisonEntree(samples.eesMax(), { level: 2 });
    expect(written(admission).all(`${SECTIONS}/entry`)).toHaveLength(0);
    expect(admission.issues.map(({ rule }) => rule)).toEqual(["LDL-NIVEAU-2"]);
  });
});

describe("the copy of the document", () => {
  it("is shown by the narrative and held by the entry", () => {
    const section = ses.section("55108-5");
    const media = section.one("entry/organizer/component/observationMedia");
    expect(section.attribute("text/renderMultiMedia", "referencedObject")).toBe(attributeOf(media, "ID"));
    const base64 = section.text("entry/organizer/component/observationMedia/value");
    expect(Buffer.from(base64, "base64").subarray(0, 5).toString()).toBe("%PDF-");
    expect(section.referred("entry/organizer/component/observation/text/reference")).toBe(
      "Copie du document au format PDF",
    );
  });
});
