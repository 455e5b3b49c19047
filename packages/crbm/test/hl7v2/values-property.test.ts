import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCrBio, type FlatResult, fromOru, readCrBio } from "../../src/index.ts";
import { quick } from "../support/samples.ts";
import { type DrawnObservation, drawnObservation, drawnSurroundings, sentNote } from "./values-arbitrary.ts";
import { messageOf, OPTIONS, obx } from "./values-message.ts";

const SEED = 20240312;
const drawn = fc.tuple(drawnObservation, drawnSurroundings);
type Drawn = typeof drawn extends fc.Arbitrary<infer T> ? T : never;

function linesOf([observation, { range, flag, status, note, isNoteBare }]: Drawn, index: number): readonly string[] {
  const fields = { 3: `T${index}^Analyse ${index}^L`, 6: observation.unit, 7: range, 8: flag, 11: status };
  return [
    obx(observation.type, observation.value, fields),
    ...(note === null ? [] : [`NTE|1||${sentNote(note, isNoteBare)}`]),
  ];
}

/** A message of these observations, the rows that its report gives once built and read, and the findings of each. */
function roundTrip(all: readonly Drawn[]): {
  readonly rowOf: (index: number) => FlatResult | undefined;
  readonly findingsOf: (index: number) => readonly string[];
} {
  const last = obx("ST", "dernier", { 3: "T^Dernière^L" });
  const { report, issues } = fromOru(messageOf([...all.flatMap(linesOf), last]), OPTIONS);
  const { results } = readCrBio(buildCrBio(report, quick("oru")).xml);
  return {
    rowOf: (index) => results.find(({ localCode }) => localCode?.code === `T${index}`),
    findingsOf: (index) =>
      issues.filter(({ path }) => path.split("-")[0] === `OBX[${index + 1}]`).map(({ rule }) => rule),
  };
}

function isGone(status: string): boolean {
  return status === "P" || status === "D";
}

function checkValue(
  observation: DrawnObservation,
  status: string,
  row: FlatResult | undefined,
  findings: readonly string[],
) {
  const isSaid = row !== undefined && observation.isSaidBy(row);
  if (isSaid) return;
  // A result without value says so; any other value that is not in the rows is one that a finding names.
  expect(findings.length).toBeGreaterThan(0);
  expect(observation.isPlain && status !== "X" && !isGone(status)).toBe(false);
}

function checkSurroundings({ range, flag, note }: Drawn[1], row: FlatResult, findings: readonly string[]) {
  if (note !== null) expect(row.comment).toContain(note);
  if (flag !== "") expect(`${row.interpretation} ${row.comment}`).toContain(flag);
  const bounds = [row.low, row.high].filter((bound) => bound !== undefined).join(" ");
  const isInWords = row.range === range && findings.includes("LDL-HL7-RANGE");
  if (range !== "")
    expect(
      isInWords ||
        bounds ===
          range
            .replaceAll(",", ".")
            .replace(/[^\d.]+/g, " ")
            .trim(),
    ).toBe(true);
}

describe("a message of results, built and read", () => {
  it("keeps each value with its unit and its comparator, or a finding names its segment", () => {
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 8 }), (all) => {
        const { rowOf, findingsOf } = roundTrip(all);
        all.forEach(([observation, surroundings], index) => {
          const row = rowOf(index);
          checkValue(observation, surroundings.status, row, findingsOf(index));
          expect(row === undefined).toBe(isGone(surroundings.status));
          if (row === undefined) return;
          checkSurroundings(surroundings, row, findingsOf(index));
          if (row.low !== undefined || row.high !== undefined)
            expect(row.rangeUnit ?? row.unit ?? "").toBe(observation.ucum);
        });
      }),
      { seed: SEED, numRuns: 400 },
    );
  }, 60_000);
});
