import { once } from "node:events";
import { createServer as createPlainServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { createServer as createTlsServer } from "node:https";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { setTimeout as wait } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import type { TestPki } from "../pki/create-test-pki.ts";
import { createHttpFaults, type HttpFault, type HttpFaultAction } from "./http-fault.ts";

/** Requests of the bench are small. */
const MAX_REQUEST_BYTES = 64 * 1024;

/** A request, read whole. */
export interface BenchRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingMessage["headers"];
  /** Fields of a form, when it is one. */
  readonly form: URLSearchParams;
  /** Fingerprint (SHA-256) of the client certificate, when it is one of the bench's authority. */
  readonly certificate: string | undefined;
}

/** An answer. */
export interface BenchReply {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/** How a bench service listens. */
export interface BenchHttpOptions {
  /** Certificates: the service is then HTTPS, else plain HTTP. */
  readonly pki?: TestPki | undefined;
  /** Port; 0 lets the system choose. Default: 0. */
  readonly port?: number | undefined;
}

/** A running service. */
export interface BenchHttpServer extends AsyncDisposable {
  /** `https://localhost:<port>`, or `http:`. */
  readonly origin: string;
  /** Number of requests received, by path. */
  readonly requests: ReadonlyMap<string, number>;
  inject(fault: HttpFault): Disposable;
  close(): Promise<void>;
}

/** An answer in JSON. */
export function jsonReply(status: number, value: unknown, headers: Readonly<Record<string, string>> = {}): BenchReply {
  return { status, headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(value) };
}

function certificateOf({ socket }: IncomingMessage): string | undefined {
  if (!(socket instanceof TLSSocket) || !socket.authorized) return undefined;
  return socket.getPeerX509Certificate()?.fingerprint256;
}

async function readRequest(request: IncomingMessage, origin: string): Promise<BenchRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_REQUEST_BYTES) throw new RangeError("request too large");
    chunks.push(chunk);
  }
  const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true;
  return {
    method: request.method ?? "GET",
    url: new URL(request.url ?? "/", origin),
    headers: request.headers,
    form: new URLSearchParams(isForm ? Buffer.concat(chunks).toString("utf8") : ""),
    certificate: certificateOf(request),
  };
}

const BLANKS = Buffer.alloc(65_536, " ");

function blanks(bytes: number): readonly Buffer[] {
  return Array.from({ length: Math.ceil(bytes / BLANKS.length) }, () => BLANKS);
}

async function send(response: ServerResponse, reply: BenchReply, fault: HttpFaultAction | undefined): Promise<void> {
  const body = Buffer.from(reply.body ?? "");
  const head = { ...reply.headers };
  if (fault?.kind === "flood") {
    response.writeHead(reply.status, head);
    await pipeline(Readable.from([...blanks(fault.bytes), body]), response);
    return;
  }
  response.writeHead(reply.status, { "content-length": String(body.length), ...head });
  if (fault?.kind === "truncate") {
    response.write(body.subarray(0, fault.bytes), () => response.destroy());
    return;
  }
  response.end(body);
}

async function answer(
  [request, response]: readonly [IncomingMessage, ServerResponse],
  fault: HttpFaultAction | undefined,
  work: () => Promise<BenchReply>,
): Promise<void> {
  if (fault?.kind === "drop") return void request.socket.destroy();
  if (fault?.kind === "delay") await wait(fault.delayMs, undefined, { ref: false });
  if (fault?.kind === "reply") return send(response, fault, undefined);
  return send(response, await work(), fault);
}

function createHttpServer(pki: TestPki | undefined): Server {
  if (pki === undefined) return createPlainServer();
  return createTlsServer({
    key: pki.server.key,
    cert: pki.server.chain,
    ca: pki.ca,
    crl: [...pki.crl],
    minVersion: "TLSv1.2",
    requestCert: true,
    rejectUnauthorized: false,
  });
}

/** Answers a request. */
export type BenchHandler = (request: BenchRequest) => BenchReply | Promise<BenchReply>;

/**
 * Starts a service on loopback. A handler that throws answers 500 and leaves the bench running.
 *
 * @param options - TLS and port.
 * @param prepare - Makes the handler once the address of the service is known.
 */
export async function startBenchHttp(
  options: BenchHttpOptions,
  prepare: (origin: string) => BenchHandler,
): Promise<BenchHttpServer> {
  const server = createHttpServer(options.pki);
  const faults = createHttpFaults();
  const requests = new Map<string, number>();
  server.listen(options.port ?? 0, "127.0.0.1");
  await once(server, "listening");
  const bound = server.address();
  const port = bound === null || typeof bound === "string" ? 0 : bound.port;
  const origin = `${options.pki === undefined ? "http" : "https"}://localhost:${port}`;
  const handle = prepare(origin);
  server.on("request", (request, response) => {
    const path = (request.url ?? "/").split("?", 1)[0] ?? "/";
    requests.set(path, (requests.get(path) ?? 0) + 1);
    const work = async () => handle(await readRequest(request, origin));
    answer([request, response], faults.take(path), work).catch(() => {
      if (response.headersSent) response.destroy();
      else response.writeHead(500).end();
    });
  });
  const close = async () => {
    const closed = once(server, "close");
    server.close();
    server.closeAllConnections();
    await closed;
  };
  return { origin, requests, inject: (fault) => faults.add(fault), close, [Symbol.asyncDispose]: close };
}
