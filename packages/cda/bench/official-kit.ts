/**
 * Speed of the validation by the official kit, beside the Java chain in the same run.
 *
 *     npx tsx packages/cda/bench/official-kit.ts [EXAMPLE.xml...]
 *
 * Needs the kit (`LDL_CISIS_KIT`). With `LDL_CHECK_CDA` (a reference checker, see `test/official-kit/reference.ts`) the Java chain is
 * measured too, in one long-lived process, on its last documents. With the command line built (`pnpm build`), whole processes of
 * `ldl validate` are measured as well, the quickest of several. CPU times are of the whole process, hence comparable on a busy machine; they are printed, never asserted.
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { createXsdValidator } from "@ldl/xml";
import { type CisisKit, openCisisKit, validateDocument } from "../src/index.ts";
import { runReference } from "../test/official-kit/reference.ts";

const LETTERS_AND_REPORT = ["LDL-SES_2022.01.xml", "LDL-EES_2022.01.xml", "BIO-CR-BIO_2024.01_Electrophorese.xml"];
const DOCUMENTS = process.argv.length > 2 ? process.argv.slice(2) : LETTERS_AND_REPORT;
const WARM_UP = 100;
const MEASURED = 100;
const PROCESSES = 5;
const LDL = path.join(import.meta.dirname, "../../cli/dist/bin.js");

const kitFolder = process.env["LDL_CISIS_KIT"];
if (kitFolder === undefined) {
  console.error("LDL_CISIS_KIT is needed");
  process.exit(2);
}
const cacheFolder = mkdtempSync(path.join(os.tmpdir(), "kit-cache-"));
try {
  await measureOpening(kitFolder);
  using kit = await openCisisKit(kitFolder, { cacheFolder });
  await measureXmlSchema(kitFolder);
  for (const name of DOCUMENTS) measureDocument(path.join(kitFolder, "ExemplesCDA", name), kit);
  console.log(`memory: ${megabytes(process.memoryUsage().rss)} MB now, ${peakMegabytes()} MB at most`);
  measureProcesses(kitFolder);
} finally {
  rmSync(cacheFolder, { recursive: true, force: true });
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1e6);
}

function peakMegabytes(): number {
  return megabytes(process.resourceUsage().maxRSS * 1024);
}

async function measureOpening(folder: string): Promise<void> {
  for (const state of ["nothing cached", "from the cache"]) {
    const [cpu, wall] = [cpuMs(), performance.now()];
    const kit = await openCisisKit(folder, { cacheFolder });
    console.log(`opening, ${state}: ${ms(performance.now() - wall)} wall, ${ms(cpuMs() - cpu)} CPU`);
    kit[Symbol.dispose]();
  }
}

async function measureXmlSchema(folder: string): Promise<void> {
  const root = path.join(folder, "infrastructure");
  using validator = await createXsdValidator({ schema: path.join(root, "cda/CDA_extended.xsd"), roots: [root] });
  for (const name of DOCUMENTS) {
    const bytes = readFileSync(path.join(folder, "ExemplesCDA", name));
    for (let time = 0; time < WARM_UP; time++) validator.validate(bytes);
    const start = cpuMs();
    for (let time = 0; time < MEASURED; time++) validator.validate(bytes);
    console.log(`XML Schema alone, ${name}: ${ms((cpuMs() - start) / MEASURED)} CPU`);
  }
}

function measureDocument(file: string, kit: CisisKit): void {
  const bytes = readFileSync(file);
  const before = cpuMs();
  const { verdict } = kit.validate(bytes);
  const first = cpuMs() - before;
  for (let time = 0; time < WARM_UP; time++) kit.validate(bytes);
  const start = cpuMs();
  for (let time = 0; time < MEASURED; time++) kit.validate(bytes);
  const warm = (cpuMs() - start) / MEASURED;
  const sdkStart = cpuMs();
  for (let time = 0; time < MEASURED; time++) validateDocument(bytes, { kit });
  const withSdk = (cpuMs() - sdkStart) / MEASURED;
  const java = warmJava(file);
  const ratio = java === undefined ? "" : `; Java ${ms(java)}, ${(java / warm).toFixed(1)} times more`;
  console.log(
    `${path.basename(file)} (${bytes.length} bytes, ${verdict}): first ${ms(first)}, warm ${ms(warm)} CPU, ${ms(withSdk)} with the rules of the SDK${ratio}`,
  );
}

/** CPU of the Java chain on a document, its process warm: the mean of the last third of many runs. */
function warmJava(file: string): number | undefined {
  const command = process.env["LDL_CHECK_CDA"];
  if (command === undefined) return undefined;
  const results = runReference(
    command,
    Array.from({ length: 90 }, () => file),
  );
  const last = results.slice(-30).map((result) => result.ms["cpuTotal"] ?? Number.NaN);
  return last.reduce((sum, value) => sum + value, 0) / last.length;
}

/** One process of the command line for one document. */
function measureProcesses(folder: string): void {
  if (!existsSync(LDL)) {
    console.log("whole processes: not measured, the command line is not built");
    return;
  }
  for (const name of DOCUMENTS) {
    const file = path.join(folder, "ExemplesCDA", name);
    const words = [LDL, "validate", file, "--kit", folder, "--cache", cacheFolder];
    const runs = Array.from({ length: PROCESSES }, () => {
      const [start, before] = [performance.now(), childCpuMs()];
      execFileSync(process.execPath, words, { stdio: "ignore" });
      return { wall: performance.now() - start, cpu: childCpuMs() - before };
    });
    const quickest = runs.reduce((best, run) => (run.wall < best.wall ? run : best));
    console.log(
      `ldl validate ${name}: ${ms(quickest.wall)} wall, ${ms(quickest.cpu)} CPU, the quickest of ${PROCESSES} processes`,
    );
  }
}

/** CPU of the child processes that ended, as Linux counts it; not a number elsewhere. */
function childCpuMs(): number {
  try {
    const fields = readFileSync("/proc/self/stat", "utf8").split(") ")[1]?.split(" ") ?? [];
    // Fields 16 and 17 of proc(5), in hundredths of a second.
    return (Number(fields[13]) + Number(fields[14])) * 10;
  } catch {
    return Number.NaN;
  }
}

function ms(value: number): string {
  return `${value.toFixed(value < 100 ? 1 : 0)} ms`;
}
