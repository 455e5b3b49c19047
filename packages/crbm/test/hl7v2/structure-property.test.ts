import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { convert, observation, order, rowsOf, rulesOf } from "./structure-message.ts";

const NAMES = [
  "Escherichia coli",
  "Escherichia coli BLSE",
  "Enterococcus faecalis",
  "Enterococcus faecium",
  "Staphylococcus aureus",
  "Staphylococcus epidermidis",
];

/** A germ of a culture, and what its antibiogram says of where it comes from. */
const germ = fc.record({
  isFinal: fc.boolean(),
  hasChild: fc.boolean(),
  saysPlacer: fc.boolean(),
  saysFiller: fc.boolean(),
  saysNumber: fc.boolean(),
  words: fc.constantFrom("none", "full", "cut"),
});

const culture = fc.record({ isNumbered: fc.boolean(), isAlone: fc.boolean(), germs: fc.array(germ, { maxLength: 2 }) });

type Culture = typeof culture extends fc.Arbitrary<infer T> ? T : never;

/** A germ as it stands in a message. */
interface Placed {
  readonly said: Culture["germs"][number];
  readonly name: string;
  readonly subId: string;
  readonly filler: string;
  readonly placer: string;
}

function place(cultures: readonly Culture[]): readonly (readonly Placed[])[] {
  const names = NAMES.values();
  return cultures.map(({ germs, isNumbered, isAlone }, at) =>
    germs.map((said, rank) => ({
      said,
      name: names.next().value ?? "",
      subId: isNumbered ? String(rank + 1) : "",
      filler: `F${at}`,
      placer: isAlone ? `P${at}` : "P",
    })),
  );
}

function wordsOf({ said, name }: Placed): string {
  if (said.words === "none") return "";
  return said.words === "full" ? name : name.replace(/^(\w)\w+/, "$1.");
}

function linesOf(germs: readonly Placed[], at: number): readonly string[] {
  const placer = germs[0]?.placer ?? "P";
  const parent = order(`F${at}`, "CULT^Culture^L", { 2: placer });
  const found = germs.map(({ name, subId, said }) =>
    observation("CWE", "630-4^Germe^LN", `${name.replaceAll(" ", "_")}^${name}^L`, {
      4: subId,
      11: said.isFinal ? "F" : "P",
    }),
  );
  return [parent, observation("ST", "ASP^Aspect^L", "trouble"), ...found];
}

function childOf(one: Placed, rank: number): readonly string[] {
  const { said, name, subId, filler, placer } = one;
  const parent = `${said.saysPlacer ? placer : ""}^${said.saysFiller ? filler : ""}`;
  const pointer = `630-4&Germe&LN^${said.saysNumber ? subId : ""}^${wordsOf(one)}`;
  return [
    order(`A${rank}`, "ATB^Antibiogramme^L", { 2: placer, 26: pointer, 29: parent === "^" ? "" : parent }),
    observation("ST", `${name.replaceAll(" ", "_")}^Test de ${name}^L`, "", { 8: "R" }),
  ];
}

describe("antibiograms of several cultures", () => {
  it("are under their own micro-organism or under none, and nothing is lost", () => {
    fc.assert(
      fc.property(fc.array(culture, { minLength: 1, maxLength: 3 }), (cultures) => {
        const placed = place(cultures);
        const children = placed.flat().filter(({ said }) => said.hasChild);
        const conversion = convert(...placed.flatMap(linesOf), ...children.flatMap(childOf));
        const rows = rowsOf(conversion);
        const told = rulesOf(conversion).filter((rule) => rule.startsWith("LDL-HL7-PARENT"));
        const tests = rows.filter(({ label }) => label?.startsWith("Test de "));
        expect(tests.map(({ label }) => label).toSorted()).toEqual(
          children.map(({ name }) => `Test de ${name}`).toSorted(),
        );
        for (const { label, organism } of tests) if (organism !== undefined) expect(`Test de ${organism}`).toBe(label);
        expect(told.length).toBe(tests.filter(({ organism }) => organism === undefined).length);
        const final = placed.flat().filter(({ said }) => said.isFinal);
        expect(rows.flatMap(({ label, value }) => (label === "Germe" ? [value] : [])).toSorted()).toEqual(
          final.map(({ name }) => name).toSorted(),
        );
        for (const { name, said, subId } of final.filter((one) => one.said.hasChild && one.said.saysFiller)) {
          const isTold = (said.saysNumber && subId !== "" && said.words !== "cut") || said.words === "full";
          const test = tests.find(({ label }) => label === `Test de ${name}`);
          if (isTold) expect(test?.organism).toBe(name);
        }
      }),
      { seed: 20240314, numRuns: 300 },
    );
  });
});
