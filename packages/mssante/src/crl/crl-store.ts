import { LdlError } from "@ldl/domain";
import { createHttpClient, serviceUrl } from "../http/http-client.ts";
import type { HttpOptions } from "../http/http-options.ts";
import { abortable } from "../internal/abortable.ts";
import { createCrlSource } from "./crl-source.ts";
import { certificatesOf, subjectOf } from "./read-crl.ts";

const MAX_BYTES = 32_000_000;
const REFRESH_MS = 3_600_000;
const RETRY_MS = 5 * 60_000;

/**
 * Options of {@link createCrlStore}.
 *
 * @public
 */
export interface CreateCrlStoreOptions {
  /** Where the lists of the authorities are published; `http:` will do, since lists are signed. */
  readonly urls: readonly string[];
  /** Certificates of every authority of the chain, PEM: the trust anchors of the operator. */
  readonly authorities: string | readonly string[];
  /** How they are fetched. Default: the trust anchors of Node, 30 s. */
  readonly http?: HttpOptions;
  /** Folder that keeps the last good lists through a restart. Default: they are kept in memory only. */
  readonly folder?: string;
  /**
   * What happens when the valid list of an authority cannot be had. `closed`: no connection is made. `open`: revocation is not
   * checked until it can be. Default: `closed`.
   */
  readonly failure?: "closed" | "open";
  /** A list is asked for again after so long, the last one serving until it expires. Default: 1 h. */
  readonly refreshMs?: number;
  /** After a failure it is asked for again after so long. Default: 5 min. */
  readonly retryMs?: number;
  /** Largest list. Default: 32 000 000 bytes. */
  readonly maxBytes?: number;
  /** Told why a list could not be had, even while the last one serves. Default: nobody. */
  readonly onFailure?: (url: string, error: unknown) => void;
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
}

/**
 * The lists to check a connection with.
 *
 * @public
 */
export type RevocationState =
  | {
      readonly kind: "checked";
      /** One list for each authority, PEM: `tls.crl` of a profile. */
      readonly crl: readonly string[];
      /** When the first of them expires. */
      readonly expiresAt: Date;
    }
  | {
      /** Only with `failure: "open"`: leave `tls.crl` out. */
      readonly kind: "unchecked";
    };

/**
 * Revocation lists, kept fresh.
 *
 * @public
 */
export interface CrlStore extends AsyncDisposable {
  /**
   * Gives the lists for a new connection, fetching those that are due.
   *
   * @param options - `signal`: stops waiting.
   * @returns One valid list for each authority.
   * @throws LdlError `LDL_MSS_CRL_UNAVAILABLE` when one is missing or expired, unless failures are open.
   */
  getCrls(options?: { readonly signal?: AbortSignal }): Promise<RevocationState>;
}

/**
 * Keeps the revocation lists of the authorities: fetched every hour, checked (signature, dates, never older than the last), the
 * last good one serving until it expires.
 *
 * @remarks ECO.1.1.6 and ECO.1.1.7. Give the store to a profile as `tls.crl`: it is asked before each new connection. Then the
 * revocation of every certificate of the chain is checked, hence a list of every authority is needed.
 * @example
 * ```ts
 * import { createCrlStore, type OperatorProfile } from "@ldl/mssante";
 *
 * declare const ca: string;
 * declare const settings: OperatorProfile;
 *
 * await using crls = createCrlStore({
 *   urls: ["http://igc-sante.example/racine.crl", "http://igc-sante.example/organisations.crl"],
 *   authorities: ca,
 *   folder: "/var/lib/dpi/crl",
 * });
 * const profile: OperatorProfile = { ...settings, tls: { ...settings.tls, ca, crl: crls } };
 * console.log(profile.tls.crl === crls, (await crls.getCrls()).kind);
 * ```
 * @param options - Addresses, authorities, what to do when a list is missing.
 * @returns The store; dispose of it to close its connections.
 * @throws TypeError when no authority or no address is given, or an address is no URL.
 * @public
 */
export function createCrlStore(options: CreateCrlStoreOptions): CrlStore {
  const authorities = certificatesOf(options.authorities);
  if (authorities.length === 0) throw new TypeError("authorities: at least one certificate expected");
  if (options.urls.length === 0) throw new TypeError("urls: at least one address expected");
  const now = options.now ?? (() => new Date());
  const http = createHttpClient(options.http);
  const context = {
    http,
    authorities,
    now,
    folder: options.folder,
    maxBytes: options.maxBytes ?? MAX_BYTES,
    refreshMs: options.refreshMs ?? REFRESH_MS,
    retryMs: options.retryMs ?? RETRY_MS,
    onFailure: options.onFailure,
  };
  const sources = options.urls.map((url) => createCrlSource(serviceUrl(url, { plain: true }), context));
  const issuers = authorities.map(subjectOf);
  let refreshing: Promise<unknown> | undefined;

  const current = (): RevocationState | undefined => {
    const valid = sources.map(({ list }) => list).filter((list) => list !== undefined && list.nextUpdate > now());
    const lists = valid.filter((list) => list !== undefined);
    if (!issuers.every((issuer) => lists.some((list) => list.issuer.equals(issuer)))) return undefined;
    const expiresAt = new Date(Math.min(...lists.map(({ nextUpdate }) => nextUpdate.getTime())));
    return { kind: "checked", crl: lists.map(({ pem }) => pem), expiresAt };
  };
  return {
    async getCrls({ signal } = {}) {
      refreshing ??= Promise.all(sources.map((source) => source.refresh())).finally(() => {
        refreshing = undefined;
      });
      await abortable(refreshing, signal);
      const state = current();
      if (state !== undefined) return state;
      if (options.failure === "open") return { kind: "unchecked" };
      throw new LdlError("LDL_MSS_CRL_UNAVAILABLE", "the revocation list of an authority is missing or expired", {
        details: { urls: options.urls },
        retryable: true,
      });
    },
    [Symbol.asyncDispose]: () => http.close(),
  };
}
