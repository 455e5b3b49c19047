import { createHash } from "node:crypto";
import { Readable, type Writable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { type DmpExchange, type DmpRegistryProblem, LdlError, type Oid } from "@ldl/domain";
import type { UniqueId } from "@ldl/xds";
import { attributeOf, childElements, createXmlWriter, firstChild, textContent, type XmlElement } from "@ldl/xml";
import type { ClientSettings } from "../client/client-options.ts";
import type { DmpContext } from "../client/dmp-context.ts";
import { readingExchange } from "../client/exchange.ts";
import { NAMESPACES } from "../codes/namespaces.ts";
import { categoryOfAll, readVerdict, registryRefusal } from "../registry/read-registry-response.ts";
import { AnswerProblem } from "../soap/answer-problem.ts";
import { includedContentId, type SoapAnswer } from "../soap/read-answer.ts";

/** A document to read; an entry found by a search fits. @public */
export interface RetrieveRequest {
  /** Identifier of the document, not of its entry. */
  readonly uniqueId: UniqueId;
  /** Repository that holds it. Default: that of the client. */
  readonly repositoryUniqueId?: Oid | undefined;
  /** SHA-1 that the metadata announce, hexadecimal; checked when given. */
  readonly hash?: string | undefined;
  /** Size that the metadata announce; checked when given. */
  readonly size?: number | undefined;
}

/** What became of one document. @public */
export type RetrievedDocument =
  | {
      readonly status: "retrieved";
      readonly uniqueId: UniqueId;
      /** Media type that the DMP gives. */
      readonly mimeType: string;
      /** The document; absent when it went to a stream of the caller. */
      readonly bytes?: Uint8Array;
      /** Bytes received. */
      readonly size: number;
      /** SHA-1 of what was received, hexadecimal. */
      readonly hash: string;
      /** Whether it is what the metadata announce. */
      readonly integrity: "verified" | "notAnnounced" | "mismatch";
    }
  | {
      readonly status: "failed";
      readonly uniqueId: UniqueId;
      /** Why. */
      readonly errors: readonly DmpRegistryProblem[];
    };

/** Options of `retrieve`. @public */
export interface RetrieveOptions {
  /** Where each document goes, piece by piece. Default: memory. */
  readonly into?: (uniqueId: UniqueId) => Writable;
  /** What to do with bytes that the metadata do not announce. Default: `refuse`. */
  readonly mismatch?: "refuse" | "tell";
  /** Aborts. */
  readonly signal?: AbortSignal;
}

type Retrieved = Extract<RetrievedDocument, { readonly status: "retrieved" }>;

function writeRequest(settings: ClientSettings, requests: readonly RetrieveRequest[]): string {
  const xml = createXmlWriter({ declaration: false }).start("xdsb:RetrieveDocumentSetRequest", {
    "xmlns:xdsb": NAMESPACES.xdsb,
  });
  for (const { uniqueId, repositoryUniqueId = settings.repositoryUniqueId } of requests) {
    xml.start("xdsb:DocumentRequest");
    xml.element("xdsb:RepositoryUniqueId", {}, repositoryUniqueId).element("xdsb:DocumentUniqueId", {}, uniqueId).end();
  }
  return Buffer.from(xml.end().finish()).toString("utf8");
}

/** A document that an answer announces. */
interface Announced {
  readonly request: RetrieveRequest;
  readonly mimeType: string;
  /** Name of its part, or its content in base64. */
  readonly source: { readonly contentId: string } | { readonly base64: string };
}

function announcedBy(element: XmlElement, requests: readonly RetrieveRequest[]): Announced | undefined {
  const text = (name: string): string => {
    const child = firstChild(element, name, NAMESPACES.xdsb);
    return child === undefined ? "" : textContent(child).trim();
  };
  const request = requests.find(({ uniqueId }) => uniqueId === text("DocumentUniqueId"));
  const document = firstChild(element, "Document", NAMESPACES.xdsb);
  if (request === undefined || document === undefined) return undefined;
  const include = firstChild(document, "Include", NAMESPACES.xop);
  const href = include === undefined ? undefined : attributeOf(include, "href");
  const source = href === undefined ? { base64: textContent(document) } : { contentId: includedContentId(href) };
  return { request, mimeType: text("mimeType"), source };
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

/** Reads a document to its end, in memory or into the stream of the caller. */
async function receive(
  { request, mimeType }: Announced,
  body: AsyncIterable<Uint8Array>,
  facts: { readonly maxBytes: number; readonly options: RetrieveOptions },
): Promise<Retrieved> {
  const hash = createHash("sha1");
  const chunks: Uint8Array[] = [];
  let size = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of body) {
      size += chunk.byteLength;
      if (size > facts.maxBytes) throw new AnswerProblem("tooLarge", "document over its limit");
      hash.update(chunk);
      yield chunk;
    }
  }
  const target = facts.options.into?.(request.uniqueId);
  if (target === undefined) for await (const chunk of counted()) chunks.push(chunk);
  else await pipeline(Readable.from(counted()), target);
  const digest = hash.digest("hex");
  const announced = request.hash !== undefined || request.size !== undefined;
  const fits = (request.hash ?? digest).toLowerCase() === digest && (request.size ?? size) === size;
  return {
    status: "retrieved",
    uniqueId: request.uniqueId,
    mimeType,
    size,
    hash: digest,
    integrity: announced ? (fits ? "verified" : "mismatch") : "notAnnounced",
    ...(target === undefined ? { bytes: Buffer.concat(chunks, size) } : {}),
  };
}

