import { createWriteStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createHttpClient, type HttpStream, serviceUrl } from "../../http/http-client.ts";
import { httpError } from "../../http/http-failure.ts";
import type { HttpOptions } from "../../http/http-options.ts";

const URL_OF_ANS =
  "https://service.annuaire.sante.fr/annuaire-sante-webservices/V300/services/extraction/Extraction_Correspondance_MSSante";
const MAX_BYTES = 1_000_000_000;
const TIMEOUT_MS = 15 * 60_000;

/**
 * Options of {@link downloadExtraction}.
 *
 * @public
 */
export interface DownloadExtractionOptions {
  /** Where the extraction is. Default: the web service of the Annuaire Santé. */
  readonly url?: string;
  /**
   * How it is fetched. Default: the trust anchors of Node, 15 min. The host of the Annuaire has a certificate of IGC-Santé: give
   * its chain as `tls.ca`.
   */
  readonly http?: HttpOptions;
  /** What the last download gave: the same extraction is not sent again. */
  readonly etag?: string;
  /** Largest archive. Default: 1 000 000 000 bytes. */
  readonly maxBytes?: number;
  /** Stops the download. */
  readonly signal?: AbortSignal;
}

/**
 * What a download gave.
 *
 * @public
 */
export type DownloadedExtraction =
  | {
      readonly kind: "downloaded";
      /** To be given to the next download. */
      readonly etag?: string;
    }
  /** The extraction is that of the given `etag`: no file was written. */
  | { readonly kind: "unchanged" };

async function save(file: string, { chunks }: HttpStream): Promise<void> {
  const partial = `${file}.${process.pid}.partial`;
  await mkdir(path.dirname(path.resolve(file)), { recursive: true });
  try {
    await pipeline(Readable.from(chunks, { objectMode: false }), createWriteStream(partial, { mode: 0o600 }));
    await rename(partial, file);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}

/**
 * Downloads the public extraction of MSSanté mailboxes into a file, whole or not at all.
 *
 * @remarks Published every day, about 20 Mo packed.
 * @example
 * ```ts
 * import { readFile } from "node:fs/promises";
 * import { downloadExtraction } from "@ldl/mssante";
 *
 * const ca = await readFile("igc-sante.pem", "utf8");
 * const downloaded = await downloadExtraction("extraction.zip", { http: { tls: { ca } } });
 * console.log(downloaded.kind);
 * ```
 * @param file - Path of the file, replaced when it is there.
 * @param options - Address, trust anchors, last ETag.
 * @returns Whether there was a new extraction.
 * @throws LdlError `LDL_MSS_HTTP_FAILED` when it cannot be had; the error of the file system when it cannot be written.
 * @public
 */
export async function downloadExtraction(
  file: string,
  options: DownloadExtractionOptions = {},
): Promise<DownloadedExtraction> {
  const url = serviceUrl(options.url ?? URL_OF_ANS);
  const http = createHttpClient({ timeoutMs: TIMEOUT_MS, ...options.http });
  let result: DownloadedExtraction = { kind: "unchanged" };
  const take = async (answer: HttpStream): Promise<void> => {
    if (answer.status === 304 && options.etag !== undefined) return;
    if (answer.status !== 200) throw httpError(url, "status", { status: answer.status });
    await save(file, answer);
    const etag = answer.headers.get("etag");
    result = { kind: "downloaded", ...(etag === undefined ? {} : { etag }) };
  };
  try {
    const headers = options.etag === undefined ? {} : { "if-none-match": options.etag };
    await http.stream({ url, headers, maxBytes: options.maxBytes ?? MAX_BYTES, signal: options.signal }, take);
    return result;
  } finally {
    await http.close();
  }
}
