import type { Instant } from "@ldl/domain";
import { OBSERVATIONS } from "../codes/entry-templates.ts";
import { SECTIONS } from "../codes/section-models.ts";
import { STATUT_DOCUMENT, type StatutDocument } from "../codes/statuts.ts";
import { writeSimpleObservation } from "../entries/write-simple-observation.ts";
import { writeParagraph } from "../narrative/write-narrative.ts";
import { type BodyContext, writeSection } from "./write-section.ts";

const ID = "statut-document";

/** Writes the status of the letter (FR-Statut-du-document-LDL-SES). */
export function writeStatusSection(body: BodyContext, status: StatutDocument, createdAt: Instant): void {
  const code = STATUT_DOCUMENT[status];
  writeSection(body, SECTIONS.statut, {
    narrative: (writer) => {
      writeParagraph(writer, code.libelle, ID);
    },
    entries: (writer) => {
      writer.xml.start("entry");
      writeSimpleObservation(writer, {
        model: OBSERVATIONS.statut,
        id: ID,
        date: createdAt,
        valeur: { type: "CD", code },
      });
      writer.xml.end();
    },
  });
}
