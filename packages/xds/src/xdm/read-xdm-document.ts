import { createHash } from "node:crypto";
import { type ReadDocument, readDocument } from "@ldl/cda";
import { isLdlError } from "@ldl/domain";
import { uniqueIdOf } from "../describe/map-document.ts";
import type { Report } from "../internal/findings.ts";
import type { Association } from "../model/association.ts";
import type { ReceivedDocumentEntry } from "../model/document-entry.ts";
import type { UniqueId } from "../model/identifiers.ts";
import { checkCoherence } from "./check-coherence.ts";

/** A document of an archive. @public */
export interface XdmDocument {
  /** Its metadata, as received. */
  readonly entry: ReceivedDocumentEntry;
  /** Its path in the archive. */
  readonly path: string;
  /** Its bytes. May share memory with the archive. */
  readonly bytes: Uint8Array;
  /** Whether hash and size are those of the metadata; `unknown` when the metadata do not say both. */
  readonly integrity: "verified" | "failed" | "unknown";
  /** The document as read, when it is a CDA and was to be read. */
  readonly document?: ReadDocument;
  /** Identifier of the document that this one replaces, as this one says. */
  readonly replaces?: UniqueId;
}

/** Types under which a CDA document travels. */
const CDA_TYPES: ReadonlySet<string> = new Set([
  "text/xml",
  "application/xml",
  "application/xslt+xml",
  "application/hl7-v3+xml",
]);

function checkIntegrity(
  entry: ReceivedDocumentEntry,
  bytes: Uint8Array,
  path: string,
  report: Report,
): XdmDocument["integrity"] {
  const hash = createHash("sha1").update(bytes).digest("hex");
  const isHashWrong = entry.hash !== undefined && entry.hash !== hash;
  const isSizeWrong = entry.size !== undefined && entry.size !== bytes.length;
  if (isHashWrong) report("LDL-XDM-HASH", path);
  if (isSizeWrong) report("LDL-XDM-SIZE", path);
  if (isHashWrong || isSizeWrong) return "failed";
  if (entry.hash !== undefined && entry.size !== undefined) return "verified";
  report("LDL-XDM-HASH-ABSENT", path);
  return "unknown";
}

/** Reads a CDA document; an unreadable one is a finding. */
function readCda(bytes: Uint8Array, path: string, report: Report): ReadDocument | undefined {
  try {
    return readDocument(bytes);
  } catch (error) {
    if (!isLdlError(error)) throw error;
    report("LDL-XDM-CDA", path);
    return undefined;
  }
}

/** What {@link readXdmDocument} is given besides the file. */
export interface XdmDocumentContext {
  readonly associations: readonly Association[];
  readonly readDocuments: boolean;
  readonly report: Report;
}

/**
 * Checks one document of an archive against its metadata, and reads it when it is a CDA.
 *
 * @internal
 */
export function readXdmDocument(
  entry: ReceivedDocumentEntry,
  file: { readonly path: string; readonly bytes: Uint8Array },
  { associations, readDocuments, report }: XdmDocumentContext,
): XdmDocument {
  const { path, bytes } = file;
  const integrity = checkIntegrity(entry, bytes, path, report);
  const isCda = CDA_TYPES.has((entry.mimeType ?? "text/xml").toLowerCase());
  const document = isCda && readDocuments ? readCda(bytes, path, report) : undefined;
  if (document === undefined) return { entry, path, bytes, integrity };
  checkCoherence(entry, bytes, document, { path, report });
  const { remplace } = document.header;
  const replaces = remplace === undefined ? undefined : uniqueIdOf(remplace.id);
  const isReplacement = associations.some(
    ({ type, source }) => (type === "RPLC" || type === "XFRM_RPLC") && source === entry.id,
  );
  if (isReplacement !== (remplace !== undefined)) report("LDL-XDM-CDA-REPLACES", path);
  return { entry, path, bytes, integrity, document, ...(replaces === undefined ? {} : { replaces }) };
}
