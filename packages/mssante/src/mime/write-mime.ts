import { isAscii } from "node:buffer";
import { createHash } from "node:crypto";
import MimeNode from "nodemailer/lib/mime-node";
import { encode, wrap } from "nodemailer/lib/qp";
import { base64Length, writeBase64 } from "./write-base64.ts";

/** An address of a header with its label. */
export interface HeaderAddress {
  readonly name?: string;
  readonly address: string;
}

/** A header to write: text, or addresses for the headers that hold some. */
export type HeaderField = readonly [name: string, value: string | readonly HeaderAddress[]];

/** A part of a message to write. */
export type MimePart =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "file"; readonly contentType: string; readonly name: string; readonly bytes: Uint8Array }
  | { readonly kind: "fields"; readonly contentType: string; readonly lines: readonly string[] }
  | { readonly kind: "message"; readonly name?: string; readonly bytes: Uint8Array };

/** A message to write: headers, then parts under one multipart. */
export interface MimeMessage {
  readonly headers: readonly HeaderField[];
  /** `multipart/mixed`, or `multipart/report; report-type=…`. */
  readonly contentType: string;
  readonly parts: readonly MimePart[];
  /** What the boundary is derived from: the Message-ID, so that the same message gives the same bytes. */
  readonly seed: string;
}

const CRLF = Buffer.from("\r\n", "latin1");

/** Boundaries are ours: without one, the library draws random bytes for each node. */
const NO_BOUNDARY = { baseBoundary: "-" };

/** What makes a node a part: a part has neither Date nor Message-ID, which the library gives to every root. */
const ROOT = new MimeNode("multipart/mixed", NO_BOUNDARY);

/** Writes headers with the encodings of nodemailer (RFC 2047, RFC 2231); it would write `X-Mss-Ins`. */
function writeHeaders(contentType: string, fields: readonly HeaderField[]): Buffer {
  const node = new MimeNode(contentType, {
    ...NO_BOUNDARY,
    normalizeHeaderKey: (name) => (name.startsWith("X-Mss-") ? name.toUpperCase() : name),
  });
  for (const [key, value] of fields) {
    node.setHeader({ key, value: typeof value === "string" ? value : value.map((address) => ({ ...address })) });
  }
  return Buffer.from(`${node.buildHeaders()}\r\n\r\n`, "latin1");
}

function writePartHeaders(contentType: string, encoding: string, fileName?: string): Buffer {
  const name = fileName === undefined ? {} : { filename: fileName };
  const node = new MimeNode(contentType, { ...NO_BOUNDARY, ...name, rootNode: ROOT, parentNode: ROOT });
  node.setHeader("Content-Transfer-Encoding", encoding);
  return Buffer.from(`${node.buildHeaders()}\r\n\r\n`, "latin1");
}

/** A value that is made once, when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

/** What every message has: its text and its archive. Their headers never change, and cost as much as all the others. */
const textHeaders = once(() => writePartHeaders("text/plain; charset=utf-8", "quoted-printable"));
const archiveHeaders = once(() => writePartHeaders("application/zip", "base64", "IHE_XDM.ZIP"));

function fileHeaders({ contentType, name }: { readonly contentType: string; readonly name: string }): Buffer {
  const usual = contentType === "application/zip" && name === "IHE_XDM.ZIP";
  return usual ? archiveHeaders() : writePartHeaders(contentType, "base64", name);
}

/** Encoding of a message carried as it is: it must not be encoded again (RFC 2046, section 5.2.1). */
function identityEncoding(bytes: Uint8Array): "7bit" | "8bit" {
  return isAscii(bytes) ? "7bit" : "8bit";
}

/** A piece of a message: bytes as they are, or a file that is encoded where it goes. */
type Piece = Buffer | { readonly file: Uint8Array };

function writePart(part: MimePart): [headers: Buffer, body: Piece] {
  switch (part.kind) {
    case "text": {
      const body = wrap(encode(part.text.replace(/\r\n|\r|\n/g, "\r\n")));
      return [textHeaders(), Buffer.from(body, "latin1")];
    }
    case "file":
      return [fileHeaders(part), { file: part.bytes }];
    case "fields":
      return [writePartHeaders(part.contentType, "7bit"), Buffer.from(`${part.lines.join("\r\n")}\r\n`, "utf8")];
    case "message": {
      const { buffer, byteOffset, byteLength } = part.bytes;
      const encoding = identityEncoding(part.bytes);
      return [writePartHeaders("message/rfc822", encoding, part.name), Buffer.from(buffer, byteOffset, byteLength)];
    }
  }
}

/** A boundary that none of the pieces contains. What is in base64 has no underscore, therefore no boundary. */
function boundaryFor(seed: string, pieces: readonly Piece[]): string {
  for (let attempt = 0; ; attempt += 1) {
    const digest = createHash("sha256").update(`${seed}#${attempt}`).digest("hex").slice(0, 32);
    const boundary = `=_${digest}`;
    if (!pieces.some((piece) => Buffer.isBuffer(piece) && piece.includes(boundary))) return boundary;
  }
}

function lengthOf(piece: Piece): number {
  return Buffer.isBuffer(piece) ? piece.length : base64Length(piece.file);
}

/** Joins pieces in one allocation: a message is large, and the memory of a copy costs more than its encoding. */
function join(pieces: readonly Piece[]): Buffer {
  const target = Buffer.allocUnsafe(pieces.reduce((sum, piece) => sum + lengthOf(piece), 0));
  let at = 0;
  for (const piece of pieces) {
    at = Buffer.isBuffer(piece) ? at + piece.copy(target, at) : writeBase64(piece.file, target, at);
  }
  return target;
}

/** Writes a whole message, lines ended by CRLF. */
export function writeMime(message: MimeMessage): Buffer {
  const parts = message.parts.map(writePart);
  const boundary = boundaryFor(message.seed, parts.flat());
  const delimiter = Buffer.from(`--${boundary}\r\n`, "latin1");
  return join([
    writeHeaders(`${message.contentType}; boundary="${boundary}"`, message.headers),
    ...parts.flatMap((part) => [delimiter, ...part, CRLF]),
    Buffer.from(`--${boundary}--\r\n`, "latin1"),
  ]);
}
