import { audited } from "../audit/audited.ts";
import { abortable } from "../internal/abortable.ts";
import type { TokenRenewalOptions } from "./token-issuer.ts";
import type { GetTokenOptions } from "./token-provider.ts";

const MARGIN_MS = 30_000;
const LIFETIME_MS = 60_000;

/** What an issuer gave. */
export interface IssuedToken {
  readonly accessToken: string;
  /** Life in seconds, when the issuer tells. */
  readonly expiresIn?: number | undefined;
}

/** Keeps one token in memory. */
export interface TokenCache {
  getToken(options?: GetTokenOptions): Promise<string>;
  /** Takes a token that came by another way. */
  put(token: IssuedToken): void;
  /** Forgets the token. */
  clear(): void;
}

/**
 * Keeps a token until shortly before it expires. However many ask at once, it is renewed once; a renewal does not end with the
 * signal of the one who asked first, since others wait for it.
 *
 * @param renew - Asks the issuer.
 * @param options - Margin, clock, trace, and whose token endpoint is asked.
 */
export function createTokenCache(
  renew: () => Promise<IssuedToken>,
  options: TokenRenewalOptions & { readonly host: string },
): TokenCache {
  const { audit, host } = options;
  const server = { protocol: "http", host } as const;
  const planned = { action: "tokenRefresh", request: { verb: "POST", target: host }, server } as const;
  const now = options.now ?? (() => new Date());
  let kept: { readonly token: string; readonly renewAt: number } | undefined;
  let renewal: Promise<string> | undefined;
  const put = ({ accessToken, expiresIn }: IssuedToken) => {
    const life = expiresIn === undefined ? (options.defaultLifetimeMs ?? LIFETIME_MS) : expiresIn * 1000;
    const margin = Math.min(options.marginMs ?? MARGIN_MS, life / 4);
    kept = { token: accessToken, renewAt: now().getTime() + life - margin };
  };
  const start = async () => {
    try {
      const issued = await audited(audit, planned, renew);
      put(issued);
      return issued.accessToken;
    } finally {
      renewal = undefined;
    }
  };
  return {
    put,
    clear() {
      kept = undefined;
    },
    async getToken({ signal, force = false } = {}) {
      signal?.throwIfAborted();
      if (renewal === undefined && !force && kept !== undefined && now().getTime() < kept.renewAt) return kept.token;
      renewal ??= start();
      return abortable(renewal, signal);
    },
  };
}
