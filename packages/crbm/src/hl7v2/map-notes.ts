import type { Hl7Segment } from "./hl7-segment.ts";

/** A comment as a vendor gives one. */
export interface CommentaireInput {
  readonly texte: string;
}

/**
 * Reads the comments below a segment (NTE) as one, a line each.
 *
 * @param notes - NTE segments.
 * @returns The text; `undefined` when they say nothing.
 */
export function textOfNotes(notes: readonly Hl7Segment[]): string | undefined {
  const lines = notes.flatMap((note) => {
    note.ignore(1, 2, 4);
    return note.values(3).map((value) => value.whole());
  });
  const texte = lines.join("\n").trim();
  return texte === "" ? undefined : texte;
}
