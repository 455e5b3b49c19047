import { Buffer } from "node:buffer";

/** Bytes of a part: in memory, or opened for each attempt. */
export type PartContent = Uint8Array | { readonly size: number; readonly open: () => AsyncIterable<Uint8Array> };

/** A part to send beside the envelope. */
export interface OutgoingPart {
  /** Without angle brackets. */
  readonly contentId: string;
  readonly contentType: string;
  readonly content: PartContent;
}

/** A message ready to be written, as often as needed. */
export interface OutgoingBody {
  readonly contentType: string;
  readonly contentLength: number;
  readonly open: () => AsyncIterable<Uint8Array>;
}

const HEADER_VALUE = /^[\x20-\x7e]+$/;

function checkedHeader(value: string): string {
  if (!HEADER_VALUE.test(value)) throw new RangeError("a header of a part must be printable ASCII");
  return value;
}

const sizeOf = (content: PartContent): number => (content instanceof Uint8Array ? content.byteLength : content.size);

function freeBoundary(root: Uint8Array, parts: readonly OutgoingPart[], newId: () => string): string {
  for (let attempt = 0; attempt < 5; attempt++) {
    const boundary = checkedHeader(`uuid-${newId()}`);
    const isInside = (content: PartContent) =>
      content instanceof Uint8Array &&
      Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(boundary);
    if (!isInside(root) && !parts.some(({ content }) => isInside(content))) return boundary;
  }
  throw new RangeError("newId: the source of identifiers repeats itself");
}

/** Sends bytes in pieces, so that a large document never waits whole in the buffers of a socket. */
const PIECE = 262_144;

async function* pieces(content: PartContent): AsyncGenerator<Uint8Array> {
  if (!(content instanceof Uint8Array)) {
    yield* content.open();
    return;
  }
  for (let from = 0; from < content.byteLength; from += PIECE) yield content.subarray(from, from + PIECE);
}

/**
 * Writes an MTOM message: the envelope, then the documents as they are.
 *
 * @remarks MTOM and XOP 1.0, RFC 2387; shape of the DMP requests. Nothing is encoded or copied: memory does not grow with
 * the documents.
 */
export function mtomBody(
  {
    envelope,
    parts,
    action,
  }: { readonly envelope: Uint8Array; readonly parts: readonly OutgoingPart[]; readonly action: string },
  newId: () => string,
): OutgoingBody {
  const boundary = freeBoundary(envelope, parts, newId);
  const rootId = checkedHeader(`${newId()}@root`);
  const soap = `application/soap+xml`;
  const head = (type: string, id: string): string =>
    `Content-Type: ${checkedHeader(type)}\r\nContent-Transfer-Encoding: binary\r\nContent-ID: <${checkedHeader(id)}>\r\n\r\n`;
  const rootType = `application/xop+xml; charset=UTF-8; type="${soap}"; action="${action}"`;
  const heads = [
    Buffer.from(`--${boundary}\r\n${head(rootType, rootId)}`, "latin1"),
    ...parts.map(({ contentType, contentId }) =>
      Buffer.from(`\r\n--${boundary}\r\n${head(contentType, contentId)}`, "latin1"),
    ),
  ];
  const contents: readonly PartContent[] = [envelope, ...parts.map(({ content }) => content)];
  const end = Buffer.from(`\r\n--${boundary}--\r\n`, "latin1");
  const contentLength = [...heads, ...contents, end].reduce((sum, content) => sum + sizeOf(content), 0);
  async function* open(): AsyncGenerator<Uint8Array> {
    for (const [index, content] of contents.entries()) {
      yield heads[index] ?? end;
      yield* pieces(content);
    }
    yield end;
  }
  return {
    contentType: `multipart/related; boundary="${boundary}"; type="application/xop+xml"; start="<${rootId}>"; start-info="${soap}"; action="${action}"`,
    contentLength,
    open,
  };
}

/** A message without documents. */
export function plainBody({
  envelope,
  action,
}: {
  readonly envelope: Uint8Array;
  readonly action: string;
}): OutgoingBody {
  return {
    contentType: `application/soap+xml; charset=UTF-8; action="${action}"`,
    contentLength: envelope.byteLength,
    open: () => pieces(envelope),
  };
}
