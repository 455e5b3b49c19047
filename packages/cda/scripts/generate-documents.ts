/**
 * Writes documents drawn at random from all that the schemas and rules allow, to run an official checker on them.
 *
 * Usage: npx tsx packages/cda/scripts/generate-documents.ts <out> [count = 200] [seed = 20240315]
 */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { buildDocumentNonStructure, buildLettreDeLiaisonEntree, buildLettreDeLiaisonSortie } from "../src/index.ts";
import { documentNonStructure, lettreEntree, lettreSortie } from "../test/arbitraries/letters.ts";
import { repeatable } from "../test/samples.ts";

const [out, count = "200", seed = "20240315"] = process.argv.slice(2);
if (out === undefined) throw new Error("usage: generate-documents.ts <out> [count] [seed]");
mkdirSync(out, { recursive: true });

const kinds = fc.oneof(
  { weight: 5, arbitrary: lettreSortie.map((input) => ["ldl-ses", input] as const) },
  { weight: 4, arbitrary: lettreEntree.map((input) => ["ldl-ees", input] as const) },
  { weight: 1, arbitrary: documentNonStructure.map((input) => ["n1", input] as const) },
);
fc.sample(kinds, { numRuns: Number(count), seed: Number(seed) }).forEach(([kind, input], index) => {
  const name = `${kind}-${String(index + 1).padStart(4, "0")}`;
  const options = repeatable(name);
  const build = {
    "ldl-ses": () => buildLettreDeLiaisonSortie(input as Parameters<typeof buildLettreDeLiaisonSortie>[0], options),
    "ldl-ees": () => buildLettreDeLiaisonEntree(input as Parameters<typeof buildLettreDeLiaisonEntree>[0], options),
    n1: () => buildDocumentNonStructure(input as Parameters<typeof buildDocumentNonStructure>[0], options),
  };
  try {
    writeFileSync(path.join(out, `${name}.xml`), build[kind]().xml);
  } catch (error) {
    writeFileSync(path.join(out, `${name}.refused.json`), JSON.stringify(input, null, 2));
    throw error;
  }
});
console.log(`${count} documents in ${out} (seed ${seed})`);
