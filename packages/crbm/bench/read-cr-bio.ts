/**
 * Reports read per second of CPU, from bytes to rows, beside the conversion of the same bytes by a peer; and the memory
 * that a report of 3 MB with an image takes at most. It measures the built package.
 */
import { Buffer } from "node:buffer";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { buildCrBio, type LabReportInput, readCrBio } from "@ldl/crbm";
import { loadPeer, measure } from "./measure.ts";

const DATA = path.join(import.meta.dirname, "../../../examples/data");
const PDF = Buffer.concat([Buffer.from("%PDF-1.4\n% <pdfaid:part>1</pdfaid:part>\n"), Buffer.alloc(40_000, "x")]);
const MIB = 1024 * 1024;

function sample(name: string): Uint8Array {
  const input = JSON.parse(readFileSync(path.join(DATA, `${name}.json`), "utf8")) as LabReportInput;
  return buildCrBio(input, { renderCopy: () => PDF }).xml;
}

/** The electrophoresis with an image that makes the document 3 MB. */
function withLargeImage(): Uint8Array {
  const text = readFileSync(path.join(DATA, "cr-bio.electrophorese.json"), "utf8");
  const large = Buffer.alloc(2.2 * MIB, "image").toString("base64");
  const input = JSON.parse(text, (key, value: unknown) =>
    key === "images" && Array.isArray(value) ? [{ mediaType: "image/png", base64: large }] : value,
  ) as LabReportInput;
  return buildCrBio(input, { renderCopy: () => PDF }).xml;
}

/** Most memory that a process of its own takes to read a file: of the process, and above what it took to start. */
function peakOf(xml: Uint8Array): string {
  const folder = mkdtempSync(path.join(tmpdir(), "ldl-bench-"));
  const file = path.join(folder, "report.xml");
  writeFileSync(file, xml);
  const { stdout } = spawnSync(process.execPath, [...process.execArgv, fileURLToPath(import.meta.url), "--peak", file]);
  rmSync(folder, { recursive: true });
  return stdout.toString().trim();
}

function reportPeak(file: string): void {
  const before = process.resourceUsage().maxRSS / 1024;
  const { results } = readCrBio(readFileSync(file));
  const after = process.resourceUsage().maxRSS / 1024;
  console.log(`${after.toFixed(0)} MiB (${before.toFixed(0)} MiB before reading), ${results.length} results`);
}

async function compare(): Promise<void> {
  const { convertXmlToCcda } = await loadPeer();
  const documents = {
    "cr-bio.min": sample("cr-bio.min"),
    "cr-bio.nfs": sample("cr-bio.nfs"),
    "cr-bio.ecbu-antibiogramme": sample("cr-bio.ecbu-antibiogramme"),
    "cr-bio.300-analyses": sample("cr-bio.300-analyses"),
    "3 MB with an image": withLargeImage(),
  };
  for (const [name, xml] of Object.entries(documents)) {
    const rates = measure({
      read: () => readCrBio(xml).results.length,
      peer: () => convertXmlToCcda(Buffer.from(xml).toString("utf8")),
    });
    console.log(
      `${name.padEnd(28)} ${String(xml.length).padStart(8)} bytes  read ${rates.read.toFixed(1).padStart(7)} per CPU s` +
        `  @medplum/ccda convertXmlToCcda ${rates.peer.toFixed(1).padStart(7)}  ratio ${(rates.read / rates.peer).toFixed(1)}`,
    );
  }
  console.log(`peak of a process that reads the one of 3 MB: ${peakOf(documents["3 MB with an image"])}`);
}

const [mode, file] = process.argv.slice(2);
if (mode === "--peak" && file !== undefined) reportPeak(file);
else await compare();
