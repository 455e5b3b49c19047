import { Readable } from "node:stream";
import { Agent } from "undici";
import type { DmpTransport } from "./dmp-transport.ts";

/**
 * Certificates of the connections. One transport serves one certificate.
 *
 * @public
 */
export interface DmpTls {
  /** Trust anchors, PEM: the chain of IGC-Santé. They replace the system's, nothing else is trusted. */
  readonly ca: string | readonly string[];
  /** Our authentication certificate (ORG_AUTH_CLI, or that of the card) followed by its intermediates, PEM. */
  readonly certificate: string;
  /** Private key of that certificate, PEM. */
  readonly key: string;
  /** Password of the key. Default: the key is not encrypted. */
  readonly password?: string;
  /** Revocation lists of every authority of the chain, PEM. Default: revocation is not checked. */
  readonly crl?: readonly string[];
  /** Cipher suites, OpenSSL names. Default: those that the DMP announces. */
  readonly ciphers?: string;
  /** Highest version of TLS. Default: `TLSv1.2`, the only one that the DMP announces for software. */
  readonly maxVersion?: "TLSv1.2" | "TLSv1.3";
}

/** Options of {@link createDmpTransport}. @public */
export interface CreateDmpTransportOptions {
  /** Certificates. Left out only for plain HTTP. */
  readonly tls?: DmpTls;
  /** Lets `http:` addresses through, for a test server on the same machine: nothing is encrypted. Default: `false`. */
  readonly allowPlainHttp?: boolean;
  /** Connections at the same time, to each host. Default: 8. */
  readonly maxConnections?: number;
  /** Time to connect, TLS included. Default: 15 000 ms. */
  readonly connectTimeoutMs?: number;
  /** Time to wait for the beginning of the answer once the request is sent. Default: 60 000 ms. */
  readonly answerTimeoutMs?: number;
  /** Longest silence inside the answer. Default: 60 000 ms. */
  readonly silenceTimeoutMs?: number;
  /** How long an idle connection is kept. Default: 15 000 ms. */
  readonly keepAliveMs?: number;
}

/** Cipher suites of the DMP (PDT-INF-579 v4, 2025-07-10). */
const DMP_CIPHERS = [
  "ECDHE-RSA-CHACHA20-POLY1305",
  "ECDHE-RSA-AES128-GCM-SHA256",
  "ECDHE-RSA-AES256-SHA384",
  "ECDHE-RSA-AES256-GCM-SHA384",
].join(":");

function tlsOptions(tls: DmpTls) {
  const ca = [tls.ca].flat().filter((pem) => pem.trim() !== "");
  if (ca.length === 0) throw new TypeError("tls.ca: at least one trust anchor is needed");
  return {
    ca,
    cert: tls.certificate,
    key: tls.key,
    minVersion: "TLSv1.2" as const,
    maxVersion: tls.maxVersion ?? ("TLSv1.2" as const),
    rejectUnauthorized: true,
    ciphers: tls.ciphers ?? DMP_CIPHERS,
    ...(tls.password === undefined ? {} : { passphrase: tls.password }),
    ...(tls.crl === undefined ? {} : { crl: [...tls.crl] }),
  };
}

function agentOf(options: CreateDmpTransportOptions): Agent {
  return new Agent({
    connections: options.maxConnections ?? 8,
    pipelining: 1,
    keepAliveTimeout: options.keepAliveMs ?? 15_000,
    headersTimeout: options.answerTimeoutMs ?? 60_000,
    bodyTimeout: options.silenceTimeoutMs ?? 60_000,
    connect: {
      timeout: options.connectTimeoutMs ?? 15_000,
      ...(options.tls === undefined ? {} : tlsOptions(options.tls)),
    },
  });
}

/**
 * Creates a transport over HTTPS with a client certificate: TLS 1.2, the given trust anchors alone, names checked,
 * connections kept alive and shared by all who use it.
 *
 * @remarks PDT-INF-579 v4. Certificate verification cannot be turned off.
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { createDmpTransport } from "@ldl/dmp";
 *
 * const read = (file: string) => readFileSync(file, "utf8");
 * const transport = () =>
 *   createDmpTransport({ tls: { ca: read("igc-sante.pem"), certificate: read("auth.pem"), key: read("auth.key") } });
 * ```
 * @param options - Certificates, timeouts, pool.
 * @returns The transport.
 * @throws TypeError when no trust anchor is given, or neither certificates nor plain HTTP.
 * @public
 */
export function createDmpTransport(options: CreateDmpTransportOptions): DmpTransport {
  const { tls, allowPlainHttp = false } = options;
  if (tls === undefined && !allowPlainHttp) throw new TypeError("tls: certificates are needed");
  const agent = agentOf(options);
  return {
    async post({ url, headers, body, signal }) {
      const { origin, pathname, search, protocol } = new URL(url);
      if (protocol !== "https:" && !(protocol === "http:" && allowPlainHttp)) {
        throw new TypeError("an https: address is expected");
      }
      const answer = await agent.request({
        origin,
        path: `${pathname}${search}`,
        method: "POST",
        headers: { ...headers },
        body: Readable.from(body),
        ...(signal === undefined ? {} : { signal }),
      });
      const contentType = answer.headers["content-type"];
      return {
        status: answer.statusCode,
        contentType: [contentType].flat()[0] ?? "",
        body: answer.body,
      };
    },
    close: () => agent.close(),
  };
}
