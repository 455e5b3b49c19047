import { SECTIONS } from "../codes/section-models.ts";
import { writeAttachedDocument } from "../entries/write-document-attache.ts";
import type { CopiePdf } from "../lettre-de-liaison/contenu-base64.ts";
import { writeParagraph } from "../narrative/write-narrative.ts";
import { type BodyContext, writeSection } from "./write-section.ts";

const IDS = { libelle: "copie-document", media: "copie-document-pdf" } as const;

/** Writes the copy of the document as PDF (FR-Document-PDF-copie); its entry holds the PDF, be the letter of level 2. @internal */
export function writePdfCopySection({ writer }: BodyContext, copy: CopiePdf | undefined): void {
  if (copy === undefined) return;
  writeSection({ writer, entries: true }, SECTIONS.copiePdf, {
    narrative: (writer) => {
      writeParagraph(writer, "Copie du document au format PDF", IDS.libelle);
      writer.xml.element("renderMultiMedia", { referencedObject: IDS.media });
    },
    entries: (writer) => {
      writeAttachedDocument(writer, copy.base64, IDS);
    },
  });
}
