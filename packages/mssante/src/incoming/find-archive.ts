import { decodeBody, leaves, type MimeEntity } from "../mime/read-mime.ts";
import type { IncomingFile } from "./incoming-message.ts";

const ARCHIVE_NAME = /^IHE_XDM\.zip$/i;
const ZIP_TYPES = /^application\/(?:zip|x-zip-compressed|octet-stream)$/;
const ZIP_SIGNATURE = Buffer.from("PK\u0003\u0004", "latin1");

/** The files of a message, each of its bytes decoded once. */
export interface Attachments {
  readonly archives: readonly IncomingFile[];
  readonly pdfs: readonly IncomingFile[];
  readonly others: readonly IncomingFile[];
}

function toFile(entity: MimeEntity): IncomingFile {
  return { name: entity.fileName ?? "", contentType: entity.contentType, bytes: decodeBody(entity) };
}

/** An XDM archive by its name, or by what it holds: names stand in clear in a ZIP. */
function isArchive({ name, contentType, bytes }: IncomingFile): boolean {
  if (ARCHIVE_NAME.test(name)) return true;
  const candidate = ZIP_TYPES.test(contentType) || /\.zip$/i.test(name);
  const content = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return candidate && content.subarray(0, 4).equals(ZIP_SIGNATURE) && content.includes("IHE_XDM/");
}

function isPdf({ name, contentType, bytes }: IncomingFile): boolean {
  const said = contentType === "application/pdf" || /\.pdf$/i.test(name);
  return said && Buffer.from(bytes.subarray(0, 5)).toString("latin1") === "%PDF-";
}

/** Sorts the files of a message: archives, readable copies, the rest. Texts for people are no files. */
export function sortAttachments(root: MimeEntity): Attachments {
  const files = leaves(root)
    .filter(
      ({ contentType, fileName }) => fileName !== undefined || !/^(?:text\/|message\/|multipart\/)/.test(contentType),
    )
    .map(toFile);
  return {
    archives: files.filter(isArchive),
    pdfs: files.filter((file) => !isArchive(file) && isPdf(file)),
    others: files.filter((file) => !isArchive(file) && !isPdf(file)),
  };
}

/** Messages attached to a message, one level down. */
export function attachedMessages(root: MimeEntity): readonly MimeEntity[] {
  return leaves(root).flatMap((part) => (part.contentType === "message/rfc822" ? part.parts : []));
}
