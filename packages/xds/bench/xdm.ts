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
import { DEFAULT_XDM_LIMITS } from "../src/xdm/xdm-limits.ts";
import { openZip } from "../src/zip/open-zip.ts";
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

type Work = () => unknown;

async function cpuOf(work: Work): Promise<number> {
  const before = process.cpuUsage();
  for (let run = 0; run < 60; run += 1) await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 60_000_000;
}

/** Rates of each work, which take turns so that none gains from a quieter moment; the first round only warms up. */
async function measure<Names extends string>(works: Readonly<Record<Names, Work>>): Promise<Record<Names, number>> {
  const names = Object.keys(works) as Names[];
  const seconds = new Map<Names, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < 8; round += 1) {
    for (const name of names) {
      const spent = await cpuOf(works[name]);
      if (round > 0) seconds.get(name)?.push(spent);
    }
  }
  const rates = names.map((name) => {
    const [, , , median = Number.NaN] = (seconds.get(name) ?? []).sort((one, other) => one - other);
    console.log(`${name.padEnd(58)} ${(1 / median).toFixed(0).padStart(6)} per CPU s`);
    return [name, 1 / median];
  });
  return Object.fromEntries(rates) as Record<Names, number>;
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

const packed = await measure({
  "pack: writeXdm, METADATA.XML written too": () => writeXdm(prepared),
  "pack: packXdm (document described too)": () => packXdm(input, FIXED),
  "pack: yazl, PDF stored": () => packWithYazl(true),
  "pack: yazl, as it comes": () => packWithYazl(false),
  "pack: fflate, PDF stored": () =>
    zipSync(Object.fromEntries(files.map(({ path, content }) => [path, [content, { level: isPdf(path) ? 0 : 6 }]]))),
});
const packRatio = packed["pack: writeXdm, METADATA.XML written too"] / packed["pack: yazl, PDF stored"];
console.log(`  ratio to yazl with the PDF stored: ${packRatio.toFixed(2)} (gate 1.5)\n`);

const read = await measure({
  "read: every file, its CRC checked": () => {
    const archive = openZip(zip, DEFAULT_XDM_LIMITS, (rule) => {
      throw new Error(rule);
    });
    return archive.paths.map((path) => archive.extract(path));
  },
  "read: readXdm, hash, size and metadata checked too": () => readXdm(zip, { readDocuments: false }),
  "read: readXdm, documents read and compared too": () => readXdm(zip),
  "read: fflate unzipSync, nothing checked": () => unzipSync(zip),
  "read: yauzl, nothing checked": readWithYauzl,
});
const readRatio = read["read: every file, its CRC checked"] / read["read: fflate unzipSync, nothing checked"];
console.log(`  ratio to fflate: ${readRatio.toFixed(2)} (gate 1)\n`);

await measure({
  describeDocument: () => describeDocument(cda),
  writeEbrim: () => writeEbrim(prepared.submission),
  readEbrim: () => readEbrim(metadata),
});
