import { createHash } from "node:crypto";
import { LdlError } from "@ldl/domain";
import { UniqueId } from "@ldl/xds";
import { z } from "zod";
import { DmpContext } from "../client/dmp-context.ts";

/** A file of a prepared lot: a document, or the signature. @public */
export interface PreparedPart {
  /** Name of the part, without angle brackets. */
  readonly contentId: string;
  /** Media type. */
  readonly mimeType: string;
  /** The bytes that were described and signed. Not to be changed. */
  readonly bytes: Uint8Array;
}

/**
 * A lot ready to be sent, as often as it takes: identifiers, metadata, signature and bytes never change again.
 *
 * Holds health data. {@link serializePreparedLot} makes bytes of it, to be kept until the outcome is known.
 *
 * @public
 */
export interface PreparedLot {
  /** Identifier of the submission set: what makes the lot unique for the DMP. */
  readonly submissionSetId: UniqueId;
  /** Identifiers of the documents, without the signature. */
  readonly documentIds: readonly [UniqueId, ...UniqueId[]];
  /** For whom and by whom it is sent. */
  readonly context: DmpContext;
  /** When it was prepared, UTC. */
  readonly preparedAt: string;
  /** The element of the SOAP body. */
  readonly body: string;
  /** The files, in the order of the message. */
  readonly parts: readonly PreparedPart[];
}

const Head = z.strictObject({
  version: z.literal(1),
  submissionSetId: UniqueId,
  documentIds: z.tuple([UniqueId], UniqueId).readonly(),
  context: DmpContext,
  preparedAt: z.string(),
  body: z.string(),
  parts: z.array(
    z.strictObject({
      contentId: z.string(),
      mimeType: z.string(),
      size: z.int().nonnegative(),
      sha256: z.string(),
    }),
  ),
});

const MAGIC = "LDL-DMP-LOT/1\n";
const LENGTH_BYTES = 4;

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("base64");

/** Freezes a lot and what it is made of, except the bytes, which JavaScript cannot freeze. */
export function frozenLot(lot: PreparedLot): PreparedLot {
  const parts = Object.freeze(lot.parts.map((part) => Object.freeze({ ...part })));
  return Object.freeze({ ...lot, parts });
}

/**
 * Makes bytes of a prepared lot, to store it.
 *
 * @example
 * ```ts
 * import { parsePreparedLot, type PreparedLot, serializePreparedLot } from "@ldl/dmp";
 *
 * const copy = (lot: PreparedLot) => parsePreparedLot(serializePreparedLot(lot));
 * ```
 * @param lot - The lot.
 * @returns The bytes. They hold health data.
 * @public
 */
export function serializePreparedLot(lot: PreparedLot): Uint8Array {
  const { parts, ...rest } = lot;
  const head = Buffer.from(
    JSON.stringify({
      version: 1,
      ...rest,
      parts: parts.map(({ contentId, mimeType, bytes }) => ({
        contentId,
        mimeType,
        size: bytes.byteLength,
        sha256: sha256(bytes),
      })),
    }),
  );
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(head.length);
  return Buffer.concat([Buffer.from(MAGIC), length, head, ...parts.map(({ bytes }) => bytes)]);
}

function unreadable(reason: string, cause?: unknown): never {
  throw new LdlError("LDL_DMP_PREPARED_UNREADABLE", `lot préparé illisible : ${reason}`, {
    details: { reason },
    cause,
  });
}

function readHead(bytes: Buffer): { readonly head: z.infer<typeof Head>; readonly end: number } {
  const start = MAGIC.length + LENGTH_BYTES;
  if (bytes.length < start || bytes.toString("latin1", 0, MAGIC.length) !== MAGIC) unreadable("format");
  const end = start + bytes.readUInt32BE(MAGIC.length);
  if (end > bytes.length) unreadable("truncated");
  try {
    return { head: Head.parse(JSON.parse(bytes.toString("utf8", start, end))), end };
  } catch (cause) {
    return unreadable("head", cause);
  }
}

/**
 * Reads back what {@link serializePreparedLot} wrote, and checks that nothing was altered.
 *
 * @example
 * ```ts
 * import { parsePreparedLot } from "@ldl/dmp";
 *
 * const submissionSetOf = (bytes: Uint8Array) => parsePreparedLot(bytes).submissionSetId;
 * ```
 * @param bytes - The bytes.
 * @returns The lot.
 * @throws {@link LdlError} `LDL_DMP_PREPARED_UNREADABLE` when they are truncated, altered, or of another version.
 * @public
 */
export function parsePreparedLot(bytes: Uint8Array): PreparedLot {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { head, end } = readHead(buffer);
  let at = end;
  const parts = head.parts.map(({ contentId, mimeType, size, sha256: expected }) => {
    const content = new Uint8Array(buffer.subarray(at, at + size));
    at += size;
    if (content.byteLength !== size) unreadable("truncated");
    if (sha256(content) !== expected) unreadable("altered");
    return { contentId, mimeType, bytes: content };
  });
  if (at !== buffer.length) unreadable("format");
  const { version: _, ...rest } = head;
  return frozenLot({ ...rest, parts });
}
