import { createHash } from "node:crypto";
import { LdlError, parseInput } from "@ldl/domain";
import { describeDocument } from "../describe/describe-document.ts";
import { createFindings } from "../internal/findings.ts";
import type { DocumentEntry } from "../model/document-entry.ts";
import type { Submission } from "../model/submission.ts";
import { buildSubmission, type SubmissionDocument } from "../submission/build-submission.ts";
import { type PackXdmInput, type PrepareXdmOptions, type XdmDocumentInput, XdmMedia } from "./xdm-input.ts";

/** A document ready to be written in an archive. @public */
export interface PreparedXdmDocument {
  /** Metadata, with hash, size and URI. */
  readonly entry: DocumentEntry;
  /** Bytes of the document. */
  readonly cda: Uint8Array;
  /** PDF copy beside it. */
  readonly pdf?: Uint8Array;
}

/** An archive ready to be written: what a mail needs to say of it is here. @public */
export interface PreparedXdm {
  /** The set, the entries of the documents, the links. */
  readonly submission: Submission;
  /** The documents, in the order of the archive. */
  readonly documents: readonly PreparedXdmDocument[];
  /** Who makes the archive. */
  readonly media: XdmMedia;
  /** Date of the archive. */
  readonly date: Date;
}

/** Most documents that names of 8 characters can tell apart. */
const MAX_DOCUMENTS = 99_999;

/** Name of the nth document, from 0, without its extension. */
export function documentName(index: number): string {
  return `DOC${String(index + 1).padStart(5, "0")}`;
}

function refuse(rule: "LDL-XDM-EMPTY" | "LDL-XDM-HASH" | "LDL-XDM-SIZE", path: string): never {
  const { list, report } = createFindings();
  report(rule, path);
  throw new LdlError("LDL_XDS_LOT_INVALID", `${path} : métadonnées incohérentes (${rule})`, {
    details: { issues: list },
  });
}

/** Metadata of a document with what the archive knows best. */
function placed(entry: DocumentEntry, cda: Uint8Array, index: number): DocumentEntry {
  const hash = createHash("sha1").update(cda).digest("hex");
  if (entry.hash !== undefined && entry.hash !== hash) refuse("LDL-XDM-HASH", `documents.${index}.entry.hash`);
  if (entry.size !== undefined && entry.size !== cda.length) refuse("LDL-XDM-SIZE", `documents.${index}.entry.size`);
  return { ...entry, hash, size: cda.length, uri: `${documentName(index)}.XML` };
}

function described({ cda, entry, replaces }: XdmDocumentInput, options: PrepareXdmOptions): SubmissionDocument {
  if (entry !== undefined) return { entry, replaces };
  const description = describeDocument(cda, options.describe);
  return { entry: description.entry, replaces: replaces ?? description.replaces };
}

/**
 * Prepares an archive: describes the documents, makes the set and the links, without writing anything yet. A mail takes its
 * subject and its headers from here.
 *
 * @remarks IHE ITI TF-2 §3.32; the archive holds one set, all documents of one patient.
 * @example
 * ```ts
 * import { type PackXdmInput, prepareXdm, writeXdm } from "@ldl/xds";
 *
 * const toMail = (input: PackXdmInput) => {
 *   const lot = prepareXdm(input);
 *   return { zip: writeXdm(lot), types: lot.documents.map(({ entry }) => entry.typeCode.code) };
 * };
 * ```
 * @param input - The set, the documents and who makes the archive.
 * @param options - Clock, source of identifiers, how documents are described.
 * @returns The archive, ready to be written.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` when the input does not fit; `LDL_XDS_METADATA_MISSING` and the codes of
 * {@link describeDocument} when a document does not give its metadata; `LDL_XDS_LOT_INVALID` when documents are of two
 * patients, share an identifier, or do not have the hash or size of their metadata.
 * @public
 */
export function prepareXdm(input: PackXdmInput, options: PrepareXdmOptions = {}): PreparedXdm {
  const media = parseInput(XdmMedia, input.media, { name: "media" });
  if (input.documents.length === 0 || input.documents.length > MAX_DOCUMENTS) refuse("LDL-XDM-EMPTY", "documents");
  const date = (options.now ?? (() => new Date()))();
  const documents = input.documents.map((document, index) => {
    const { entry, replaces } = described(document, options);
    return { entry: placed(entry, document.cda, index), replaces };
  });
  const submission = buildSubmission(
    { submissionSet: input.submissionSet, documents },
    { now: () => date, ...(options.newId === undefined ? {} : { newId: options.newId }) },
  );
  return {
    submission,
    documents: input.documents.map(({ cda, pdf }, index) => ({
      entry: documents[index]?.entry ?? refuse("LDL-XDM-EMPTY", "documents"),
      cda,
      ...(pdf === undefined ? {} : { pdf }),
    })),
    media,
    date,
  };
}
