import { LdlError, type MssanteAddress } from "@ldl/domain";
import { createHttpClient, type HttpClient, serviceUrl } from "../../http/http-client.ts";
import { httpError } from "../../http/http-failure.ts";
import type { HttpOptions } from "../../http/http-options.ts";
import { abortable } from "../../internal/abortable.ts";
import { createKeptCopy, type KeptCopy } from "../../internal/kept-copy.ts";
import { readWhiteList, type WhiteListContent } from "./read-white-list.ts";

const URL_OF_ANS = "https://espacedeconfiance.mssante.fr/listeblanchemssante.xml";
const MAX_BYTES = 64_000_000;
const MAX_AGE_MS = 86_400_000;
const RETRY_MS = 15 * 60_000;

/**
 * Whether a domain is in the trusted space: `listed`, `notListed`, or `unknown` when no list could be had.
 *
 * @public
 */
export type DomainTrust = "listed" | "notListed" | "unknown";

/**
 * Options of {@link createWhiteList}.
 *
 * @public
 */
export interface CreateWhiteListOptions {
  /** Where the list is. Default: `https://espacedeconfiance.mssante.fr/listeblanchemssante.xml`. */
  readonly url?: string;
  /** How it is fetched; the host of the ANS has a certificate of IGC-Santé. Default: the trust anchors of Node. */
  readonly http?: HttpOptions;
  /**
   * Checks the signature of the list, whose profile is not published; a list that is refused is not used. Default: TLS alone
   * vouches for it.
   */
  readonly verifySignature?: (xml: Uint8Array) => boolean | Promise<boolean>;
  /** File that keeps the last good list through a restart. Default: it is kept in memory only. */
  readonly cacheFile?: string;
  /** A list is fetched again after so long. Default: 24 h. */
  readonly maxAgeMs?: number;
  /** After a failure it is asked for again after so long; meanwhile the last list serves. Default: 15 min. */
  readonly retryMs?: number;
  /** Told why a list could not be had. Default: nobody. */
  readonly onFailure?: (error: unknown) => void;
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
}

/**
 * The list of domains of the trusted space.
 *
 * @public
 */
export interface WhiteList extends AsyncDisposable {
  /**
   * Says whether the domain of an address is in the trusted space. It never fails: the operator decides in the end, and a list
   * that cannot be had must not stop a message.
   *
   * @param address - The address.
   * @param options - Signal.
   * @returns `listed`, `notListed`, or `unknown` when there is no list.
   */
  check(address: MssanteAddress, options?: { readonly signal?: AbortSignal }): Promise<DomainTrust>;
}

interface Held extends WhiteListContent {
  readonly etag?: string | undefined;
}

type Fetched = { readonly bytes: Uint8Array; readonly etag: string | undefined } | "unchanged";

async function fetchList(http: HttpClient, url: URL, etag: string | undefined): Promise<Fetched> {
  const headers = etag === undefined ? {} : { "if-none-match": etag };
  const answer = await http.call({ url, headers, maxBytes: MAX_BYTES });
  if (answer.status === 304 && etag !== undefined) return "unchanged";
  if (answer.status !== 200) throw httpError(url, "status", { status: answer.status });
  return { bytes: answer.body, etag: answer.headers.get("etag") };
}

async function accept(bytes: Uint8Array, options: CreateWhiteListOptions): Promise<WhiteListContent> {
  const content = readWhiteList(bytes);
  if ((await options.verifySignature?.(bytes)) === false) {
    throw new LdlError("LDL_MSS_WHITE_LIST_REFUSED", "white list with a wrong signature", {
      details: { reason: "signature" },
    });
  }
  return content;
}

async function loadKept(copy: KeptCopy, options: CreateWhiteListOptions): Promise<Held | undefined> {
  const bytes = await copy.load();
  return bytes === undefined ? undefined : accept(bytes, options).catch(() => undefined);
}

/**
 * Keeps the white list of the trusted space at hand: fetched once a day, the last good one serving meanwhile.
 *
 * @example
 * ```ts
 * import { MssanteAddress } from "@ldl/domain";
 * import { createWhiteList } from "@ldl/mssante";
 *
 * await using whiteList = createWhiteList({ cacheFile: "/var/lib/dpi/liste-blanche.xml" });
 * const trust = await whiteList.check(MssanteAddress.parse("marie.martin@cabinet-test.mssante.fr"));
 * if (trust === "notListed") console.warn("domaine hors de l'espace de confiance");
 * ```
 * @param options - Address, signature, cache and clock.
 * @returns The list; dispose of it to close its connections.
 * @throws TypeError when the URL is not `https:`.
 * @public
 */
export function createWhiteList(options: CreateWhiteListOptions = {}): WhiteList {
  const url = serviceUrl(options.url ?? URL_OF_ANS);
  const http = createHttpClient(options.http);
  const copy = createKeptCopy(options.cacheFile);
  const now = options.now ?? (() => new Date());
  let held: Held | undefined;
  let nextAt = Number.NEGATIVE_INFINITY;
  let refreshing: Promise<void> | undefined;

  const fetchAndKeep = async (): Promise<void> => {
    const fetched = await fetchList(http, url, held?.etag);
    if (fetched === "unchanged") return;
    held = { ...(await accept(fetched.bytes, options)), etag: fetched.etag };
    await copy.save(fetched.bytes);
  };
  const refresh = async (): Promise<void> => {
    try {
      held ??= await loadKept(copy, options);
      await fetchAndKeep();
      nextAt = now().getTime() + (options.maxAgeMs ?? MAX_AGE_MS);
    } catch (error) {
      nextAt = now().getTime() + (options.retryMs ?? RETRY_MS);
      options.onFailure?.(error);
    } finally {
      refreshing = undefined;
    }
  };
  return {
    async check(address, { signal } = {}) {
      if (now().getTime() >= nextAt) {
        refreshing ??= refresh();
        await abortable(refreshing, signal);
      }
      if (held === undefined) return "unknown";
      return held.domains.has(address.slice(address.lastIndexOf("@") + 1).toLowerCase()) ? "listed" : "notListed";
    },
    [Symbol.asyncDispose]: () => http.close(),
  };
}
