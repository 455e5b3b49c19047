import { type CdaWriter, writeAttachedDocument, writeParagraph, writeSection } from "@ldl/cda";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import { SECTIONS } from "../codes/sections.ts";
import type { CommentaireGeneral, SecondeIntention } from "../model/chapitre.ts";

/**
 * Writes the reports of other laboratories (FR-Resultats-de-laboratoire-de-biologie-de-seconde-intention).
 *
 * @param writer - Writer inside `structuredBody`.
 * @param reports - Reports.
 */
export function writeSecondeIntention(writer: CdaWriter, reports: readonly SecondeIntention[] | undefined): void {
  reports?.forEach(({ titre, date, base64 }, index) => {
    const ids = { libelle: `seconde-intention-${index + 1}`, media: `seconde-intention-${index + 1}-pdf` };
    writeSection(
      { writer, entries: true },
      { ...SECTIONS.secondeIntention, titre },
      {
        narrative: ({ xml }) => {
          writeParagraph(writer, titre, ids.libelle);
          xml.element("renderMultiMedia", { referencedObject: ids.media });
        },
        entries: () => writeAttachedDocument(writer, base64, ids, { type: ENTRY_CODES.resultatScanne, date }),
      },
    );
  });
}

/**
 * Writes the comments on the whole report (FR-Commentaire-non-code).
 *
 * @param writer - Writer inside `structuredBody`.
 * @param comments - Comments.
 */
export function writeCommentairesGeneraux(
  writer: CdaWriter,
  comments: readonly CommentaireGeneral[] | undefined,
): void {
  for (const { titre, texte } of comments ?? [])
    writeSection(
      { writer, entries: true },
      { ...SECTIONS.commentaire, titre },
      {
        narrative: () => writeParagraph(writer, texte),
      },
    );
}
