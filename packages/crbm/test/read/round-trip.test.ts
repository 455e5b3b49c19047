import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { buildCrBio, flattenReport, LabReport, type LabReportInput, readCrBio } from "../../src/index.ts";
import { labReport } from "../support/lab-reports.ts";
import { quick, readSample, sampleNames } from "../support/samples.ts";

/** A report without the members that are there and undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function expectBack(input: LabReportInput): void {
  const { xml, report } = buildCrBio(input, quick("round-trip"));
  const read = readCrBio(xml);
  expect(plain(read.report)).toEqual(plain(report));
  expect(plain(read.results)).toEqual(plain(flattenReport(report)));
  expect(read.issues.filter(({ severity }) => severity !== "info")).toEqual([]);
}

describe("a report that was built and read again is equal", () => {
  it.each(sampleNames().map((name) => [name]))("%s", (name) => {
    expectBack(readSample(name));
  });

  it("whatever the report", () => {
    fc.assert(fc.property(labReport, expectBack), { seed: 20240401, numRuns: 60 });
  });

  it("also when it is built from what was read", () => {
    const first = readCrBio(buildCrBio(readSample("cr-bio.ecbu-antibiogramme.json"), quick("one")).xml);
    const second = readCrBio(buildCrBio(LabReport.parse(plain(first.report)), quick("two")).xml);
    expect(plain(second.report)).toEqual(plain(first.report));
  });
});
