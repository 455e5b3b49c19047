import { attributeOf, parseXml, textContent, type XmlElement } from "@ldl/xml";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCrBio } from "../../src/index.ts";
import { labReport } from "../support/lab-reports.ts";
import { repeatable } from "../support/samples.ts";

const RUN = { seed: 20240315, numRuns: 60 };

function everyElement(root: XmlElement): readonly XmlElement[] {
  return [root, ...root.children.flatMap((child) => (child.kind === "element" ? everyElement(child) : []))];
}

function valuesOf(elements: readonly XmlElement[], name: string): readonly string[] {
  return elements.flatMap((element) => attributeOf(element, name) ?? []);
}

function elementsOf(xml: Uint8Array): readonly XmlElement[] {
  return everyElement(parseXml(xml).root);
}

describe("a report, whatever the input", () => {
  it("has references that all point to one place of the narrative, and media that all are there", () => {
    fc.assert(
      fc.property(labReport, fc.constantFrom("ST" as const, "CD" as const), (input, textValueType) => {
        const elements = elementsOf(buildCrBio(input, { ...repeatable("a"), textValueType }).xml);
        const ids = valuesOf(elements, "ID");
        expect(new Set(ids).size).toBe(ids.length);
        const references = elements.filter(({ name }) => name === "reference");
        const dangling = valuesOf(references, "value").filter((value) => !ids.includes(value.slice(1)));
        expect(dangling).toEqual([]);
        const shown = valuesOf(elements, "referencedObject");
        const media = elements.filter(({ name }) => name === "observationMedia");
        expect([...shown].sort()).toEqual([...valuesOf(media, "ID")].sort());
      }),
      RUN,
    );
  });

  it("has the labels, values and bounds of all its results in its entries", () => {
    fc.assert(
      fc.property(labReport, (input) => {
        const { xml, report } = buildCrBio(input, repeatable("b"));
        const elements = elementsOf(xml);
        const labels = new Map(
          elements.flatMap((element) => {
            const id = attributeOf(element, "ID");
            return id === undefined ? [] : [[id, textContent(element)] as const];
          }),
        );
        const observations = elements.filter(
          ({ name, children }) =>
            name === "observation" &&
            children.some(
              (child) => child.kind === "element" && attributeOf(child, "root") === "1.3.6.1.4.1.19376.1.3.1.6",
            ),
        );
        const written = observations.map((observation) => {
          const [reference] = everyElement(observation).filter(({ name }) => name === "reference");
          return labels.get((reference === undefined ? "" : (attributeOf(reference, "value") ?? "")).slice(1));
        });
        expect(written).toEqual(labelsOf(report.chapitres));
      }),
      RUN,
    );
  });

  it("is the same bytes for the same input and options, leaves the input alone and has warnings only", () => {
    fc.assert(
      fc.property(labReport, (input) => {
        const before = JSON.stringify(input);
        const first = buildCrBio(input, repeatable("c"));
        expect(Buffer.from(buildCrBio(input, repeatable("c")).xml).equals(first.xml)).toBe(true);
        expect(JSON.stringify(input)).toBe(before);
        expect(first.issues.every(({ severity }) => severity === "warning")).toBe(true);
      }),
      RUN,
    );
  });
});

/** Labels of all results of a report, in its order. */
function labelsOf(value: unknown): readonly string[] {
  if (typeof value !== "object" || value === null) return [];
  if ("analyse" in value) {
    const { analyse } = value as { readonly analyse: { readonly libelle: string } };
    return [analyse.libelle];
  }
  return Object.entries(value)
    .sort(([one], [other]) => rank(one) - rank(other))
    .flatMap(([, item]) => labelsOf(item));
}

/** Results of an isolate come before its antibiograms. */
function rank(member: string): number {
  return member === "antibiogrammes" ? 1 : 0;
}
