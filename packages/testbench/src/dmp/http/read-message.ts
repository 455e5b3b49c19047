import type { IncomingMessage } from "node:http";
import { HttpRefusal } from "./http-refusal.ts";
import { type MediaType, parseMediaType } from "./media-type.ts";
import { type Part, readMultipart } from "./read-multipart.ts";
import { Spool, type Spooled } from "./spool.ts";

/** A request as received: its envelope, and the parts that the envelope names. */
export interface ReceivedMessage {
  readonly envelope: Uint8Array;
  /** Parts other than the envelope, by Content-ID without angle brackets. */
  readonly parts: ReadonlyMap<string, Part>;
  /** True for MTOM. */
  readonly multipart: boolean;
  /** `action` parameter of the content type. */
  readonly action?: string;
  /** Deletes what nobody kept. */
  discard(): Promise<void>;
}

/** Limits of {@link readMessage}. */
export interface MessageLimits {
  /** Folder of the temporary files. */
  readonly dir: string;
  /** Bytes of a part kept in memory. */
  readonly memoryBytes: number;
  /** Bytes of one part. */
  readonly maxPartBytes: number;
  /** Bytes of the envelope. */
  readonly maxEnvelopeBytes: number;
  readonly maxParts: number;
}

const SOAP_TYPE = "application/soap+xml";
const ENCODINGS = new Set(["binary", "8bit", "7bit"]);

function unsupported(message: string): HttpRefusal {
  return new HttpRefusal(415, "LDL-DMP-CONTENT-TYPE", message);
}

function actionOf(...types: readonly (MediaType | undefined)[]): { readonly action?: string } {
  const action = types.map((type) => type?.parameters.get("action")).find((value) => value !== undefined);
  return action === undefined ? {} : { action };
}

function contentId(part: Part): string | undefined {
  return /^<(.*)>$/.exec(part.headers.get("content-id") ?? "")?.[1];
}

function byContentId(parts: readonly Part[]): ReadonlyMap<string, Part> {
  const map = new Map<string, Part>();
  for (const part of parts) {
    const id = contentId(part);
    if (id === undefined) throw new HttpRefusal(400, "LDL-DMP-MULTIPART", "multipart: part without Content-ID");
    if (map.has(id)) throw new HttpRefusal(400, "LDL-DMP-MULTIPART", "multipart: Content-ID used twice");
    map.set(id, part);
  }
  return map;
}

function checkEncodings(parts: readonly Part[]): void {
  for (const { headers } of parts) {
    const encoding = headers.get("content-transfer-encoding")?.toLowerCase() ?? "7bit";
    if (!ENCODINGS.has(encoding)) {
      throw new HttpRefusal(
        400,
        "LDL-DMP-MULTIPART",
        "multipart: parts are binary, neither base64 nor quoted-printable",
      );
    }
  }
}

/** The root is the part that `start` names, else the first (RFC 2387 §3.2). */
function rootOf(parts: readonly Part[], type: MediaType): Part {
  const start = type.parameters.get("start");
  const root = start === undefined ? parts[0] : parts.find((part) => part.headers.get("content-id") === start);
  if (root === undefined) throw new HttpRefusal(400, "LDL-DMP-MULTIPART", "multipart: no root part");
  const rootType = parseMediaType(root.headers.get("content-type"));
  if (rootType?.type !== "application/xop+xml" || rootType.parameters.get("type") !== SOAP_TYPE) {
    throw unsupported(`the root part is application/xop+xml; type="${SOAP_TYPE}"`);
  }
  return root;
}

async function envelopeOf(content: Spooled, { maxEnvelopeBytes }: MessageLimits): Promise<Uint8Array> {
  if (content.size > maxEnvelopeBytes) throw new HttpRefusal(413, "LDL-DMP-SIZE", "envelope over the size limit");
  return content.bytes();
}

async function readMtom(request: IncomingMessage, type: MediaType, limits: MessageLimits): Promise<ReceivedMessage> {
  const boundary = type.parameters.get("boundary") ?? "";
  if (type.parameters.get("type") !== "application/xop+xml" || boundary === "") {
    throw unsupported('multipart/related; type="application/xop+xml"; boundary expected');
  }
  const startInfo = type.parameters.get("start-info");
  if (startInfo !== SOAP_TYPE) throw unsupported(`start-info="${SOAP_TYPE}" expected`);
  const parts = await readMultipart(request, boundary, { ...limits, maxBytes: limits.maxPartBytes });
  const discard = async (): Promise<void> => {
    for (const { content } of parts) await content.discard();
  };
  try {
    const root = rootOf(parts, type);
    checkEncodings(parts);
    const envelope = await envelopeOf(root.content, limits);
    const others = byContentId(parts.filter((part) => part !== root));
    const rootType = parseMediaType(root.headers.get("content-type"));
    return { envelope, parts: others, multipart: true, discard, ...actionOf(type, rootType) };
  } catch (error) {
    await discard();
    throw error;
  }
}

/**
 * Reads a request: SOAP 1.2 alone or in MTOM. Parts go to files when they are large.
 *
 * @remarks SOAP 1.2 part 2 appendix A; W3C MTOM and XOP; DMP sample messages: binary parts only.
 */
export async function readMessage(request: IncomingMessage, limits: MessageLimits): Promise<ReceivedMessage> {
  const type = parseMediaType(request.headers["content-type"]);
  if (type?.type === "multipart/related") return readMtom(request, type, limits);
  if (type?.type !== SOAP_TYPE) throw unsupported(`${SOAP_TYPE} or multipart/related expected`);
  const spool = new Spool({ ...limits, maxBytes: limits.maxEnvelopeBytes });
  try {
    for await (const chunk of request) await spool.write(Buffer.from(chunk as Uint8Array));
    const content = await spool.finish();
    const envelope = await content.bytes();
    return { envelope, parts: new Map(), multipart: false, discard: () => content.discard(), ...actionOf(type) };
  } catch (error) {
    await spool.abandon();
    throw error;
  }
}