async function receiveAll(
  announced: readonly Announced[],
  answer: SoapAnswer,
  facts: { readonly maxBytes: number; readonly options: RetrieveOptions },
): Promise<readonly Retrieved[]> {
  const received: Retrieved[] = [];
  const waiting = new Map<string, Announced>();
  for (const one of announced) {
    if ("contentId" in one.source) waiting.set(one.source.contentId, one);
    else received.push(await receive(one, oneChunk(Buffer.from(one.source.base64, "base64")), facts));
  }
  for await (const { contentId, body } of answer.attachments) {
    const name = [contentId, includedContentId(contentId)].find((id) => waiting.has(id));
    const one = name === undefined ? undefined : waiting.get(name);
    if (one === undefined || name === undefined) continue;
    waiting.delete(name);
    received.push(await receive(one, body, facts));
  }
  if (waiting.size > 0) throw new AnswerProblem("malformed", "a document that the answer announces is not in it");
  return received;
}

function refuseMismatch(exchange: DmpExchange, documents: readonly Retrieved[]): void {
  const altered = documents.find(({ integrity }) => integrity === "mismatch");
  if (altered === undefined) return;
  throw new LdlError(
    "LDL_DMP_INTEGRITY",
    `${exchange.transaction} : document différent de ce que les métadonnées annoncent`,
    {
      details: { exchange, id: altered.uniqueId, expected: "hash, size" },
    },
  );
}

function failure(request: RetrieveRequest, problems: readonly DmpRegistryProblem[]): RetrievedDocument {
  const own = problems.filter(({ context, location }) =>
    `${context ?? ""} ${location ?? ""}`.includes(request.uniqueId),
  );
  return { status: "failed", uniqueId: request.uniqueId, errors: own.length > 0 ? own : problems };
}

function refuseAll(
  exchange: DmpExchange,
  problems: readonly DmpRegistryProblem[],
  requests: readonly RetrieveRequest[],
): never {
  if (categoryOfAll(problems) !== "notFound") throw registryRefusal(exchange, problems);
  throw new LdlError("LDL_DMP_NOT_FOUND", `${exchange.transaction} : document introuvable`, {
    details: { exchange, id: requests[0]?.uniqueId ?? "" },
  });
}

/** Reads documents (TD3.2, ITI-43). Answers are matched by identifier, never by position. */
export async function retrieveDocuments(
  settings: ClientSettings,
  context: DmpContext,
  requests: readonly RetrieveRequest[],
  options: RetrieveOptions = {},
): Promise<readonly RetrievedDocument[]> {
  if (requests.length === 0) return [];
  // Once bytes went to a stream of the caller, nothing can be taken back.
  const once = options.into === undefined ? settings : { ...settings, readAttempts: 1 };
  return readingExchange(once, {
    transaction: "TD3.2",
    context,
    body: writeRequest(settings, requests),
    signal: options.signal,
    read: async (answer, exchange) => {
      const response = firstChild(answer.payload, "RegistryResponse", NAMESPACES.rs);
      const verdict = response === undefined ? undefined : readVerdict(response);
      if (verdict === undefined) throw new AnswerProblem("malformed", "no status in the answer to a retrieval");
      if (verdict.status === "failure") refuseAll(exchange, verdict.problems, requests);
      const announced = childElements(answer.payload, "DocumentResponse", NAMESPACES.xdsb).flatMap(
        (element) => announcedBy(element, requests) ?? [],
      );
      const maxBytes = settings.limits.maxDocumentBytes;
      const received = await receiveAll(announced, answer, { maxBytes, options });
      if (options.mismatch !== "tell") refuseMismatch(exchange, received);
      return requests.map(
        (request) =>
          received.find(({ uniqueId }) => uniqueId === request.uniqueId) ?? failure(request, verdict.problems),
      );
    },
  });
}
