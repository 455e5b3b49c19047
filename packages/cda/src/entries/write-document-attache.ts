import type { CdaWriter } from "../build/cda-writer.ts";
import { ENTRIES, OBSERVATIONS } from "../codes/entry-templates.ts";
import { LOINC_OID } from "../codes/systemes.ts";
import { writeCode } from "../datatypes/write-code.ts";
import { writeEntryHead } from "./write-entry-parts.ts";
import { writeSimpleObservation } from "./write-simple-observation.ts";

/** IDs of the copy of a document: its wording, and the medium that the narrative shows. */
export interface DocumentAttacheIds {
  readonly libelle: string;
  readonly media: string;
}

/** Writes a document attached as a PDF (FR-Document-attache). */
export function writeAttachedDocument(writer: CdaWriter, base64: string, ids: DocumentAttacheIds): void {
  const { xml } = writer;
  xml.start("entry").start("organizer", { classCode: "CLUSTER", moodCode: "EVN" });
  writeEntryHead(writer, ENTRIES.documentAttache);
  writeCode(xml, "code", { code: "55107-7", libelle: "Document attaché", systeme: LOINC_OID });
  xml.element("statusCode", { code: "completed" });
  xml.start("component");
  writeSimpleObservation(writer, {
    model: OBSERVATIONS.typeDocumentAttache,
    id: ids.libelle,
    nullFlavor: "NA",
    valeur: { type: "CD", code: { code: "55108-5", libelle: "Copie du document", systeme: LOINC_OID } },
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
