import { SECTIONS } from "../codes/section-models.ts";
import { writeList, writeParagraph } from "../narrative/write-narrative.ts";
import { type BodyContext, writeSection } from "./write-section.ts";

/** Writes the reason of a stay. */
export function writeReasonSection(body: BodyContext, model: "motifSortie" | "motifEntree", text: string): void {
  writeSection(body, SECTIONS[model], {
    narrative: (writer) => {
      writeParagraph(writer, text, "motif");
    },
  });
}

/** Writes the results and other information still awaited. */
export function writeAwaitedSection(body: BodyContext, texts: readonly string[] | undefined): void {
  if (texts === undefined) return;
  writeSection(body, SECTIONS.resultatsAttendus, {
    narrative: (writer) => {
      writeList(
        writer,
        texts.map((texte, index) => ({ texte, id: `attendu-${index + 1}` })),
      );
    },
  });
}

/** Writes what else matters. */
export function writeCommentSection(body: BodyContext, text: string): void {
  writeSection(body, SECTIONS.commentaire, {
    narrative: (writer) => {
      writeParagraph(writer, text, "commentaire");
    },
  });
}
