/** A request, as a transport receives it. @public */
export interface DmpRequest {
  /** Address of the service. */
  readonly url: string;
  /** Headers, among them `content-type` and `content-length`. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of the request. Read once, and only when the connection is made: reading it means that sending has begun. */
  readonly body: AsyncIterable<Uint8Array>;
  /** Aborts the request. */
  readonly signal?: AbortSignal;
}

/** An answer, as a transport gives it. @public */
export interface DmpResponse {
  /** HTTP status. */
  readonly status: number;
  /** Value of `Content-Type`; empty when there is none. */
  readonly contentType: string;
  /** Bytes of the answer. Left early, the connection is closed. */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * What carries requests: {@link createDmpTransport}, or a transport of the host for a card or an HSM whose key Node cannot
 * use for TLS.
 *
 * @public
 */
export interface DmpTransport {
  /**
   * Sends a POST. Rejects when no answer begins; what it rejects with may carry a `code` of Node or of OpenSSL.
   *
   * @param request - The request.
   * @returns The answer, once its headers are there.
   */
  post(request: DmpRequest): Promise<DmpResponse>;
  /** Closes the connections. */
  close(): Promise<void>;
}
