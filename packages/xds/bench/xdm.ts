/**
 * Archives packed and read per second of CPU, beside the libraries that a vendor would use on the same files: a CDA of about
 * 100 kB, a PDF of 300 kB, and the small files of an archive. It measures the built
 * package: run it by `npm run bench -- xds`, which builds first.
 */
import { Buffer } from "node:buffer";
import { createHash } from "node:crypto";
import { describeDocument, packXdm, prepareXdm, readEbrim, readXdm, writeEbrim, writeXdm } from "@ldl/xds";
import { unzipSync, zipSync } from "fflate";
import yauzl from "yauzl";
import yazl from "yazl";
import { filesOf } from "../test/support/archive-files.ts";
import { cdaDocument } from "../test/support/cda-document.ts";
import { FIXED, lotOf } from "../test/support/lot.ts";

/** Bytes that do not compress, always the same. */
function noise(length: number): Buffer {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) =>
    createHash("sha256").update(String(index)).digest(),
  );
  return Buffer.concat(blocks).subarray(0, length);
}

const WORDS =
  "patient adressé pour douleur thoracique bilan traitement surveillance créatinine mmol/L contrôle à un mois".split(
    " ",
  );
const rows = noise(4_000).reduce((text, byte, index) => {
  const cells = [index, WORDS[byte % WORDS.length], (byte * 7919) % 1_000].map((cell) => `<td>${cell}</td>`);
  return index % 4 === 0 ? `${text}<tr>${cells.join("")}</tr>\n` : text;
}, "");
const table = `<component><structuredBody><component><section><title>Résultats</title><text><table><tbody>${rows.repeat(2)}</tbody></table></text></section></component></structuredBody></component>`;
const cda = cdaDocument({ body: table });
const pdf = Buffer.concat([Buffer.from("%PDF-1.4\n"), noise(300_000)]);
const input = lotOf([{ cda, pdf }]);
const prepared = prepareXdm(input, FIXED);
const zip = packXdm(input, FIXED);
const contents = new Map<string, Uint8Array>(
  Object.entries(filesOf(zip)).map(([path, text]) => [path, Buffer.from(text)]),
);
contents.set("IHE_XDM/SUBSET01/DOC00001.PDF", pdf);
const isPdf = (path: string): boolean => path.endsWith(".PDF");
const files = [...contents].map(([path, content]) => ({ path, content, compressed: isPdf(path) }));
const metadata = writeEbrim(prepared.submission);

async function measure(name: string, work: () => unknown): Promise<number> {
  for (let warm = 0; warm < 30; warm += 1) await work();
  const rates: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const before = process.cpuUsage();
    for (let run = 0; run < 60; run += 1) await work();
    const { user, system } = process.cpuUsage(before);
    rates.push(60_000_000 / (user + system));
  }
  const [, , median = 0] = rates.sort((one, other) => one - other);
  console.log(`${name.padEnd(58)} ${median.toFixed(0).padStart(6)} per CPU s`);
  return median;
}

function packWithYazl(storePdf: boolean): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const archive = new yazl.ZipFile();
    const parts: Buffer[] = [];
    archive.outputStream.on("data", (part: Buffer) => parts.push(part));
    archive.outputStream.on("end", () => resolve(Buffer.concat(parts)));
    archive.outputStream.on("error", reject);
    for (const { path, content } of files)
      archive.addBuffer(Buffer.from(content), path, { compress: !(storePdf && isPdf(path)) });
    archive.end();
  });
}

function readWithYauzl(): Promise<number> {
  return new Promise((resolve, reject) => {
    yauzl.fromBuffer(Buffer.from(zip), { lazyEntries: true }, (error, archive) => {
      if (error) return reject(error);
      let total = 0;
      archive.on("end", () => resolve(total));
      archive.on("entry", (entry: yauzl.Entry) => {
        archive.openReadStream(entry, (failure, stream) => {
          if (failure) return reject(failure);
          stream.on("data", (part: Buffer) => {
            total += part.length;
          });
          stream.on("end", () => archive.readEntry());
        });
      });
      archive.readEntry();
    });
  });
}

console.log(`CDA ${cda.length} bytes, PDF ${pdf.length} bytes, archive ${zip.length} bytes, Node ${process.version}\n`);

const ours = await measure("pack: writeXdm, METADATA.XML written too", () => writeXdm(prepared));
await measure("pack: packXdm (document described too)", () => packXdm(input, FIXED));
const stored = await measure("pack: yazl, PDF stored", () => packWithYazl(true));
await measure("pack: yazl, as it comes", () => packWithYazl(false));
await measure("pack: fflate, PDF stored", () =>
  zipSync(Object.fromEntries(files.map(({ path, content }) => [path, [content, { level: isPdf(path) ? 0 : 6 }]]))),
);
console.log(`  ratio to yazl with the PDF stored: ${(ours / stored).toFixed(2)} (gate 1.5)\n`);

const reading = await measure("read: readXdm, CRC, hash, size and metadata checked", () =>
  readXdm(zip, { readDocuments: false }),
);
await measure("read: readXdm, documents read and compared too", () => readXdm(zip));
const fflate = await measure("read: fflate unzipSync, nothing checked", () => unzipSync(zip));
await measure("read: yauzl, nothing checked", readWithYauzl);
console.log(`  ratio to fflate: ${(reading / fflate).toFixed(2)} (gate 1)\n`);

await measure("describeDocument", () => describeDocument(cda));
await measure("writeEbrim", () => writeEbrim(prepared.submission));
await measure("readEbrim", () => readEbrim(metadata));
