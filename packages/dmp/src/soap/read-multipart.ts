import { Buffer } from "node:buffer";
import { AnswerProblem } from "./answer-problem.ts";
import { ByteWindow } from "./byte-window.ts";
import type { AnswerLimits } from "./multipart-limits.ts";

/** A part of a multipart message. Its body must be read before the next part. */
export interface IncomingPart {
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: AsyncIterable<Uint8Array>;
}

const MAX_HEADER_BYTES = 16_384;
const MAX_PREAMBLE_BYTES = 65_536;
const CRLF = Buffer.from("\r\n");
const LF = Buffer.from("\n");

function readHeaders(block: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of block.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return headers;
}

/** Decodes base64 that comes in pieces. */
async function* decodeBase64(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let rest = "";
  for await (const chunk of body) {
    const text = rest + Buffer.from(chunk).toString("latin1").replace(/\s+/g, "");
    if (/[^A-Za-z0-9+/=]/.test(text)) throw new AnswerProblem("malformed", "part that is no base64");
    const whole = text.length - (text.length % 4);
    rest = text.slice(whole);
    if (whole > 0) yield Buffer.from(text.slice(0, whole), "base64");
  }
  if (rest !== "") yield Buffer.from(rest, "base64");
}

/**
 * Reads a multipart message piece by piece: no more than a chunk and a delimiter is held.
 *
 * The line ends of the first delimiter are those of the message, so that a document which holds the other ones is cut at
 * the right place.
 */
class MultipartReader {
  private readonly window: ByteWindow;
  private readonly dashes: Buffer;
  private readonly limits: AnswerLimits;
  private newline: Buffer = CRLF;
  private isLast = false;

  constructor(source: AsyncIterable<Uint8Array>, boundary: string, limits: AnswerLimits) {
    this.window = new ByteWindow(source, limits.maxAnswerBytes);
    this.dashes = Buffer.from(`--${boundary}`, "latin1");
    this.limits = limits;
  }

  async *parts(): AsyncGenerator<IncomingPart> {
    await this.skipPreamble();
    for (let count = 1; !this.isLast; count++) {
      if (count > this.limits.maxParts) throw new AnswerProblem("tooLarge", "too many parts");
      const headers = await this.headers();
      const body = this.body();
      yield { headers, body: this.decoded(headers, body) };
      // What the reader of the part left is passed over.
      for await (const _ of body);
    }
  }

  private decoded(headers: ReadonlyMap<string, string>, body: AsyncGenerator<Uint8Array>): AsyncIterable<Uint8Array> {
    const encoding = headers.get("content-transfer-encoding")?.toLowerCase() ?? "binary";
    if (encoding === "base64") return decodeBase64(body);
    if (encoding === "quoted-printable") throw new AnswerProblem("malformed", "part in quoted-printable");
    return keepOpen(body);
  }

  private async need(length: number): Promise<boolean> {
    while (this.window.bytes.length < length) if (!(await this.window.more())) return false;
    return true;
  }

  private async skipPreamble(): Promise<void> {
    this.window.unread(LF);
    const start = Buffer.concat([LF, this.dashes]);
    let at = this.window.bytes.indexOf(start);
    while (at < 0) {
      if (this.window.bytes.length > MAX_PREAMBLE_BYTES || !(await this.window.more())) {
        throw new AnswerProblem("malformed", "no part");
      }
      at = this.window.bytes.indexOf(start);
    }
    this.window.take(at + start.length);
    const line = await this.lineEnd();
    if (line === undefined) throw new AnswerProblem("malformed", "no part");
    this.newline = line.endsWith("\r\n") ? CRLF : LF;
    this.window.take(line.length);
  }

  /** What follows the dashes of a delimiter up to the end of its line; nothing when it is no delimiter. */
  private async lineEnd(from = 0): Promise<string | undefined> {
    for (let length = 1; length <= 80; length++) {
      if (!(await this.need(from + length))) return undefined;
      const text = this.window.bytes.toString("latin1", from, from + length);
      if (/^[ \t]*\r?\n$/.test(text)) return text;
      if (!/^[ \t]*\r?$/.test(text)) return undefined;
    }
    return undefined;
  }

  private async headers(): Promise<ReadonlyMap<string, string>> {
    this.window.unread(this.newline);
    for (;;) {
      const text = this.window.bytes.toString("latin1", 0, MAX_HEADER_BYTES);
      const end = /\r?\n\r?\n/.exec(text);
      if (end !== null) {
        const block = this.window.take(end.index + end[0].length).toString("utf8");
        // The blank line may be the line end of the next delimiter, when the part is empty.
        this.window.unread(this.newline);
        return readHeaders(block.trim());
      }
      if (text.length >= MAX_HEADER_BYTES) throw new AnswerProblem("tooLarge", "headers of a part over their limit");
      if (!(await this.window.more())) throw new AnswerProblem("malformed", "truncated in the headers of a part");
    }
  }

  private async *body(): AsyncGenerator<Uint8Array> {
    const delimiter = Buffer.concat([this.newline, this.dashes]);
    /** The line end that was put in front of the body is not a part of it. */
    let extra = this.newline.length;
    const emit = (length: number): Buffer => {
      const bytes = this.window.take(length).subarray(Math.min(extra, length));
      extra = Math.max(0, extra - length);
      return bytes;
    };
    for (;;) {
      const at = this.window.bytes.indexOf(delimiter);
      if (at >= 0) {
        const end = await this.delimiterEnd(at + delimiter.length);
        const bytes = emit(end === undefined ? at + 1 : at);
        if (bytes.length > 0) yield bytes;
        if (end === undefined) continue;
        this.window.take(delimiter.length + end);
        return;
      }
      const bytes = emit(Math.max(0, this.window.bytes.length - delimiter.length + 1));
      if (bytes.length > 0) yield bytes;
      if (!(await this.window.more())) throw new AnswerProblem("malformed", "truncated: no closing delimiter");
    }
  }

  /** Length of what ends a delimiter; nothing when the document only looks like one. */
  private async delimiterEnd(from: number): Promise<number | undefined> {
    await this.need(from + 2);
    if (this.window.bytes.toString("latin1", from, from + 2) === "--") {
      this.isLast = true;
      return 2;
    }
    return (await this.lineEnd(from))?.length;
  }
}

/** An iterable that can be left early without closing what is behind it. */
function keepOpen(body: AsyncGenerator<Uint8Array>): AsyncIterable<Uint8Array> {
  return { [Symbol.asyncIterator]: () => ({ next: () => body.next() }) };
}

/**
 * Reads the parts of a multipart message, in order.
 *
 * @remarks RFC 2046 §5.1. A message without closing delimiter is truncated: an {@link AnswerProblem}.
 */
export function readMultipart(
  source: AsyncIterable<Uint8Array>,
  boundary: string,
  limits: AnswerLimits,
): AsyncGenerator<IncomingPart> {
  return new MultipartReader(source, boundary, limits).parts();
}
