/**
 * Compares our verdicts with those of the official Java chain, document by document.
 *
 *     npx tsx packages/cda/test/official-kit/compare-with-reference.ts [--mutants 400] [--seed 1] [FILE...]
 *
 * Needs the kit (`LDL_CISIS_KIT`, its folder) and a reference checker (`LDL_CHECK_CDA`, a command described in `reference.ts`).
 * Checks every example of the kit, named mutants, random mutants of the seed, and the files given. Ends with status 1 when a document
 * differs.
 */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { type CisisKit, openCisisKit } from "../../src/index.ts";
import { damageByName, NAMED_MUTANTS } from "./named-mutants.ts";
import { damageAtRandom, randomFrom } from "./random-mutants.ts";
import { compare, type ReferenceResult, runReference } from "./reference.ts";

/** Larger examples would make the run long without adding rules. */
const LARGEST_MUTANT = 180_000;

interface Group {
  readonly name: string;
  readonly files: readonly string[];
}

interface Tally {
  documents: number;
  same: number;
  findings: number;
  stopped: number;
  readonly checks: Set<string>;
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { mutants: { type: "string", default: "400" }, seed: { type: "string", default: "1" } },
});
const kitFolder = process.env["LDL_CISIS_KIT"];
const reference = process.env["LDL_CHECK_CDA"];
if (kitFolder === undefined || reference === undefined) {
  console.error("LDL_CISIS_KIT and LDL_CHECK_CDA are needed");
  process.exit(2);
}

const examples = path.join(kitFolder, "ExemplesCDA");
const work = mkdtempSync(path.join(os.tmpdir(), "mutants-"));
try {
  using kit = await openCisisKit(kitFolder);
  const groups: readonly Group[] = [
    { name: "official examples", files: exampleFiles().map((name) => path.join(examples, name)) },
    { name: "named mutants", files: writeNamedMutants() },
    {
      name: `random mutants, seed ${values.seed}`,
      files: writeRandomMutants(Number(values.mutants), Number(values.seed)),
    },
    { name: "files given", files: positionals },
  ];
  const differing = groups.filter(({ files }) => files.length > 0).map((group) => compareGroup(group, kit, reference));
  process.exitCode = differing.some(Boolean) ? 1 : 0;
} finally {
  rmSync(work, { recursive: true, force: true });
}

function exampleFiles(): readonly string[] {
  return readdirSync(examples)
    .filter((name) => name.endsWith(".xml"))
    .sort();
}

function writeNamedMutants(): readonly string[] {
  const folder = path.join(work, "named");
  mkdirSync(folder);
  return NAMED_MUTANTS.map((mutant) => {
    const file = path.join(folder, `${mutant.name}.xml`);
    writeFileSync(file, damageByName(readFileSync(path.join(examples, `${mutant.example}.xml`)), mutant));
    return file;
  });
}

/** Letters and biology reports come three times as often as the other documents. */
function writeRandomMutants(count: number, seed: number): readonly string[] {
  const folder = path.join(work, "random");
  mkdirSync(folder);
  const random = randomFrom(seed);
  const small = exampleFiles().filter((name) => statSync(path.join(examples, name)).size < LARGEST_MUTANT);
  const ours = small.filter((name) => /^(?:LDL|BIO)/.test(name));
  const pool = [...small, ...ours, ...ours, ...ours];
  return Array.from({ length: count }, (_, index) => {
    const name = pool[Math.floor(random() * pool.length)] ?? "";
    const file = path.join(folder, `${String(index).padStart(4, "0")}-${name}`);
    writeFileSync(file, damageAtRandom(readFileSync(path.join(examples, name)), random));
    return file;
  });
}

/** True when a document of the group differs. */
function compareGroup({ name, files }: Group, kit: CisisKit, command: string): boolean {
  const tally: Tally = { documents: 0, same: 0, findings: 0, stopped: 0, checks: new Set() };
  const byName = new Map(files.map((file) => [path.basename(file), file]));
  for (const result of runReference(command, files)) {
    const file = byName.get(path.basename(result.file));
    if (file !== undefined) compareFile(file, result, kit, tally);
  }
  const { documents, same, findings, stopped, checks } = tally;
  console.log(
    `${name}: ${documents} documents, ${same} same, ${documents - same} different; ` +
      `${findings} findings of ${checks.size} different checks, ${stopped} rule sets stopped`,
  );
  return same !== files.length;
}

function compareFile(file: string, result: ReferenceResult, kit: CisisKit, tally: Tally): void {
  const report = kit.validate(readFileSync(file));
  const { onlyReference, onlyOurs } = compare(result, report);
  tally.documents++;
  tally.findings += result.findings.length;
  tally.stopped += result.crash.length;
  for (const { ruleSet, test, source } of report.findings)
    tally.checks.add(`${ruleSet} ${source?.file}:${source?.line} ${test}`);
  if (onlyReference.length + onlyOurs.length === 0) {
    tally.same++;
    return;
  }
  console.log(`DIFFERENT ${path.basename(file)}`);
  for (const line of onlyReference) console.log(`  only the reference: ${line.slice(0, 400)}`);
  for (const line of onlyOurs) console.log(`  only ours: ${line.slice(0, 400)}`);
}
