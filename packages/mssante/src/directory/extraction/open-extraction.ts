import { createReadStream } from "node:fs";
import { open } from "node:fs/promises";
import { isLdlError } from "@ldl/domain";
import { type Entry, openPromise, type ZipFile } from "yauzl";
import { extractionRefused } from "./extraction-report.ts";

const MAX_BYTES = 4_000_000_000;
const MAX_RATIO = 200;
const ZIP_SIGNATURE = "PK\u0003\u0004";

/**
 * Options of {@link openExtraction}.
 *
 * @public
 */
export interface OpenExtractionOptions {
  /** Largest text, unpacked. Default: 4 000 000 000 bytes. */
  readonly maxBytes?: number;
}

async function isArchive(file: string): Promise<boolean> {
  const handle = await open(file);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(ZIP_SIGNATURE.length), 0, ZIP_SIGNATURE.length, 0);
    return buffer.toString("latin1", 0, bytesRead) === ZIP_SIGNATURE;
  } finally {
    await handle.close();
  }
}

/** The one text of the archive. */
async function findText(archive: ZipFile, maxBytes: number): Promise<Entry> {
  const found: Entry[] = [];
  for await (const entry of archive.eachEntry()) {
    if (/\.(?:txt|csv)$/i.test(entry.fileName)) found.push(entry);
    if (found.length > 1) break;
  }
  const [entry, ...others] = found;
  if (entry === undefined || others.length > 0) throw extractionRefused("archive");
  const { uncompressedSize, compressedSize } = entry;
  if (uncompressedSize > maxBytes || uncompressedSize > compressedSize * MAX_RATIO) throw extractionRefused("tooLarge");
  return entry;
}

async function* textOfArchive(file: string, maxBytes: number): AsyncGenerator<Uint8Array> {
  try {
    const archive = await openPromise(file, { lazyEntries: true, autoClose: false });
    try {
      // yauzl compares the size announced with what comes out, and stops beyond it.
      yield* await archive.openReadStreamPromise(await findText(archive, maxBytes));
    } finally {
      archive.close();
    }
  } catch (error) {
    throw isLdlError(error) ? error : extractionRefused("archive", { cause: error });
  }
}

/**
 * Opens an extraction as it was downloaded: the ZIP archive, or the text that was in it.
 *
 * @example
 * ```ts
 * import { openExtraction } from "@ldl/mssante";
 *
 * let bytes = 0;
 * for await (const chunk of openExtraction("Extraction_Correspondance_MSSante.zip")) bytes += chunk.length;
 * console.log(bytes);
 * ```
 * @param file - Path of the file.
 * @param options - Bound of its size.
 * @returns The bytes of the text, as they are read. Reading throws `LDL_MSS_EXTRACTION_REFUSED` when the archive is damaged,
 * does not hold exactly one text, or is too large; the error of the file system when the file cannot be read.
 * @public
 */
export async function* openExtraction(
  file: string,
  options: OpenExtractionOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  if (await isArchive(file)) {
    yield* textOfArchive(file, maxBytes);
    return;
  }
  let size = 0;
  for await (const chunk of createReadStream(file, { highWaterMark: 262_144 }) as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw extractionRefused("tooLarge");
    yield chunk;
  }
}
