import { Buffer } from "node:buffer";
import type { EbrimDialect } from "../ebrim/dialect.ts";
import { writeEbrim } from "../ebrim/write-ebrim.ts";
import { writeZip, type ZipFile } from "../zip/write-zip.ts";
import { indexHtml, readmeText } from "./companion-files.ts";
import { documentName, type PreparedXdm, prepareXdm } from "./prepare-xdm.ts";
import type { PackXdmInput, PrepareXdmOptions } from "./xdm-input.ts";

/** Name of the archive as an attachment of a mail. @public */
export const XDM_FILE_NAME = "IHE_XDM.ZIP";

const SUBSET = "IHE_XDM/SUBSET01";

/** Options of {@link writeXdm}. @public */
export interface WriteXdmOptions {
  /** Dialect of METADATA.XML. Default: `fr`. */
  readonly dialect?: EbrimDialect;
}

/** Options of {@link packXdm}. @public */
export interface PackXdmOptions extends PrepareXdmOptions, WriteXdmOptions {}

function text(path: string, content: string): ZipFile {
  return { path, content: Buffer.from(content, "ascii"), compressed: false };
}

/**
 * Writes a prepared archive: `INDEX.HTM`, `README.TXT`, and in `IHE_XDM/SUBSET01` `METADATA.XML` and the documents. PDF are
 * stored as they are, the rest is deflated. The same lot gives the same bytes with the same version of Node.
 *
 * @remarks IHE ITI TF-2 §3.32.4.1.2.
 * @example
 * ```ts
 * import { type PreparedXdm, writeXdm } from "@ldl/xds";
 *
 * const write = (lot: PreparedXdm) => writeXdm(lot, { dialect: "ihe-strict" });
 * ```
 * @param lot - The archive, prepared.
 * @param options - Dialect.
 * @returns The ZIP file.
 * @throws {@link LdlError} `LDL_XDS_LOT_INVALID` when a value is longer than ebRIM allows.
 * @public
 */
export function writeXdm(lot: PreparedXdm, options: WriteXdmOptions = {}): Uint8Array {
  const metadata = writeEbrim(lot.submission, options);
  const files: ZipFile[] = [
    text("INDEX.HTM", indexHtml(lot)),
    text("README.TXT", readmeText(lot)),
    { path: `${SUBSET}/METADATA.XML`, content: metadata, compressed: false },
  ];
  for (const [index, { cda, pdf }] of lot.documents.entries()) {
    const path = `${SUBSET}/${documentName(index)}`;
    files.push({ path: `${path}.XML`, content: cda, compressed: false });
    if (pdf !== undefined) files.push({ path: `${path}.PDF`, content: pdf, compressed: true });
  }
  return writeZip(files, lot.date);
}

/**
 * Packs documents of one patient into an IHE_XDM archive: {@link prepareXdm} then {@link writeXdm}.
 *
 * @remarks IHE ITI TF-2 §3.32 and TF-3 §4.2; MSSanté, référentiel Clients de messageries (one patient per message).
 * @example
 * ```ts
 * import { type PackXdmInput, packXdm } from "@ldl/xds";
 *
 * const pack = (input: PackXdmInput) => packXdm(input, { now: () => new Date("2024-02-20T09:15:00Z") });
 * ```
 * @param input - The set, the documents and who makes the archive.
 * @param options - Clock, source of identifiers, how documents are described, dialect.
 * @returns The ZIP file.
 * @throws {@link LdlError} as {@link prepareXdm} and {@link writeXdm}.
 * @public
 */
export function packXdm(input: PackXdmInput, options: PackXdmOptions = {}): Uint8Array {
  return writeXdm(prepareXdm(input, options), options);
}
