import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { repeatable as repeatableOptions } from "../../../cda/test/samples.ts";
import { type BuildCrBioOptions, buildCrBio, type LabReportDocument, type LabReportInput } from "../../src/index.ts";

const DATA = path.join(import.meta.dirname, "../../../../examples/data");

/** A small PDF/A-1 in name, in place of the copy that the SDK would render. */
const COPY = Buffer.from(
  "%PDF-1.4\n% <pdfaid:part>1</pdfaid:part>\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
);

/** Options that make building repeatable. */
export function repeatable(seed: string): BuildCrBioOptions {
  const { newId, now } = repeatableOptions(seed);
  return { ...(newId === undefined ? {} : { newId }), ...(now === undefined ? {} : { now }) };
}

/** Options that make building repeatable, and quick: no PDF is rendered. */
export function quick(seed: string): BuildCrBioOptions {
  return { ...repeatable(seed), renderCopy: () => COPY };
}

/** Names of the samples of this package. */
export function sampleNames(): readonly string[] {
  return readdirSync(DATA).filter((name) => /^cr-bio\..*json$/.test(name));
}

/** Reads a sample anew. */
export function readSample(name: string): LabReportInput {
  return JSON.parse(readFileSync(path.join(DATA, name), "utf8")) as LabReportInput;
}

/** Builds a sample by the name of its file. */
export function buildSample(name: string, options: BuildCrBioOptions = {}): LabReportDocument {
  return buildCrBio(readSample(name), { ...quick(name), indentation: "spaces", ...options });
}
