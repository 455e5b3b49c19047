import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import {
  buildCrBio,
  type FlatResult,
  type FromOruOptionsInput,
  fromOru,
  type OruConversion,
  readCrBio,
} from "../../src/index.ts";
import { quick } from "../support/samples.ts";

const FOLDER = path.resolve(import.meta.dirname, "../../../../examples/data/hl7v2");
const MESSAGES = readdirSync(FOLDER).filter((name) => name.endsWith(".hl7"));
const OPTIONS = JSON.parse(readFileSync(path.join(FOLDER, "laboratoire.json"), "utf8")) as FromOruOptionsInput;

const bytesOf = (name: string): Uint8Array => readFileSync(path.join(FOLDER, name));
const convert = (name: string): OruConversion => fromOru(bytesOf(name), OPTIONS);
const rowsOf = ({ report }: OruConversion): readonly FlatResult[] =>
  readCrBio(buildCrBio(report, quick("oru")).xml).results;

/** Values of the observations, taken from the message without any code of ours: type, field 5, status. */
function observations(
  name: string,
): readonly { readonly type: string; readonly value: string; readonly status: string }[] {
  const text = new TextDecoder(name.includes("8859") ? "iso-8859-1" : "utf-8").decode(bytesOf(name));
  return text.split(/[\r\n]+/).flatMap((line) => {
    const fields = line.split("|");
    return fields[0] === "OBX" ? [{ type: fields[2] ?? "", value: fields[5] ?? "", status: fields[11] ?? "" }] : [];
  });
}

/** How a value is expected among the rows. */
function expected({ type, value }: { readonly type: string; readonly value: string }): string {
  if (type === "SN") return value.split("^").join("");
  if (type === "NM") return value.replace(",", ".");
  if (type === "CWE") return value.split("^")[1] ?? "";
  return value.replaceAll(" \\.br\\", "\n").replaceAll("\\.br\\", "\n").replaceAll("\\T\\", "&").replaceAll("~", "\n");
}

