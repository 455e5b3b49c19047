import { type CdaWriter, writeCode, writeEntryAuthor, writeReference, writeTemplateIds } from "@ldl/cda";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import { ENTRY_TEMPLATES } from "../codes/templates.ts";
import type { Commentaire } from "../model/commentaire.ts";
import { commentaireId } from "../narrative/ids.ts";

function writeCommentaire(writer: CdaWriter, { auteur }: Commentaire, id: string): void {
  const { xml } = writer;
  xml.start("act", { classCode: "ACT", moodCode: "EVN" });
  writeTemplateIds(xml, ENTRY_TEMPLATES.commentaire);
  writeCode(xml, "code", ENTRY_CODES.commentaire);
  writeReference(writer, "text", id);
  xml.element("statusCode", { code: "completed" });
  writeEntryAuthor(writer, auteur);
  xml.end();
}

/**
 * Writes the comments on an act, an observation or a procedure (`relationship`), or on an organizer (`component`).
 *
 * @param writer - Writer.
 * @param commentaires - Comments.
 * @param parent - ID of what they are about.
 * @param link - How they hang on it.
 */
export function writeCommentaires(
  writer: CdaWriter,
  commentaires: readonly Commentaire[] | undefined,
  parent: string,
  link: "relationship" | "component",
): void {
  commentaires?.forEach((commentaire, index) => {
    if (link === "component") writer.xml.start("component");
    else writer.xml.start("entryRelationship", { typeCode: "SUBJ", inversionInd: "true" });
    writeCommentaire(writer, commentaire, commentaireId(parent, index));
    writer.xml.end();
  });
}
