import { readFile } from "node:fs/promises";
import {
  buildLettreDeLiaisonSortie,
  type ClinicalDocument,
  LettreDeLiaisonSortie,
  readDocument,
  renderHtml,
  renderPdf,
} from "@ldl/cda";
import { buildCrBio, CR_BIO_PRESENTERS, LabReport } from "@ldl/crbm";
import { CivilDate, Oid, parseInput } from "@ldl/domain";
import { type ComposedMessage, composeMessage } from "@ldl/mssante";
import { authorOfProfessional, contentTypeCode, packXdm } from "@ldl/xds";
import { DPI, LGC, NIL } from "./exchange.ts";

async function readRecord(file: string): Promise<unknown> {
  return JSON.parse(await readFile(file, "utf8"));
}

/** Builds the letter of a record. */
export async function buildLetter(file: string): Promise<ClinicalDocument> {
  const record = parseInput(LettreDeLiaisonSortie, await readRecord(file));
  return buildLettreDeLiaisonSortie(record, { insEnvironment: "test" });
}

/** Builds the biology report of the same patient. */
export async function buildReport(file: string): Promise<ClinicalDocument> {
  return buildCrBio(parseInput(LabReport, await readRecord(file)), { insEnvironment: "test" });
}

/** A document for people: a page, and the PDF/A copy that travels with it. */
export interface ReadableDocument {
  readonly document: ClinicalDocument;
  readonly html: string;
  readonly pdf: Uint8Array;
}

/** Lays a document out; the copy is the one that it holds, else one made from it. */
export function render(document: ClinicalDocument): ReadableDocument {
  const read = readDocument(document.xml);
  return {
    document,
    html: renderHtml(read, { sections: CR_BIO_PRESENTERS }),
    pdf: read.pdfCopies[0]?.bytes() ?? renderPdf(read),
  };
}

/** IHE_XDM.ZIP with METADATA.XML. */
export function pack(sender: ClinicalDocument, documents: readonly ClinicalDocument[]): Uint8Array {
  return packXdm({
    submissionSet: {
      authors: [authorOfProfessional(sender.header.responsable.professionnel)],
      contentTypeCode: contentTypeCode("04"),
      sourceId: Oid.parse("1.2.250.1.999.1.1"),
    },
    documents: documents.map(({ xml }) => ({ cda: xml })),
    media: {
      structure: "Hôpital de démonstration",
      contact: "tel:0141297500",
      logiciel: { nom: "DPI de démonstration", version: "1.0", editeur: "LDL SDK", contact: "https://example.org" },
    },
  });
}

/** The mail: archive, readable copies, subject and headers of MSSanté. */
export function compose(documents: readonly ReadableDocument[], xdm: Uint8Array): ComposedMessage {
  const [first] = documents;
  if (first === undefined) throw new TypeError("a message carries one document at least");
  const { patient } = first.document.header;
  return composeMessage({
    from: { kind: "entite", adresse: DPI, entite: "Hôpital de démonstration" },
    to: [LGC],
    patient: {
      nomNaissance: patient.nomNaissance,
      prenom: patient.premierPrenomNaissance ?? patient.prenomUtilise ?? "",
      dateNaissance: patient.dateNaissance,
      insQualifiee: patient.ins !== undefined,
    },
    documents: documents.map(({ document: { type, header }, pdf }) => ({
      libelle: type.libelle,
      typeCode: type.code,
      dateActe: CivilDate.parse(header.acte.debut.slice(0, 10)),
      pdf,
    })),
    xdm,
    nil: NIL,
  });
}
