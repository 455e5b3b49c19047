import { readFile } from "node:fs/promises";
import {
  buildLettreDeLiaisonSortie,
  type ClinicalDocument,
  LettreDeLiaisonSortie,
  readDocument,
  renderHtml,
  renderPdf,
} from "@ldl/cda";
import { CivilDate, Oid, parseInput } from "@ldl/domain";
import { type ComposedMessage, composeMessage } from "@ldl/mssante";
import { authorOfProfessional, contentTypeCode, packXdm } from "@ldl/xds";
import { DPI, LGC, NIL } from "./exchange.ts";

/** Builds the letter of a record. */
export async function buildLetter(file: string): Promise<ClinicalDocument> {
  const record: unknown = JSON.parse(await readFile(file, "utf8"));
  return buildLettreDeLiaisonSortie(parseInput(LettreDeLiaisonSortie, record), { insEnvironment: "test" });
}

/** The letter for people: a page, and the PDF/A copy that travels with it. */
export function renderLetter(letter: ClinicalDocument): { readonly html: string; readonly pdf: Uint8Array } {
  const document = readDocument(letter.xml);
  return { html: renderHtml(document), pdf: renderPdf(document) };
}

/** IHE_XDM.ZIP with METADATA.XML. */
export function packLetter(letter: ClinicalDocument): Uint8Array {
  const sender = authorOfProfessional(letter.header.responsable.professionnel);
  return packXdm({
    submissionSet: {
      authors: [sender],
      contentTypeCode: contentTypeCode("04"),
      sourceId: Oid.parse("1.2.250.1.999.1.1"),
    },
    documents: [{ cda: letter.xml }],
    media: {
      structure: "Hôpital de démonstration",
      contact: "tel:0141297500",
      logiciel: { nom: "DPI de démonstration", version: "1.0", editeur: "LDL SDK", contact: "https://example.org" },
    },
  });
}

/** The mail: archive, readable copy, subject and headers of MSSanté. */
export function composeLetter(letter: ClinicalDocument, xdm: Uint8Array, pdf: Uint8Array): ComposedMessage {
  const { patient, acte } = letter.header;
  return composeMessage({
    from: { kind: "entite", adresse: DPI, entite: "Hôpital de démonstration" },
    to: [LGC],
    patient: {
      nomNaissance: patient.nomNaissance,
      prenom: patient.premierPrenomNaissance ?? patient.prenomUtilise ?? "",
      dateNaissance: patient.dateNaissance,
      insQualifiee: patient.ins !== undefined,
    },
    documents: [
      {
        libelle: letter.type.libelle,
        typeCode: letter.type.code,
        dateActe: CivilDate.parse(acte.debut.slice(0, 10)),
        pdf,
      },
    ],
    xdm,
    nil: NIL,
  });
}
