import { setTimeout as waitFor } from "node:timers/promises";
import { isLdlError } from "@ldl/domain";
import type { AuditTrail } from "../../audit/audit-trail.ts";
import { createHttpClient, type HttpAnswer, serviceUrl } from "../../http/http-client.ts";
import { httpError } from "../../http/http-failure.ts";
import type { HttpOptions } from "../../http/http-options.ts";
import { retryAfterOf } from "../../http/retry-after.ts";
import { DirectoryResource, SearchBundle } from "./resources.ts";

/** Where the API is. */
export const BASE_URL = "https://gateway.api.esante.gouv.fr/fhir/v2";
const API_KEY_HEADER = "ESANTE-API-KEY";
/** A page holds 50 results; included resources come on top. */
const MAX_PAGE_BYTES = 8_000_000;
const CALLS_PER_SECOND = 15;
const ATTEMPTS = 4;
const MAX_WAIT_MS = 60_000;
const KEPT_PAGES = 200;

/**
 * How the national directory is called.
 *
 * @public
 */
export interface FhirDirectoryOptions {
  /** Key of the application, given by the portal of the ANS. */
  readonly apiKey: string;
  /** Base URL. Default: `https://gateway.api.esante.gouv.fr/fhir/v2`. */
  readonly baseUrl?: string;
  /** How it is called. Default: the trust anchors of Node, 30 s for a call. */
  readonly http?: HttpOptions;
  /** Calls in a second; the API takes 17 for one application. Default: 15. */
  readonly callsPerSecond?: number;
  /** Calls made in all when the API fails or asks to wait. Default: 4. */
  readonly attempts?: number;
  /** Pages read at most for one search. Default: 10, of 50 results. */
  readonly maxPages?: number;
  /** Trace of searches, without names. Default: none. */
  readonly audit?: AuditTrail;
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
  /** Source of the random share of delays, from 0 to 1. Default: `Math.random`. */
  readonly random?: () => number;
  /** Waits; rejects when the signal is aborted. Default: a timer of Node. */
  readonly delay?: (ms: number, signal: AbortSignal | undefined) => Promise<void>;
}

/** Resources that a search gave, and whether pages were left. */
export interface SearchResult {
  readonly resources: readonly DirectoryResource[];
  readonly complete: boolean;
}

/** Calls of the API. */
export interface FhirClient extends AsyncDisposable {
  search(
    type: DirectoryResource["resourceType"],
    parameters: readonly (readonly [name: string, value: string])[],
    signal?: AbortSignal,
  ): Promise<SearchResult>;
}

interface Context extends Required<Pick<FhirDirectoryOptions, "now" | "random" | "delay" | "attempts" | "maxPages">> {
  readonly fetch: (url: URL, signal: AbortSignal | undefined) => Promise<SearchBundle>;
}

/** Spaces calls out: each waits for the slot after the last. */
function createPacer({ now, delay }: Pick<Context, "now" | "delay">, callsPerSecond: number) {
  let next = 0;
  return async (signal: AbortSignal | undefined): Promise<void> => {
    const time = now().getTime();
    const slot = Math.max(time, next);
    next = slot + 1000 / callsPerSecond;
    if (slot > time) await delay(slot - time, signal);
  };
}

function readPage(url: URL, answer: HttpAnswer): SearchBundle {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(answer.body));
  } catch (error) {
    throw httpError(url, "malformed", { cause: error instanceof SyntaxError ? undefined : error });
  }
  const bundle = SearchBundle.safeParse(value);
  if (!bundle.success) throw httpError(url, "malformed");
  return bundle.data;
}

/** Keeps the last pages, so that an unchanged one is not sent again. */
function createPageFetcher(options: FhirDirectoryOptions, now: () => Date) {
  const http = createHttpClient(options.http);
  const kept = new Map<string, { readonly etag: string; readonly page: SearchBundle }>();
  const fetch = async (url: URL, signal: AbortSignal | undefined): Promise<SearchBundle> => {
    const known = kept.get(url.href);
    const answer = await http.call({
      url,
      headers: {
        [API_KEY_HEADER]: options.apiKey,
        accept: "application/fhir+json",
        ...(known === undefined ? {} : { "if-none-match": known.etag }),
      },
      maxBytes: MAX_PAGE_BYTES,
      signal,
    });
    if (answer.status === 304 && known !== undefined) return known.page;
    if (answer.status !== 200)
      throw httpError(url, "status", { status: answer.status, ...retryAfterOf(answer, now()) });
    const page = readPage(url, answer);
    const etag = answer.headers.get("etag");
    kept.delete(url.href);
    if (etag !== undefined) kept.set(url.href, { etag, page });
    for (const oldest of kept.keys()) if (kept.size > KEPT_PAGES) kept.delete(oldest);
    return page;
  };
  return { fetch, close: () => http.close() };
}

async function fetchWithRetries(context: Context, url: URL, signal: AbortSignal | undefined): Promise<SearchBundle> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await context.fetch(url, signal);
    } catch (error) {
      if (!isLdlError(error) || error.code !== "LDL_MSS_HTTP_FAILED" || !error.retryable) throw error;
      const asked = error.details.retryAfterMs;
      if (attempt >= context.attempts || (asked ?? 0) > MAX_WAIT_MS) throw error;
      const backoff = 500 * 2 ** (attempt - 1);
      await context.delay(asked ?? backoff / 2 + (context.random() * backoff) / 2, signal);
    }
  }
}

function nextOf(page: SearchBundle, current: URL): URL | undefined {
  const next = page.link?.find(({ relation }) => relation === "next");
  if (next === undefined) return undefined;
  const url = URL.canParse(next.url, current.href) ? new URL(next.url, current) : undefined;
  // The key goes to the API alone, wherever a page points to.
  if (url?.origin !== current.origin) throw httpError(current, "malformed");
  return url;
}

async function searchPages(context: Context, first: URL, signal: AbortSignal | undefined): Promise<SearchResult> {
  const resources: DirectoryResource[] = [];
  let url: URL | undefined = first;
  for (let pages = 0; url !== undefined; pages += 1) {
    if (pages >= context.maxPages) return { resources, complete: false };
    const page: SearchBundle = await fetchWithRetries(context, url, signal);
    for (const { resource } of page.entry ?? []) {
      const read = DirectoryResource.safeParse(resource);
      if (read.success) resources.push(read.data);
    }
    url = nextOf(page, url);
  }
  return { resources, complete: true };
}

/** Creates the client; nothing is called yet. */
export function createFhirClient(options: FhirDirectoryOptions): FhirClient {
  const base = serviceUrl(options.baseUrl ?? BASE_URL);
  const now = options.now ?? (() => new Date());
  const delay = options.delay ?? ((ms, signal) => waitFor(ms, undefined, signal === undefined ? {} : { signal }));
  const pages = createPageFetcher(options, now);
  const pace = createPacer({ now, delay }, options.callsPerSecond ?? CALLS_PER_SECOND);
  const context: Context = {
    now,
    delay,
    random: options.random ?? Math.random,
    attempts: options.attempts ?? ATTEMPTS,
    maxPages: options.maxPages ?? 10,
    async fetch(url, signal) {
      await pace(signal);
      return pages.fetch(url, signal);
    },
  };
  return {
    async search(type, parameters, signal) {
      const url = new URL(`${base.href.replace(/\/$/, "")}/${type}`);
      for (const [name, value] of parameters) url.searchParams.append(name, value);
      return searchPages(context, url, signal);
    },
    [Symbol.asyncDispose]: () => pages.close(),
  };
}
