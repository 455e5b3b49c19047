import { Readable } from "node:stream";

const CHUNK_BYTES = 65_536;

/**
 * The bytes of a message on their way out, which knows whether all of them have left: a connection lost after that leaves
 * the outcome unknown, one lost before does not.
 */
export class OutgoingStream extends Readable {
  readonly #bytes: Buffer;
  readonly #beforeLast: (() => Promise<void>) | undefined;
  #offset = 0;

  constructor(bytes: Buffer, beforeLast?: () => Promise<void>) {
    super({ highWaterMark: CHUNK_BYTES });
    this.#bytes = bytes;
    this.#beforeLast = beforeLast;
  }

  override _read(): void {
    const end = this.#offset + CHUNK_BYTES;
    if (this.#offset >= this.#bytes.length) this.push(null);
    else if (end < this.#bytes.length || this.#beforeLast === undefined) this.#send(end);
    else {
      this.#beforeLast().then(
        () => this.#send(end),
        (error: unknown) => this.destroy(error instanceof Error ? error : new Error("not sent", { cause: error })),
      );
    }
  }

  #send(end: number): void {
    const chunk = this.#bytes.subarray(this.#offset, end);
    this.#offset = end;
    this.push(chunk);
  }
}