describe("the sample messages", () => {
  it("are ten", () => {
    expect(MESSAGES.length).toBe(10);
  });

  it.each(MESSAGES.map((name) => [name]))(
    "%s: every value of an observation is in the report that is built and read",
    (name) => {
      const rows = rowsOf(convert(name));
      const values = rows.flatMap(({ value, previous }) => [value, ...previous.map((earlier) => earlier.value)]);
      const found = values.flatMap((value) => value?.replace(/ +$/gm, "") ?? []).sort();
      const sent = observations(name).filter(
        ({ type, value, status }) => value !== "" && type !== "ED" && !"PRSI".includes(status),
      );
      expect(found).toEqual(sent.map(expected).sort());
    },
  );

  it.each(MESSAGES.map((name) => [name]))("%s: nothing is lost but what the message leaves aside", (name) => {
    const warnings = convert(name).issues.filter(({ severity }) => severity === "warning");
    const known: Readonly<Record<string, readonly string[]>> = {
      "08-corrige.hl7": ["LDL-HL7-CORRECTED OBR[1]-25"],
      "09-pdf-joint.hl7": ["LDL-HL7-FIELD OBX[2]-16"],
    };
    expect(warnings.map(({ rule, path: place }) => `${rule} ${place}`)).toEqual(known[name] ?? []);
  });

  it("give the identity by the French conventions", () => {
    expect(convert("01-nfs-final.hl7").report.patient).toMatchObject({
      ins: { matricule: "279035121518989", type: "NIR", environnement: "test" },
      identifiantsLocaux: [{ racine: "1.2.250.1.999.1.21", valeur: "P0001" }],
      nomNaissance: "PAT-TROIS",
      premierPrenomNaissance: "DOMINIQUE",
      prenomsNaissance: "DOMINIQUE MARIE-LOUISE",
      sexe: "F",
      dateNaissance: "1979-03-28",
      lieuNaissance: { codeCog: "51215", commune: "DOMPREMY" },
    });
  });

  it("give people, numbers and dates their places", () => {
    const { report } = convert("01-nfs-final.hl7");
    expect(report).toMatchObject({
      statut: "final",
      prescripteur: { professionnel: { id: "810066677781", nom: { nom: "TRAITANT" } } },
      biologisteResponsable: { date: "2024-03-12T16:30+01:00", professionnel: { id: "810007778888" } },
      preleveurs: [{ date: "2024-03-12T08:15+01:00", professionnel: { id: "810007778557" } }],
      medecinTraitant: { id: "810066677781" },
      dossier: { racine: "1.2.250.1.999.1.31", valeur: "24031200042" },
      prescriptions: [{ id: { racine: "1.2.250.1.999.1.30", valeur: "ORD-2024-0312" } }],
      recuLe: "2024-03-12T09:10+01:00",
      renduLe: "2024-03-12T16:30+01:00",
      priseEnCharge: { type: { code: "AMB" }, ids: [{ racine: "1.2.250.1.999.1.23", valeur: "V240312" }] },
    });
    expect(report.chapitres[0]?.bloc?.prelevements).toMatchObject([
      { echantillon: { valeur: "24031200042-1" }, nature: { code: "BLDV" }, preleveur: { id: "810007778557" } },
    ]);
  });

  it("put the antibiograms under the organism they were made on", () => {
    const rows = rowsOf(convert("05-ecbu-antibiogramme.hl7"));
    const answers = rows.filter(({ path: place }) => place.includes("Antibiogramme"));
    expect(answers.map(({ organism, label, interpretation }) => `${organism} ${label} ${interpretation}`)).toEqual([
      "Escherichia coli Amoxicilline+clavulanate R",
      "Escherichia coli Amoxicilline R",
      "Escherichia coli Gentamicine S",
      "Escherichia coli Fosfomycine S",
      "Escherichia coli Ciprofloxacine I",
      "Enterococcus faecalis Amoxicilline S",
      "Enterococcus faecalis Vancomycine S",
    ]);
    const counts = rows.filter(({ label }) => label === "Numération");
    expect(counts.map(({ organism, value, unit }) => [organism, value, unit])).toEqual([
      ["Escherichia coli", "1000000", "[CFU]/mL"],
      ["Enterococcus faecalis", "10000", "[CFU]/mL"],
    ]);
  });

  it("put older results under the newest, newest first", () => {
    const rows = rowsOf(convert("04-bilan-lipidique-anteriorites.hl7"));
    expect(rows.map(({ label, value, previous }) => [label, value, previous.map((earlier) => earlier.value)])).toEqual([
      ["Cholestérol total", "2.45", ["2.31", "2.12"]],
      ["Cholestérol HDL", "0.52", ["0.49"]],
      ["Triglycérides", "1.10", ["1.35", "1.62", "1.48"]],
    ]);
  });

  it("follow a request from partial to final to corrected", () => {
    const partial = convert("06-partiel.hl7");
    expect(partial.report).toMatchObject({ statut: "partiel", chapitres: [{ bloc: { statut: "active" } }] });
    expect(partial.report.renduLe).toBeUndefined();
    const final = convert("07-final.hl7");
    expect(final.report.statut).toBe("final");
    expect(rowsOf(final).map(({ label, status }) => [label, status])).toContainEqual(["Protéines", "aborted"]);
    const corrected = fromOru(bytesOf("08-corrige.hl7"), {
      ...OPTIONS,
      report: {
        ...OPTIONS.report,
        version: 2,
        setId: { racine: "1.2.250.1.999.2" },
        remplace: { id: { racine: "1.2.250.1.999.3" } },
      },
    });
    expect(corrected.issues.filter(({ severity }) => severity === "warning")).toEqual([]);
    expect(corrected.report).toMatchObject({ version: 2, remplace: { id: { racine: "1.2.250.1.999.3" } } });
    expect(rowsOf(corrected)[0]?.comment).toContain("Résultat corrigé");
  });

  it("join a PDF, and name the laboratory that made an analysis", () => {
    const [joined] = convert("09-pdf-joint.hl7").report.secondeIntention ?? [];
    expect(joined?.titre).toBe("Compte rendu de cytogénétique");
    expect(Buffer.from(joined?.base64 ?? "", "base64").toString("latin1")).toMatch(/^%PDF-1\.4/);
    expect(rowsOf(convert("10-sous-traitance.hl7"))[0]?.performer).toBe("Laboratoire spécialisé des Alpes");
  });
});
