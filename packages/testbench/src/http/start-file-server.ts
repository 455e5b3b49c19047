import { createHash } from "node:crypto";
import type { TestPki } from "../pki/create-test-pki.ts";
import { type BenchReply, type BenchRequest, startBenchHttp } from "./bench-http-server.ts";
import type { HttpFault } from "./http-fault.ts";

/**
 * Options of {@link startFileServer}.
 *
 * @public
 */
export interface StartFileServerOptions {
  /** Files by path, `/crl/racine.crl`. Default: none yet. */
  readonly files?: Readonly<Record<string, string | Uint8Array>>;
  /** Certificates: the server is then HTTPS. Default: plain HTTP, as revocation lists are published. */
  readonly pki?: TestPki;
  /** Port. Default: chosen by the system. */
  readonly port?: number;
}

/**
 * A running server of files: revocation lists, white list, extraction.
 *
 * @public
 */
export interface FileServer extends AsyncDisposable {
  /** Root, `http://localhost:<port>`. */
  readonly origin: string;
  /** Number of requests received, by path. */
  readonly requests: ReadonlyMap<string, number>;
  /**
   * Publishes a file, or replaces it.
   *
   * @returns Its address.
   */
  publish(path: string, content: string | Uint8Array): string;
  /** Makes the next requests fail; dispose of the result to take the fault back. */
  inject(fault: HttpFault): Disposable;
  /** Stops it. */
  close(): Promise<void>;
}

/** Answers a GET with a body, or says that it has not changed since the client's copy. */
export function conditionalReply(request: BenchRequest, body: string | Uint8Array, contentType: string): BenchReply {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 20)}"`;
  if (request.headers["if-none-match"] === etag) return { status: 304, headers: { etag } };
  return { status: 200, headers: { etag, "content-type": contentType }, body };
}

/**
 * Serves files over HTTP on loopback, with ETag.
 *
 * @example
 * ```ts
 * import { createTestPki, startFileServer } from "@ldl/testbench";
 *
 * const pki = await createTestPki();
 * await using server = await startFileServer({ files: { "/racine.crl": pki.crl[0] ?? "" } });
 * console.log(server.origin);
 * ```
 * @param options - Files and TLS.
 * @returns The running server; dispose of it to stop it.
 * @public
 */
export async function startFileServer(options: StartFileServerOptions = {}): Promise<FileServer> {
  const files = new Map(Object.entries(options.files ?? {}));
  const server = await startBenchHttp({ pki: options.pki, port: options.port }, () => (request) => {
    const content = files.get(request.url.pathname);
    return content === undefined ? { status: 404 } : conditionalReply(request, content, "application/octet-stream");
  });
  return {
    origin: server.origin,
    requests: server.requests,
    publish(path, content) {
      files.set(path, content);
      return `${server.origin}${path}`;
    },
    inject: (fault) => server.inject(fault),
    close: () => server.close(),
    [Symbol.asyncDispose]: () => server.close(),
  };
}
