import { Readable } from "node:stream";

const CHUNK_BYTES = 65_536;

/**
 * The bytes of a message on their way out, which knows whether all of them have left: a connection lost after that leaves
 * the outcome unknown, one lost before does not.
 */
export class OutgoingStream extends Readable {
  readonly #bytes: Buffer;
  #offset = 0;

  constructor(bytes: Buffer) {
    super({ highWaterMark: CHUNK_BYTES });
    this.#bytes = bytes;
  }

  override _read(): void {
    if (this.#offset >= this.#bytes.length) {
      this.push(null);
      return;
    }
    const end = this.#offset + CHUNK_BYTES;
    this.push(this.#bytes.subarray(this.#offset, end));
    this.#offset = end;
  }
}
