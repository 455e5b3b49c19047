import { createHash, type X509Certificate } from "node:crypto";
import path from "node:path";
import type { HttpClient } from "../http/http-client.ts";
import { httpError } from "../http/http-failure.ts";
import { createKeptCopy } from "../internal/kept-copy.ts";
import { DerError } from "./der.ts";
import { type RevocationList, readCrl, subjectOf } from "./read-crl.ts";

/** Clocks of machines differ: a list may come from so far in the future. */
const SKEW_MS = 5 * 60_000;

/** What keeps the list of one address. */
export interface CrlSource {
  /** The last good list, expired or not. */
  readonly list: RevocationList | undefined;
  /** Fetches the list when it is due. It never fails: the last one stays. */
  refresh(): Promise<void>;
}

/** What the sources of a store share. */
export interface CrlSourceContext {
  readonly http: HttpClient;
  readonly authorities: readonly X509Certificate[];
  readonly folder: string | undefined;
  readonly maxBytes: number;
  readonly refreshMs: number;
  readonly retryMs: number;
  readonly now: () => Date;
  readonly onFailure: ((url: string, error: unknown) => void) | undefined;
}

/** Takes bytes for a list if one of the authorities signed it. */
function acceptList(bytes: Uint8Array, { authorities, now }: CrlSourceContext): RevocationList {
  const list = readCrl(bytes);
  const signed = authorities.some((one) => subjectOf(one).equals(list.issuer) && list.isSignedBy(one));
  if (!signed) throw new DerError("signed by none of the authorities");
  if (list.thisUpdate.getTime() > now().getTime() + SKEW_MS) throw new DerError("not valid yet");
  return list;
}

/** Creates the keeper of an address. */
export function createCrlSource(url: URL, context: CrlSourceContext): CrlSource {
  const { folder, now } = context;
  const name = `${createHash("sha256").update(url.href).digest("hex").slice(0, 32)}.crl`;
  const copy = createKeptCopy(folder === undefined ? undefined : path.join(folder, name));
  let list: RevocationList | undefined;
  let etag: string | undefined;
  let opened = false;
  let dueAt = Number.NEGATIVE_INFINITY;

  const loadCopy = async () => {
    opened = true;
    const bytes = await copy.load();
    if (bytes === undefined) return;
    try {
      list = acceptList(bytes, context);
    } catch {
      // A copy that is damaged is fetched again.
    }
  };
  const fetchList = async () => {
    const headers = etag === undefined ? {} : { "if-none-match": etag };
    const answer = await context.http.call({ url, headers, maxBytes: context.maxBytes });
    if (answer.status === 304 && list !== undefined) return;
    if (answer.status !== 200) throw httpError(url, "status", { status: answer.status });
    const fetched = acceptList(answer.body, context);
    // An older list would forget what was revoked since.
    if (list !== undefined && fetched.thisUpdate < list.thisUpdate) throw new DerError("older than the last");
    list = fetched;
    etag = answer.headers.get("etag");
    await copy.save(answer.body);
  };
  return {
    get list() {
      return list;
    },
    async refresh() {
      if (!opened) await loadCopy();
      const time = now().getTime();
      if (time < dueAt) return;
      try {
        await fetchList();
        dueAt = time + context.refreshMs;
      } catch (error) {
        dueAt = time + context.retryMs;
        context.onFailure?.(
          url.href,
          error instanceof DerError ? httpError(url, "malformed", { cause: error }) : error,
        );
      }
    },
  };
}
