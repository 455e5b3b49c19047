/**
 * Builds every sample of this package, its PDF copy rendered, into a folder of documents.
 *
 * Usage: npx tsx packages/crbm/scripts/build-samples.ts <out>
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildCrBio } from "../src/index.ts";
import { readSample, repeatable, sampleNames } from "../test/support/samples.ts";

const [out] = process.argv.slice(2);
if (out === undefined) throw new Error("usage: build-samples.ts <out>");
mkdirSync(out, { recursive: true });
for (const file of sampleNames()) {
  const { xml, issues } = buildCrBio(readSample(file), repeatable(file));
  writeFileSync(path.join(out, file.replace(/json$/, "xml")), xml);
  for (const { rule, path: where, message } of issues) console.log(`${file} : ${where} : ${message} (${rule})`);
}
