/**
 * Reports built and read per second of CPU, beside a peer: its step that only serialises a tree it already has, and its
 * conversion of the same bytes; what rendering the PDF copy costs; the memory that a report of 3 MB with an image takes at
 * most. It measures the built package: run it by `npm run bench -- crbm`, which builds first.
 */
import { Buffer } from "node:buffer";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildCrBio, type LabReportInput, readCrBio } from "@ldl/crbm";
import { compareWorks, cpuMs, measureWork, type OwnWorks, WORKS } from "../../cda/bench/measure.ts";

const DATA = path.join(import.meta.dirname, "../../../examples/data");
const SAMPLES = ["cr-bio.min", "cr-bio.nfs", "cr-bio.ecbu-antibiogramme", "cr-bio.300-analyses"] as const;
const LARGE = "3 MB with an image";
const MIB = 1024 * 1024;

/** A PDF of the size that the SDK renders for one page, in place of the rendering itself. */
const COPY = Buffer.concat([Buffer.from("%PDF-1.4\n% <pdfaid:part>1</pdfaid:part>\n"), Buffer.alloc(40_000, "x")]);
const copiePdf = { base64: COPY.toString("base64") };

const sampleText = (name: string): string => readFileSync(path.join(DATA, `${name}.json`), "utf8");

/** The electrophoresis with an image that makes the document 3 MB. */
function largeText(): string {
  const image = { mediaType: "image/png", base64: Buffer.alloc(2.2 * MIB, "image").toString("base64") };
  const input: unknown = JSON.parse(sampleText("cr-bio.electrophorese"), (key, value: unknown) =>
    key === "images" && Array.isArray(value) ? [image] : value,
  );
  return JSON.stringify(input);
}

function worksOn(sample: string): OwnWorks {
  const input = JSON.parse(sample === LARGE ? largeText() : sampleText(sample)) as LabReportInput;
  const text = JSON.stringify({ ...input, copiePdf });
  return {
    build: () => buildCrBio(JSON.parse(text) as LabReportInput).xml,
    read: (xml) => readCrBio(xml).results.length,
  };
}

/** Prints the most memory that reading the large report takes, in a process that does nothing else. */
function printPeak(): void {
  const folder = mkdtempSync(path.join(tmpdir(), "ldl-bench-"));
  const file = path.join(folder, "report.xml");
  writeFileSync(file, worksOn(LARGE).build());
  const { stdout } = spawnSync(process.execPath, [path.join(import.meta.dirname, "peak.mjs"), file]);
  console.log(stdout.toString().trim());
  rmSync(folder, { recursive: true });
}

function printRendering(): void {
  const input = JSON.parse(sampleText("cr-bio.nfs")) as LabReportInput;
  buildCrBio(input);
  const start = cpuMs();
  for (let run = 0; run < 10; run += 1) buildCrBio(input);
  console.log(`cr-bio.nfs with its PDF copy rendered: ${((cpuMs() - start) / 10).toFixed(0)} ms of CPU`);
}

const [name, argument = ""] = process.argv.slice(2);
const work = WORKS.find((known) => known === name);
if (work !== undefined) await measureWork(work, worksOn(argument));
else {
  const bench = fileURLToPath(import.meta.url);
  for (const sample of [...SAMPLES, LARGE]) compareWorks(bench, sample, worksOn(sample).build().length);
  printPeak();
  printRendering();
}
