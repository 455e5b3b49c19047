import { attributeOf, parseXml, textContent, type XmlElement } from "@ldl/xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  buildDocumentNonStructure,
  buildLettreDeLiaisonEntree,
  buildLettreDeLiaisonSortie,
  type ClinicalDocument,
} from "../../src/index.ts";
import { documentNonStructure, lettreEntree, lettreSortie } from "../arbitraries/letters.ts";
import { repeatable } from "../samples.ts";

const RUN = { seed: 20240315, numRuns: 60 };

const kinds: readonly [string, fc.Arbitrary<(seed: string) => ClinicalDocument>][] = [
  ["LDL-SES", lettreSortie.map((input) => (seed) => buildLettreDeLiaisonSortie(input, repeatable(seed)))],
  ["LDL-EES", lettreEntree.map((input) => (seed) => buildLettreDeLiaisonEntree(input, repeatable(seed)))],
  ["level 1", documentNonStructure.map((input) => (seed) => buildDocumentNonStructure(input, repeatable(seed)))],
];

function everyElement(root: XmlElement): readonly XmlElement[] {
  return [root, ...root.children.flatMap((child) => (child.kind === "element" ? everyElement(child) : []))];
}

function valuesOf(elements: readonly XmlElement[], name: string): readonly string[] {
  return elements.flatMap((element) => attributeOf(element, name) ?? []);
}

describe.each(kinds)("%s, whatever the input", (_, arbitrary) => {
  it("has references that all point to one place of the narrative", () => {
    fc.assert(
      fc.property(arbitrary, (build) => {
        const elements = everyElement(parseXml(build("a").xml).root);
        const ids = valuesOf(elements, "ID");
        expect(new Set(ids).size).toBe(ids.length);
        const references = valuesOf(
          elements.filter(({ name }) => name === "reference"),
          "value",
        );
        expect(
          references.filter((reference) => !reference.startsWith("#") || !ids.includes(reference.slice(1))),
        ).toEqual([]);
      }),
      RUN,
    );
  });

  it("has upper-case UUIDs that are all different, and non-empty elements", () => {
    fc.assert(
      fc.property(arbitrary, (build) => {
        const elements = everyElement(parseXml(build("b").xml).root);
        const uuids = valuesOf(
          elements.filter(({ name }) => name === "id"),
          "root",
        ).filter((root) => root.includes("-"));
        expect(uuids.every((uuid) => uuid === uuid.toUpperCase())).toBe(true);
        expect(new Set(uuids).size).toBe(uuids.length);
        const empty = elements.filter(
          ({ name, attributes, children }) =>
            attributes.length === 0 && children.length === 0 && name !== "br" && name !== "td",
        );
        expect(empty.map(({ name }) => name)).toEqual([]);
      }),
      RUN,
    );
  });

  it("is the same bytes for the same input and options, and its header holds the defaults", () => {
    fc.assert(
      fc.property(arbitrary, (build) => {
        const first = build("c");
        expect(Buffer.from(build("c").xml).equals(first.xml)).toBe(true);
        expect(first.header.id.racine).toMatch(/^2\.25\.\d+$/);
        expect(first.header.titre).not.toBe("");
        expect(first.issues.every(({ severity }) => severity === "warning")).toBe(true);
      }),
      RUN,
    );
  });
});

describe("text", () => {
  it("reads back as it was given, entries and narrative alike", () => {
    fc.assert(
      fc.property(lettreSortie, (input) => {
        const { xml, lettre } = buildLettreDeLiaisonSortie(input, repeatable("d"));
        const elements = everyElement(parseXml(xml).root);
        const values = elements.filter(({ name }) => name === "value").map(textContent);
        expect(values).toContain(lettre.synthese.syntheseMedicale.texte);
        const titles = elements.filter(({ name, parent }) => name === "title" && parent?.name === "ClinicalDocument");
        expect(titles.map(textContent)).toEqual([lettre.titre]);
      }),
      RUN,
    );
  });

  it("leaves the input as it was", () => {
    fc.assert(
      fc.property(lettreEntree, (input) => {
        const before = JSON.stringify(input);
        buildLettreDeLiaisonEntree(input, repeatable("e"));
        expect(JSON.stringify(input)).toBe(before);
      }),
      RUN,
    );
  });
});
