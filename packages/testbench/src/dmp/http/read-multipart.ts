import { HttpRefusal } from "./http-refusal.ts";
import { Spool, type Spooled, type SpoolOptions } from "./spool.ts";

/** A part of a multipart message. */
export interface Part {
  /** Headers, names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly content: Spooled;
}

/** Limits of {@link readMultipart}. */
export interface MultipartOptions extends SpoolOptions {
  readonly maxParts: number;
}

const MAX_HEADER_BYTES = 16_384;
const CR = 0x0d;

function malformed(reason: string): HttpRefusal {
  return new HttpRefusal(400, "LDL-DMP-MULTIPART", `multipart: ${reason}`);
}

function parseHeaders(block: string): ReadonlyMap<string, string> {
  const headers = new Map<string, string>();
  for (const line of block.replaceAll(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
    const [, name, value] = /^([^\s:]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined) throw malformed("header line without a colon");
    headers.set(name.toLowerCase(), value);
  }
  return headers;
}

/** Cuts a stream into parts. Memory holds one chunk and one delimiter, whatever the size of the parts. */
class MultipartReader {
  readonly parts: Part[] = [];
  private readonly delimiter: Buffer;
  private readonly options: MultipartOptions;
  /** A delimiter stands at the start of a line: a first line feed lets the first one be found like the others. */
  private pending: Buffer = Buffer.from("\n");
  private state: "preamble" | "boundary" | "headers" | "content" | "end" = "preamble";
  private headers: ReadonlyMap<string, string> = new Map();
  private spool: Spool | undefined;

  constructor(boundary: string, options: MultipartOptions) {
    this.delimiter = Buffer.from(`\n--${boundary}`, "latin1");
    this.options = options;
  }

  async push(chunk: Uint8Array): Promise<void> {
    this.pending = Buffer.concat([this.pending, chunk]);
    while (await this.step());
  }

  finish(): readonly Part[] {
    // The last delimiter needs no line feed after it.
    if (this.state === "boundary" && this.pending.subarray(0, 2).toString("latin1") === "--") this.state = "end";
    if (this.state !== "end") throw malformed("the closing delimiter is missing");
    return this.parts;
  }

  async abandon(): Promise<void> {
    await this.spool?.abandon();
    for (const { content } of this.parts) await content.discard();
  }

  /** Goes as far as the bytes at hand allow; false when it needs more. */
  private step(): Promise<boolean> | boolean {
    switch (this.state) {
      case "preamble":
      case "content":
        return this.readContent();
      case "boundary":
        return this.readBoundary();
      case "headers":
        return this.readHeaders();
      case "end":
        this.pending = Buffer.alloc(0);
        return false;
    }
  }

  private async readContent(): Promise<boolean> {
    const found = this.pending.indexOf(this.delimiter);
    // What may be the start of a delimiter stays, with the carriage return that may belong to it.
    const safe = found === -1 ? Math.max(0, this.pending.length - this.delimiter.length - 1) : found;
    const end = found > 0 && this.pending[found - 1] === CR ? found - 1 : safe;
    if (end > 0) await this.spool?.write(this.pending.subarray(0, end));
    if (found === -1) {
      this.pending = this.pending.subarray(safe);
      return false;
    }
    this.pending = this.pending.subarray(found + this.delimiter.length);
    this.state = "boundary";
    await this.endPart();
    return true;
  }

  private async endPart(): Promise<void> {
    if (this.spool === undefined) return;
    this.parts.push({ headers: this.headers, content: await this.spool.finish() });
    this.spool = undefined;
  }

  private readBoundary(): boolean {
    const text = this.pending.subarray(0, 128).toString("latin1");
    if (/^--[ \t]*\r?\n/.test(text)) {
      this.state = "end";
      return true;
    }
    const [padding] = /^[ \t]*\r?\n/.exec(text) ?? [];
    if (padding === undefined) {
      if (this.pending.length >= 128 || /^(?:--|[ \t]*)[^\s-]/.test(text))
        throw malformed("delimiter followed by text");
      return false;
    }
    this.pending = this.pending.subarray(padding.length);
    this.state = "headers";
    return true;
  }

  private readHeaders(): boolean {
    // A part may have no header at all: the empty line comes at once.
    const text = this.pending.subarray(0, MAX_HEADER_BYTES).toString("latin1");
    const empty = /^\r?\n/.exec(text);
    const end = empty ?? /\r?\n\r?\n/.exec(text);
    if (end === null) {
      if (this.pending.length >= MAX_HEADER_BYTES) throw malformed("headers of a part over the limit");
      return false;
    }
    this.headers = empty === null ? parseHeaders(text.slice(0, end.index)) : new Map<string, string>();
    if (this.parts.length >= this.options.maxParts) throw malformed("too many parts");
    const start = end.index + end[0].length;
    this.pending = this.pending.subarray(start);
    this.spool = new Spool(this.options);
    this.state = "content";
    return true;
  }
}

/** Reads a multipart message from a stream (RFC 2046 §5.1); CRLF and LF line ends are both read. */
export async function readMultipart(
  source: AsyncIterable<Uint8Array>,
  boundary: string,
  options: MultipartOptions,
): Promise<readonly Part[]> {
  const reader = new MultipartReader(boundary, options);
  try {
    for await (const chunk of source) await reader.push(chunk);
    return reader.finish();
  } catch (error) {
    await reader.abandon();
    throw error;
  }
}
