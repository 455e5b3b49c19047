import { LdlError } from "@ldl/domain";
import libmime from "libmime";
import { decode as decodeCharset } from "libmime/lib/charset";
import { decode as decodeQuotedPrintable } from "libqp";
import { type MailHeaders, readHeaders } from "./mail-headers.ts";
import type { MailLimits } from "./mime-limits.ts";

/** A message or a part of one. Its body is still encoded: decoding waits until somebody wants it. */
export interface MimeEntity {
  readonly headers: MailHeaders;
  /** Lower case, `text/plain` when the header is missing. */
  readonly contentType: string;
  readonly params: Readonly<Record<string, string>>;
  /** Decoded, without any folder. */
  readonly fileName?: string;
  /** Body as received. */
  readonly body: Buffer;
  /** Parts of a multipart; the message itself for a forwarded message. */
  readonly parts: readonly MimeEntity[];
}

/** Counts parts while a message is read. */
interface Budget {
  readonly limits: MailLimits;
  parts: number;
}

function exceeded(limit: "bytes" | "parts" | "depth" | "headers", maximum: number): LdlError {
  return new LdlError("LDL_MSS_LIMIT_EXCEEDED", `the message goes over the reading limit on ${limit}`, {
    details: { limit, maximum },
  });
}

/** Where headers end and where the body starts. A message without an empty line is all headers. */
export function headerEnd(bytes: Buffer): { readonly end: number; readonly bodyStart: number } {
  if (bytes[0] === 0x0a) return { end: 0, bodyStart: 1 };
  if (bytes[0] === 0x0d && bytes[1] === 0x0a) return { end: 0, bodyStart: 2 };
  const crlf = bytes.indexOf("\r\n\r\n");
  const lf = bytes.indexOf("\n\n");
  if (crlf < 0 && lf < 0) return { end: bytes.length, bodyStart: bytes.length };
  return lf < 0 || (crlf >= 0 && crlf < lf) ? { end: crlf, bodyStart: crlf + 4 } : { end: lf, bodyStart: lf + 2 };
}

/** End of the line that starts at a position, after its line feed. */
function lineEnd(body: Buffer, start: number): number {
  const feed = body.indexOf(0x0a, start);
  return feed < 0 ? body.length : feed + 1;
}

/** The next delimiter line of a boundary: where it starts, where the next line does, and whether it is the last one. */
function nextDelimiter(body: Buffer, marker: Buffer, from: number) {
  for (let at = body.indexOf(marker, from); at >= 0; at = body.indexOf(marker, at + 1)) {
    if (at > 0 && body[at - 1] !== 0x0a) continue;
    const end = lineEnd(body, at);
    const rest = body.toString("latin1", at + marker.length, end);
    if (/^(?:--)?[ \t]*\r?\n?$/.test(rest)) return { start: at, next: end, last: rest.startsWith("--") };
  }
  return undefined;
}

/** Cuts the line break that belongs to the delimiter. */
function withoutLineBreak(body: Buffer, start: number, end: number): Buffer {
  let stop = end;
  if (stop > start && body[stop - 1] === 0x0a) stop -= 1;
  if (stop > start && body[stop - 1] === 0x0d) stop -= 1;
  return body.subarray(start, stop);
}

function readParts(body: Buffer, boundary: string, depth: number, budget: Budget): MimeEntity[] {
  const marker = Buffer.from(`--${boundary}`, "latin1");
  const parts: MimeEntity[] = [];
  let delimiter = nextDelimiter(body, marker, 0);
  while (delimiter !== undefined && !delimiter.last) {
    const start = delimiter.next;
    delimiter = nextDelimiter(body, marker, start);
    const end = delimiter === undefined ? body.length : delimiter.start;
    parts.push(readEntity(withoutLineBreak(body, start, end), depth, budget));
  }
  return parts;
}

/** A file name that names no folder and holds no control character. */
function fileNameOf(headers: MailHeaders): string | undefined {
  const name =
    headers.structured("content-disposition").params["filename"] ?? headers.structured("content-type").params["name"];
  if (name === undefined) return undefined;
  const decoded = libmime.decodeWords(name);
  return decoded.replace(/^.*[/\\]/s, "").replace(/\p{Cc}/gu, "");
}

function readEntity(bytes: Buffer, depth: number, budget: Budget): MimeEntity {
  const { limits } = budget;
  budget.parts += 1;
  if (budget.parts > limits.maxParts) throw exceeded("parts", limits.maxParts);
  if (depth > limits.maxDepth) throw exceeded("depth", limits.maxDepth);
  const { end, bodyStart } = headerEnd(bytes);
  if (end > limits.maxHeaderBytes) throw exceeded("headers", limits.maxHeaderBytes);
  const headers = readHeaders(bytes.subarray(0, end));
  const { value, params } = headers.structured("content-type");
  const contentType = value === "" ? "text/plain" : value;
  const body = bytes.subarray(bodyStart);
  const boundary = params["boundary"] ?? "";
  const isMultipart = contentType.startsWith("multipart/") && boundary !== "";
  const fileName = fileNameOf(headers);
  const entity = { headers, contentType, params, body, ...(fileName === undefined ? {} : { fileName }) };
  if (isMultipart) return { ...entity, parts: readParts(body, boundary, depth + 1, budget) };
  if (contentType === "message/rfc822") {
    return { ...entity, parts: [readEntity(decodeBody({ headers, body }), depth + 1, budget)] };
  }
  return { ...entity, parts: [] };
}

/**
 * Splits a message into its parts (RFC 2046).
 *
 * Never fails on a malformed message: what cannot be split stays one part. Fails only over a limit.
 */
export function readMime(raw: Uint8Array, limits: MailLimits): MimeEntity {
  if (raw.length > limits.maxBytes) throw exceeded("bytes", limits.maxBytes);
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  return readEntity(bytes, 0, { limits, parts: 0 });
}

/** Decodes the body of a part. */
export function decodeBody({ headers, body }: Pick<MimeEntity, "headers" | "body">): Buffer {
  switch (headers.structured("content-transfer-encoding").value) {
    case "base64":
      return Buffer.from(body.toString("latin1"), "base64");
    case "quoted-printable":
      return Buffer.from(decodeQuotedPrintable(body.toString("latin1")));
    default:
      return body;
  }
}

/**
 * Decodes the text of a part, in its character set when it is known, in UTF-8 otherwise.
 *
 * The library's decoder is used because TextDecoder of Node 20 reads windows-1252 as latin-1.
 */
export function decodeText(entity: MimeEntity): string {
  return decodeCharset(decodeBody(entity), entity.params["charset"]).replaceAll("\r\n", "\n");
}

/** The parts below a part, depth first, forwarded messages not entered. */
export function leaves(entity: MimeEntity): MimeEntity[] {
  return entity.contentType.startsWith("multipart/") && entity.parts.length > 0
    ? entity.parts.flatMap(leaves)
    : [entity];
}
