/**
 * Reports built per second of CPU, from JSON text to bytes, beside the step of a peer that only serialises a tree it
 * already has, on the same document. It measures the built package: run it by `npm run bench -- crbm`, which builds first.
 */
import { Buffer } from "node:buffer";
import { readFileSync } from "node:fs";
import path from "node:path";
import { buildCrBio, type LabReportInput } from "@ldl/crbm";
import { cpuMs, loadPeer, measure } from "./measure.ts";

const DATA = path.join(import.meta.dirname, "../../../examples/data");

/** A PDF of the size that the SDK renders for one page, in place of the rendering itself. */
const COPY = Buffer.concat([Buffer.from("%PDF-1.4\n% <pdfaid:part>1</pdfaid:part>\n"), Buffer.alloc(40_000, "x")]);

const { convertCcdaToXml, convertXmlToCcda } = await loadPeer();

for (const sample of ["cr-bio.min", "cr-bio.nfs", "cr-bio.ecbu-antibiogramme", "cr-bio.300-analyses"]) {
  const text = readFileSync(path.join(DATA, `${sample}.json`), "utf8");
  const options = { renderCopy: () => COPY };
  const input = JSON.parse(text) as LabReportInput;
  const copiePdf = { base64: COPY.toString("base64") };
  const withCopy = JSON.stringify({ ...input, copiePdf });
  const { xml } = buildCrBio(input, options);
  const tree = convertXmlToCcda(Buffer.from(xml).toString("utf8"));
  const rates = measure({
    build: () => buildCrBio(JSON.parse(withCopy) as LabReportInput).xml,
    peer: () => Buffer.from(convertCcdaToXml(tree), "utf8"),
  });
  console.log(
    `${sample.padEnd(28)} ${String(xml.length).padStart(8)} bytes  build ${rates.build.toFixed(1).padStart(7)} per CPU s` +
      `  @medplum/ccda convertCcdaToXml alone ${rates.peer.toFixed(1).padStart(7)}  ratio ${(rates.build / rates.peer).toFixed(2)}`,
  );
}

const { performance } = globalThis;
const nfs = JSON.parse(readFileSync(path.join(DATA, "cr-bio.nfs.json"), "utf8")) as LabReportInput;
buildCrBio(nfs);
const [cpu, wall] = [cpuMs(), performance.now()];
for (let run = 0; run < 10; run += 1) buildCrBio(nfs);
console.log(
  `cr-bio.nfs, PDF copy rendered too: ${((cpuMs() - cpu) / 10).toFixed(0)} ms CPU, ${((performance.now() - wall) / 10).toFixed(0)} ms wall`,
);
