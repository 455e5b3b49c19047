import { Buffer } from "node:buffer";
import { AnswerProblem } from "./answer-problem.ts";

/** The bytes of a stream that were read and not used yet. */
export class ByteWindow {
  bytes: Buffer = Buffer.alloc(0);
  private readonly source: AsyncIterator<Uint8Array>;
  private readonly maxBytes: number;
  private total = 0;

  constructor(source: AsyncIterable<Uint8Array>, maxBytes: number) {
    this.source = source[Symbol.asyncIterator]();
    this.maxBytes = maxBytes;
  }

  /** Reads on. False at the end of the stream. */
  async more(): Promise<boolean> {
    const next = await this.source.next();
    if (next.done === true) return false;
    const { value } = next;
    this.total += value.byteLength;
    if (this.total > this.maxBytes) throw new AnswerProblem("tooLarge", "answer over its limit");
    const chunk = Buffer.from(value.buffer, value.byteOffset, value.byteLength);
    this.bytes = this.bytes.length === 0 ? chunk : Buffer.concat([this.bytes, chunk]);
    return true;
  }

  /** Takes the first bytes away. */
  take(length: number): Buffer {
    const taken = this.bytes.subarray(0, length);
    this.bytes = this.bytes.subarray(length);
    return taken;
  }

  /** Puts bytes in front. */
  unread(bytes: Buffer): void {
    this.bytes = Buffer.concat([bytes, this.bytes]);
  }
}
