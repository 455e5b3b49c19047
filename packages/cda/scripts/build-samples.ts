/**
 * Builds every sample of a folder of inputs into a folder of documents.
 *
 * Usage: npx tsx packages/cda/scripts/build-samples.ts <inputs> <out>
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { buildSample } from "../test/samples.ts";

const [inputs, out] = process.argv.slice(2);
if (inputs === undefined || out === undefined) throw new Error("usage: build-samples.ts <inputs> <out>");
mkdirSync(out, { recursive: true });
for (const file of readdirSync(inputs).filter((name) => /^(?:ldl-ses|ldl-ees|pdf)\..*\.json$/.test(name))) {
  const { xml, issues } = buildSample(file, JSON.parse(readFileSync(path.join(inputs, file), "utf8")));
  writeFileSync(path.join(out, file.replace(/json$/, "xml")), xml);
  for (const { rule, path: where, message } of issues) console.log(`${file} : ${where} : ${message} (${rule})`);
}
