/**
 * Writes reports drawn at random from all that the schema and the rules allow, to run an official checker on them.
 *
 * Usage: npx tsx packages/crbm/scripts/generate-documents.ts <out> [count = 200] [seed = 20240315]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { buildCrBio } from "../src/index.ts";
import { labReportMaybeWithoutCopy } from "../test/support/lab-reports.ts";
import { repeatable } from "../test/support/samples.ts";

const [out, count = "200", seed = "20240315"] = process.argv.slice(2);
if (out === undefined) throw new Error("usage: generate-documents.ts <out> [count] [seed]");
mkdirSync(out, { recursive: true });

fc.sample(labReportMaybeWithoutCopy, { numRuns: Number(count), seed: Number(seed) }).forEach((input, index) => {
  const name = `cr-bio-${String(index + 1).padStart(4, "0")}`;
  try {
    const textValueType = index % 5 === 0 ? "CD" : "ST";
    writeFileSync(path.join(out, `${name}.xml`), buildCrBio(input, { ...repeatable(name), textValueType }).xml);
  } catch (error) {
    writeFileSync(path.join(out, `${name}.refused.json`), JSON.stringify(input, null, 2));
    throw error;
  }
});
console.log(`${count} documents in ${out} (seed ${seed})`);
