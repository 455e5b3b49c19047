import { Buffer } from "node:buffer";
import { childElements, firstChild, isXmlError, parseXml, textContent, type XmlElement } from "@ldl/xml";
import { NAMESPACES } from "../codes/namespaces.ts";
import type { DmpResponse } from "../http/dmp-transport.ts";
import { AnswerProblem } from "./answer-problem.ts";
import { parseMediaType } from "./media-type.ts";
import type { AnswerLimits } from "./multipart-limits.ts";
import { type IncomingPart, readMultipart } from "./read-multipart.ts";

/** A document beside the XML of an answer. */
export interface Attachment {
  /** Without angle brackets. */
  readonly contentId: string;
  readonly body: AsyncIterable<Uint8Array>;
}

/** An answer whose XML is read and whose documents are still to come. */
export interface SoapAnswer {
  /** Element inside the body. */
  readonly payload: XmlElement;
  /** `wsa:RelatesTo`. */
  readonly relatesTo?: string;
  /** Documents, in order; each must be read before the next. */
  readonly attachments: AsyncIterable<Attachment>;
}

const XML_TYPE = /^(?:application|text)\/(?:[\w.-]+\+)?xml$/;

/** Reads a stream whole, within a limit. */
export async function readWhole(source: AsyncIterable<Uint8Array>, maxBytes: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of source) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new AnswerProblem("tooLarge", "part of an answer over its limit");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

function parseEnvelope(bytes: Uint8Array, limits: AnswerLimits): Pick<SoapAnswer, "payload" | "relatesTo"> {
  let root: XmlElement;
  try {
    ({ root } = parseXml(bytes, { limits: { maxBytes: limits.maxXmlBytes } }));
  } catch (error) {
    if (!isXmlError(error)) throw error;
    throw new AnswerProblem(error.code === "LIMIT" ? "tooLarge" : "malformed", `XML: ${error.code}`, error);
  }
  const payload = childElements(firstChild(root, "Body", NAMESPACES.soap) ?? root)[0];
  if (root.localName !== "Envelope" || root.namespace !== NAMESPACES.soap || payload === undefined) {
    throw new AnswerProblem("malformed", "no SOAP 1.2 envelope");
  }
  const header = firstChild(root, "Header", NAMESPACES.soap);
  const relatesTo = header === undefined ? undefined : firstChild(header, "RelatesTo", NAMESPACES.wsa);
  return relatesTo === undefined ? { payload } : { payload, relatesTo: textContent(relatesTo).trim() };
}

const bareId = (value: string | undefined): string => (value ?? "").trim().replace(/^<(.*)>$/, "$1");

async function* fromMemory(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(bytes);
}

interface EarlyPart {
  readonly contentId: string;
  readonly bytes: Uint8Array;
}

async function* attachmentsOf(
  early: readonly EarlyPart[],
  rest: AsyncIterator<IncomingPart>,
): AsyncGenerator<Attachment> {
  for (const { contentId, bytes } of early) yield { contentId, body: fromMemory(bytes) };
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) {
    yield { contentId: bareId(next.value.headers.get("content-id")), body: next.value.body };
  }
}

async function readMtom(response: DmpResponse, limits: AnswerLimits): Promise<SoapAnswer> {
  const { parameters } = parseMediaType(response.contentType);
  const boundary = parameters.get("boundary");
  if (boundary === undefined || boundary === "" || boundary.length > 200) {
    throw new AnswerProblem("malformed", "multipart without boundary");
  }
  const start = bareId(parameters.get("start"));
  const parts = readMultipart(response.body, boundary, limits)[Symbol.asyncIterator]();
  const early: EarlyPart[] = [];
  let held = 0;
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    const contentId = bareId(next.value.headers.get("content-id"));
    if (start === "" || contentId === start) {
      const envelope = parseEnvelope(await readWhole(next.value.body, limits.maxXmlBytes), limits);
      return { ...envelope, attachments: attachmentsOf(early, parts) };
    }
    const bytes = await readWhole(next.value.body, Math.max(0, limits.maxDocumentBytes - held));
    held += bytes.length;
    early.push({ contentId, bytes });
  }
  throw new AnswerProblem("malformed", "multipart without its start part");
}

async function* nothing(): AsyncGenerator<Attachment> {
  // A plain answer has no documents beside it.
}

/**
 * Reads an answer, MTOM or plain, up to the end of its XML; documents are read by the caller, one after another.
 *
 * @remarks MTOM and XOP 1.0. The root part is the one that `start` names, else the first. Documents that come before it are
 * held in memory, within the limit of one document.
 * @throws AnswerProblem when it is no SOAP message, or goes over a limit.
 */
export async function readAnswer(response: DmpResponse, limits: AnswerLimits): Promise<SoapAnswer> {
  const { type } = parseMediaType(response.contentType);
  if (type === "multipart/related") return readMtom(response, limits);
  if (!XML_TYPE.test(type)) throw new AnswerProblem("malformed", "no SOAP media type");
  const bytes = await readWhole(response.body, limits.maxXmlBytes);
  return { ...parseEnvelope(bytes, limits), attachments: nothing() };
}

/** Content-ID that an `xop:Include` names. */
export function includedContentId(href: string): string {
  const name = href.replace(/^cid:/i, "");
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
