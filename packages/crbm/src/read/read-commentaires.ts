import { hl7Child, narrativeText, present, readEntryAuthor, some } from "@ldl/cda";
import { attributeOf, type XmlElement } from "@ldl/xml";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import { Image } from "../model/bloc.ts";
import type { Commentaire } from "../model/commentaire.ts";
import type { BioContext } from "./bio-context.ts";
import { readBase64 } from "./read-base64.ts";

/** Tells whether an act is a comment. */
export function isComment(act: XmlElement): boolean {
  const code = hl7Child(act, "code");
  return code !== undefined && attributeOf(code, "code") === ENTRY_CODES.commentaire.code;
}

/**
 * Reads a comment: the narrative it refers to, else the text it holds.
 *
 * @param act - Act FR-Commentaire-ER.
 * @param context - Where an empty comment is reported.
 * @returns The comment; `undefined` without text.
 */
export function readCommentaire(act: XmlElement, context: BioContext): Commentaire | undefined {
  const text = hl7Child(act, "text");
  const reference = hl7Child(text, "reference");
  const target =
    reference === undefined ? undefined : context.document.referenced(attributeOf(reference, "value") ?? "");
  const holder = target ?? text;
  const texte = holder === undefined ? "" : narrativeText(holder);
  if (texte.trim() !== "") return { texte, ...present({ auteur: readEntryAuthor(act, context) }) };
  context.find("LDL-BIO-R-COMMENT", act);
  return undefined;
}

/**
 * Reads an image that illustrates results.
 *
 * @param media - `observationMedia`.
 * @param context - Where an image that cannot be shown is reported.
 * @returns The image; `undefined` when it is empty or of another format.
 */
export function readImage(media: XmlElement, context: BioContext): Image | undefined {
  const value = hl7Child(media, "value");
  const base64 = value === undefined ? "" : readBase64(value);
  const format = Image.shape.mediaType.safeParse(
    value === undefined ? undefined : attributeOf(value, "mediaType")?.toLowerCase(),
  );
  if (!format.success || base64 === "") {
    context.find("LDL-BIO-R-IMAGE", media);
    return undefined;
  }
  const legende = context.captionOf(attributeOf(media, "ID") ?? "");
  return { mediaType: format.data, base64, ...present({ legende }) };
}

/** What an entry says besides its results. */
export interface Remarks {
  readonly images?: readonly Image[];
  readonly commentaires?: readonly Commentaire[];
}

/** Comments and images, in the members that the report has for them. */
export function remarksOf(images: readonly Image[], commentaires: readonly Commentaire[]): Remarks {
  return { ...present({ images: some(images) }), ...present({ commentaires: some(commentaires) }) };
}
