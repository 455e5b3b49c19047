import type { CdaWriter } from "../build/cda-writer.ts";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import { ENTRIES, OBSERVATIONS } from "../codes/entry-templates.ts";
import { type WrittenCode, writeCode } from "../datatypes/write-code.ts";
import type { Time } from "../datatypes/write-time.ts";
import { writeEntryHead } from "./write-entry-parts.ts";
import { writeSimpleObservation } from "./write-simple-observation.ts";

/** IDs of the copy of a document: its wording, and the medium that the narrative shows. @internal */
export interface DocumentAttacheIds {
  readonly libelle: string;
  readonly media: string;
}

/** What the attached document is. Default: the copy of this document, without date. @internal */
export interface DocumentAttacheKind {
  readonly type: WrittenCode;
  readonly date?: Time | undefined;
}

/** Writes a document attached as a PDF (FR-Document-attache). @internal */
export function writeAttachedDocument(
  writer: CdaWriter,
  base64: string,
  ids: DocumentAttacheIds,
  kind: DocumentAttacheKind = { type: ENTRY_CODES.copieDocument },
): void {
  const { xml } = writer;
  xml.start("entry").start("organizer", { classCode: "CLUSTER", moodCode: "EVN" });
  writeEntryHead(writer, ENTRIES.documentAttache);
  writeCode(xml, "code", ENTRY_CODES.documentAttache);
  xml.element("statusCode", { code: "completed" });
  xml.start("component");
  writeSimpleObservation(writer, {
    model: OBSERVATIONS.typeDocumentAttache,
    id: ids.libelle,
    date: kind.date,
    nullFlavor: "NA",
    valeur: { type: "CD", code: kind.type },
  });
  xml.end();
  xml.start("component").start("observationMedia", {
    classCode: "OBS",
    moodCode: "EVN",
    ID: writer.references.declare(ids.media),
  });
  xml.element("value", { mediaType: "application/pdf", representation: "B64" }, base64);
  xml.end().end();
  xml.end().end();
}
