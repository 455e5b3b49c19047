import { Oid } from "@ldl/domain";
import { contentTypeCode } from "../../src/codes/content-types.ts";
import type { PackXdmInput, XdmDocumentInput } from "../../src/xdm/xdm-input.ts";
import { type CdaDocumentParts, cdaDocument } from "./cda-document.ts";

/** Clock and identifiers of the tests. */
export const FIXED = {
  now: () => new Date("2024-02-20T09:15:00Z"),
  newId: () => "1.2.250.1.999.1.1.7898.1.20240220.1",
} as const;

/** What to pack, around documents. */
export function lotOf(documents: readonly XdmDocumentInput[]): PackXdmInput {
  return {
    submissionSet: {
      authors: [
        {
          authorPerson: {
            id: "3750803447/DPI1",
            nom: "DPI",
            autorite: "1.2.250.1.71.4.2.1",
            typeNom: "U",
            typeId: "RI",
          },
        },
      ],
      contentTypeCode: contentTypeCode("03"),
      sourceId: Oid.parse("1.2.250.1.999.1.1.7898"),
      titre: "Sortie d'hospitalisation",
    },
    documents,
    media: {
      structure: "Hôpital d'exemple A&B",
      contact: "01 00 00 00 00",
      logiciel: {
        nom: "DPI Exemple",
        version: "1.0",
        editeur: "Éditeur d'exemple",
        contact: "support@editeur.example",
      },
    },
  };
}

/** A lot of one document. */
export function lot(parts: CdaDocumentParts = {}): PackXdmInput {
  return lotOf([{ cda: cdaDocument(parts) }]);
}

/** The second document of a lot of two. */
export const SECOND_ID = '<id root="1.2.250.1.999.1.1.7898.4.20240219.2"/>';
