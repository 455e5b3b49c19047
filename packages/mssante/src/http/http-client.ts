import { isIP } from "node:net";
import type { SecureContextOptions } from "node:tls";
import { Agent, type Dispatcher, ProxyAgent, request } from "undici";
import { splitLists } from "../connection/revocation-lists.ts";
import { startDeadline } from "./deadline.ts";
import { httpError, httpFailure } from "./http-failure.ts";
import type { HttpOptions, HttpTls } from "./http-options.ts";

const CONNECT_TIMEOUT_MS = 10_000;
const TIMEOUT_MS = 30_000;

/** A call. */
export interface HttpCall {
  readonly url: URL;
  readonly method?: "GET" | "POST";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Largest answer. */
  readonly maxBytes: number;
  readonly signal?: AbortSignal | undefined;
}

/** An answer, of any status: redirections are not followed. */
export interface HttpAnswer {
  readonly status: number;
  /** Headers, names in lower case, the first value of each. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Calls HTTP services within bounds of time and size. */
export interface HttpClient {
  /** Calls, and reads the whole answer. */
  call(call: HttpCall): Promise<HttpAnswer>;
  /** Calls, and hands the body over as it comes; `maxBytes` and the time for a whole call hold. */
  stream(call: HttpCall, take: (answer: HttpStream) => Promise<void>): Promise<void>;
  /** Closes the connections; calls in progress fail. */
  close(): Promise<void>;
}

/** An answer whose body is still to come. */
export interface HttpStream extends Omit<HttpAnswer, "body"> {
  readonly chunks: AsyncIterable<Uint8Array>;
}

function tlsOf(tls: HttpTls): SecureContextOptions & { readonly rejectUnauthorized: true } {
  return {
    minVersion: "TLSv1.2",
    rejectUnauthorized: true,
    ...(tls.ca === undefined ? {} : { ca: [tls.ca].flat() }),
    ...(tls.certificate === undefined ? {} : { cert: tls.certificate }),
    ...(tls.key === undefined ? {} : { key: tls.key }),
    ...(tls.pkcs12 === undefined ? {} : { pfx: Buffer.from(tls.pkcs12.bytes), passphrase: tls.pkcs12.password }),
    ...(tls.crl === undefined ? {} : { crl: splitLists(tls.crl) }),
  };
}

function dispatcherOf(options: HttpOptions): Dispatcher {
  const tls = tlsOf(options.tls ?? {});
  const timeout = options.connectTimeoutMs ?? CONNECT_TIMEOUT_MS;
  if (options.proxy === undefined) return new Agent({ connect: { ...tls, timeout } });
  return new ProxyAgent({ uri: options.proxy, requestTls: { ...tls, timeout } });
}

function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "");
  return bare === "localhost" || bare === "::1" || (isIP(bare) === 4 && bare.startsWith("127."));
}

/**
 * Reads the address of a service.
 *
 * @param address - Absolute URL.
 * @param options - `plain`: accepts `http:` to any host, for what is signed. Default: to loopback only.
 * @throws TypeError when it is no URL, carries credentials, or is not `https:`.
 */
export function serviceUrl(address: string, options: { readonly plain?: boolean } = {}): URL {
  const url = new URL(address);
  if (url.username !== "" || url.password !== "") throw new TypeError("URL without credentials expected");
  const plain = url.protocol === "http:" && (options.plain === true || isLoopback(url.hostname));
  if (url.protocol !== "https:" && !plain) throw new TypeError("https: URL expected");
  return url;
}

function headersOf(raw: Dispatcher.ResponseData["headers"]): ReadonlyMap<string, string> {
  const pairs = Object.entries(raw).map(([name, value]) => [name.toLowerCase(), [value].flat()[0] ?? ""] as const);
  return new Map(pairs);
}

/** The body within its bounds; what goes wrong on the way is told as a failure of the call. */
async function* bounded(url: URL, body: AsyncIterable<Uint8Array>, maxBytes: number): AsyncGenerator<Uint8Array> {
  let size = 0;
  try {
    for await (const chunk of body) {
      size += chunk.length;
      if (size > maxBytes) throw httpError(url, "tooLarge");
      yield chunk;
    }
  } catch (error) {
    throw httpFailure(url, error);
  }
}

async function open(dispatcher: Dispatcher, call: HttpCall, signal: AbortSignal, timeoutMs: number) {
  try {
    return await request(call.url, {
      dispatcher,
      method: call.method ?? "GET",
      headers: { ...call.headers },
      ...(call.body === undefined ? {} : { body: call.body }),
      signal,
      headersTimeout: timeoutMs,
      bodyTimeout: timeoutMs,
    });
  } catch (error) {
    throw httpFailure(call.url, error);
  }
}

async function receive(
  { statusCode: status, headers: raw, body }: Dispatcher.ResponseData,
  { url, maxBytes }: HttpCall,
  take: (answer: HttpStream) => Promise<void>,
): Promise<void> {
  try {
    const headers = headersOf(raw);
    if (Number(headers.get("content-length") ?? 0) > maxBytes) throw httpError(url, "tooLarge");
    await take({ status, headers, chunks: bounded(url, body, maxBytes) });
  } finally {
    // A body left unread would hold its connection.
    body.on("error", () => undefined).destroy();
  }
}

/** Opens nothing yet: connections are made by the calls, and kept. */
export function createHttpClient(options: HttpOptions = {}): HttpClient {
  const dispatcher = dispatcherOf(options);
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const stream: HttpClient["stream"] = async (call, take) => {
    using deadline = startDeadline(timeoutMs, call.signal);
    try {
      await receive(await open(dispatcher, call, deadline.signal, timeoutMs), call, take);
    } catch (error) {
      call.signal?.throwIfAborted();
      throw deadline.expired ? httpError(call.url, "timeout", { cause: error }) : error;
    }
  };
  return {
    stream,
    async call(call) {
      const chunks: Uint8Array[] = [];
      let head: Omit<HttpStream, "chunks"> | undefined;
      await stream(call, async (answer) => {
        head = { status: answer.status, headers: answer.headers };
        for await (const chunk of answer.chunks) chunks.push(chunk);
      });
      if (head === undefined) throw httpError(call.url, "malformed");
      return { ...head, body: new Uint8Array(Buffer.concat(chunks)) };
    },
    close: () => dispatcher.destroy(),
  };
}
