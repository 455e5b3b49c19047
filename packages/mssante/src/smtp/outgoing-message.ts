import { Readable, Transform } from "node:stream";
import { isWireReady, LINE_END_BYTES, passThrough } from "./wire-ready.ts";

const CHUNK_BYTES = 65_536;

/** The bytes of a message on their way out; it lets go of them at its end, as nodemailer holds streams longer than they serve. */
class OutgoingStream extends Readable {
  #bytes: Buffer | undefined;
  readonly #beforeLast: (() => Promise<void>) | undefined;
  #offset = 0;
  /** Bytes of the last chunk, when they leave on their own. */
  #lastBytes = 0;

  constructor(bytes: Buffer | undefined, beforeLast: (() => Promise<void>) | undefined) {
    super({ highWaterMark: CHUNK_BYTES });
    this.#bytes = bytes;
    this.#beforeLast = beforeLast;
  }

  override pipe<T extends NodeJS.WritableStream>(destination: T, options?: { end?: boolean }): T {
    const bytes = this.#bytes;
    if (destination instanceof Transform && bytes !== undefined && isWireReady(bytes)) {
      this.#lastBytes = LINE_END_BYTES;
      passThrough(destination, bytes.length - LINE_END_BYTES);
    }
    return super.pipe(destination, options);
  }

  override _read(): void {
    const bytes = this.#bytes;
    const next = this.#offset + CHUNK_BYTES;
    const rest = (bytes?.length ?? 0) - this.#lastBytes;
    const end = this.#offset < rest ? Math.min(next, rest) : next;
    if (bytes === undefined) this.destroy(new Error("the message is not under way any more"));
    else if (this.#offset >= bytes.length) this.push(null);
    else if (end < bytes.length || this.#beforeLast === undefined) this.#send(bytes, end);
    else {
      this.#beforeLast().then(
        () => this.#send(bytes, end),
        (error: unknown) => this.destroy(error instanceof Error ? error : new Error("not sent", { cause: error })),
      );
    }
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#bytes = undefined;
    done(error);
  }

  #send(bytes: Buffer, end: number): void {
    const chunk = bytes.subarray(this.#offset, end);
    this.#offset = end;
    this.push(chunk);
  }
}

/**
 * One message on its way: each attempt reads a stream of its own, and afterwards it is known whether all the bytes have left: a
 * connection lost after that leaves the outcome unknown, one lost before does not.
 */
export class OutgoingMessage {
  #bytes: Buffer | undefined;
  readonly #beforeLast: (() => Promise<void>) | undefined;
  #stream: OutgoingStream | undefined;

  constructor(bytes: Buffer, beforeLast?: () => Promise<void>) {
    this.#bytes = bytes;
    this.#beforeLast = beforeLast;
  }

  /** Starts an attempt. */
  open(): Readable {
    this.#stream = new OutgoingStream(this.#bytes, this.#beforeLast);
    return this.#stream;
  }

  /** Whether all bytes of the last attempt have left. */
  get handedOver(): boolean {
    return this.#stream?.readableEnded === true;
  }

  /** Lets go of the bytes when all is over. */
  release(): void {
    this.#bytes = undefined;
  }
}
