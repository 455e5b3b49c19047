import { Buffer } from "node:buffer";
import { LdlError } from "@ldl/domain";
import { attributeOf, textContent, type XmlElement } from "@ldl/xml";

/**
 * What an embedded file is for: `body` the whole of a level 1 document, `copy` the PDF copy of the document, `image` an
 * image of a section, `attachment` anything else.
 *
 * @public
 */
export type EmbeddedFileRole = "body" | "copy" | "image" | "attachment";

/** A file inside the document. Its bytes are decoded when they are asked for, not before. @public */
export interface EmbeddedFile {
  /** `@ID` by which a narrative names it. */
  readonly id?: string;
  readonly role: EmbeddedFileRole;
  /** Media type as the document says, in lower case: `application/pdf`. */
  readonly mediaType: string;
  /** Title of the section around it, for people. */
  readonly title?: string;
  /** Size of the encoded content, in characters: the bytes are about three quarters of it. */
  readonly encodedLength: number;
  /**
   * Decodes the file.
   *
   * @returns The bytes.
   * @throws LdlError `LDL_CDA_FILE_UNREADABLE` when the base64 is broken, compressed or empty.
   */
  bytes(): Uint8Array;
}

const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;
const BLANKS = /\s/g;

function fail(mediaType: string, reason: string): never {
  throw new LdlError("LDL_CDA_FILE_UNREADABLE", `embedded file: ${reason}`, { details: { mediaType, reason } });
}

/**
 * Decodes base64 that may hold line ends.
 *
 * @param text - The encoded content.
 * @param mediaType - For the error.
 * @returns The bytes.
 * @throws {@link LdlError} `LDL_CDA_FILE_UNREADABLE`.
 */
function decodeBase64(text: string, mediaType: string): Uint8Array {
  if (!BASE64.test(text)) fail(mediaType, "not base64");
  const blanks = text.match(BLANKS)?.length ?? 0;
  if ((text.length - blanks) % 4 !== 0) fail(mediaType, "truncated base64");
  const bytes = Buffer.from(text, "base64");
  return bytes.length === 0 ? fail(mediaType, "no content") : bytes;
}

/** What {@link embeddedFileOf} is told about the place of a file. */
export interface EmbeddedFilePlace {
  readonly id: string | undefined;
  readonly title: string | undefined;
  readonly role: EmbeddedFileRole;
}

/**
 * Describes the file that an encapsulated data element (ED) holds.
 *
 * @param data - Element with `@mediaType`.
 * @param place - Where it stands in the document.
 * @returns The file, not decoded.
 * @internal
 */
export function embeddedFileOf(data: XmlElement, place: EmbeddedFilePlace): EmbeddedFile {
  const mediaType = (attributeOf(data, "mediaType") ?? "text/plain").trim().toLowerCase();
  const isBase64 = attributeOf(data, "representation")?.toUpperCase() === "B64";
  const compression = attributeOf(data, "compression");
  const text = textContent(data);
  return {
    ...(place.id === undefined ? {} : { id: place.id }),
    role: place.role,
    mediaType,
    ...(place.title === undefined ? {} : { title: place.title }),
    encodedLength: text.length,
    bytes() {
      if (compression !== undefined) return fail(mediaType, "compressed content");
      return isBase64 ? decodeBase64(text, mediaType) : new TextEncoder().encode(text);
    },
  };
}
