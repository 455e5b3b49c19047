import { readDocument, renderHtml } from "@ldl/cda";
import { describe, expect, it } from "vitest";
import { CR_BIO_PRESENTERS, flattenReport, readCrBio } from "../../src/index.ts";
import { reportOfStrains, type Strain } from "../support/strains.ts";

const WILD: Strain = { comment: "Souche sauvage", interpretation: "S" };
const ESBL: Strain = { comment: "Souche BLSE", interpretation: "R" };
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const page = (...strains: readonly Strain[]): string =>
  renderHtml(readDocument(reportOfStrains(strains).xml), { sections: CR_BIO_PRESENTERS });

describe("two strains of one organism", () => {
  it("are numbered in their headings and in the grid", () => {
    const html = page(WILD, ESBL);
    for (const name of ["Escherichia coli (1)", "Escherichia coli (2)"]) {
      expect(html).toContain(`Isolat : ${name} (`);
      expect(html).toContain(`<th scope="col">${name}</th>`);
    }
    expect(html).toMatch(
      /<th scope="row">Céfotaxime<\/th><td><strong[^>]*>S Sensible<\/strong>.*?<\/td><td><strong[^>]*>R Résistant<\/strong>/,
    );
  });

  it("have comments that say which", () => {
    const html = page(WILD, ESBL);
    expect(html).toContain("<p>Escherichia coli (1) — Commentaire : Souche sauvage</p>");
    expect(html).toContain("<p>Escherichia coli (2) — Commentaire : Souche BLSE</p>");
  });

  it("have rows that say which, built or read", () => {
    const { xml, report } = reportOfStrains([WILD, ESBL]);
    const { results } = readCrBio(xml);
    expect(plain(results)).toEqual(plain(flattenReport(report)));
    const rows = results.filter(({ label }) => label === "Céfotaxime");
    expect(rows.map(({ organism, isolate, interpretation }) => [organism, isolate, interpretation])).toEqual([
      ["Escherichia coli", 1, "S"],
      ["Escherichia coli", 2, "R"],
    ]);
    expect(results.find(({ label }) => label === "Leucocytes")).not.toHaveProperty("isolate");
  });

  it("leave the legal text out when it says nothing more", () => {
    expect(page(WILD, ESBL)).not.toContain("Texte du compte rendu");
  });
});

describe("isolates of several organisms", () => {
  const KLEBSIELLA: Strain = { ...ESBL, organism: "Klebsiella pneumoniae" };

  it("have no number, but comments that say which", () => {
    const html = page(WILD, KLEBSIELLA);
    expect(html).toContain('<th scope="col">Escherichia coli</th><th scope="col">Klebsiella pneumoniae</th>');
    expect(html).toContain("<p>Klebsiella pneumoniae — Commentaire : Souche BLSE</p>");
  });

  it("have the date of their antibiogram in their column when it differs", () => {
    const html = page(WILD, { ...KLEBSIELLA, date: "2024-03-15T09:30:00+01:00" });
    expect(html).toContain('<th scope="col">Escherichia coli<br>Résultat du 14/03/2024 à 10:00</th>');
    expect(html).toContain('<th scope="col">Klebsiella pneumoniae<br>Résultat du 15/03/2024 à 09:30</th>');
    expect(html).not.toContain("Texte du compte rendu");
  });
});

describe("an antibiotic", () => {
  it("has its bounds and its earlier results in the grid, which are in its legal text", () => {
    const html = page({
      ...ESBL,
      more: {
        bornes: { max: "8", unite: "mg/L" },
        anteriorites: [
          {
            date: "2023-05",
            valeur: { type: "censuree", comparateur: "<=", valeur: "4", unite: "mg/L" },
            interpretation: "S",
          },
        ],
      },
    });
    expect(html).toMatch(
      /<th scope="row">Céfotaxime<\/th><td><strong[^>]*>R Résistant<\/strong><br>CMI ≤ 1 mg\/L<br>réf\. ≤ 8<br>antérieur, 05\/2023 : ≤ 4 ; Sensible<\/td>/,
    );
    expect(html).not.toContain("Texte du compte rendu");
  });
});

describe("one isolate", () => {
  it("has no number, and comments as they are", () => {
    const html = page(ESBL);
    expect(html).toContain('<th scope="col">Escherichia coli</th>');
    expect(html).toContain("<p>Commentaire : Souche BLSE</p>");
  });
});
