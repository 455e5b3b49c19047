import { randomUUID } from "node:crypto";
import type { StartTokenEndpointOptions, TestTokenUser } from "./token-options.ts";
import type { TokenSigner } from "./token-signer.ts";

/** A login that waits for its code to be redeemed. */
export interface PendingCode {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | undefined;
  readonly user: TestTokenUser;
  readonly expiresAt: number;
}

/** What a token was given for. */
export interface Grant {
  readonly clientId: string;
  readonly subject: string;
  readonly mailboxes: readonly string[];
  /** Tokens of one login share a session; when it is over, none of them is valid. */
  readonly session: string;
}

interface Dated {
  readonly grant: Grant;
  readonly expiresAt: number;
}

/** Codes and tokens of an issuer, in memory. */
export interface TokenLedger {
  addCode(code: Omit<PendingCode, "expiresAt">): string;
  /** Takes a code: it serves once, and using it twice ends the session that it opened. */
  takeCode(code: string, session: string): PendingCode | undefined;
  issueAccess(grant: Grant): { readonly token: string; readonly expiresIn: number };
  issueRefresh(grant: Grant): string;
  /** Takes a refresh token; a replaced one ends its session. */
  takeRefresh(token: string, clientId: string): { readonly grant: Grant; readonly token: string } | undefined;
  /** What an access token stands for, while it is valid. */
  accessOf(token: string): Dated | undefined;
  /** Ends every session of a subject. */
  endSessions(subject: string): void;
}

const CODE_SECONDS = 60;

/** Creates the ledger of an issuer. */
export function createTokenLedger(
  issuer: string,
  signer: TokenSigner,
  options: StartTokenEndpointOptions,
): TokenLedger {
  const newId = options.newId ?? randomUUID;
  const seconds = () => Math.floor((options.now ?? (() => new Date()))().getTime() / 1000);
  const codes = new Map<string, PendingCode>();
  const usedCodes = new Map<string, string>();
  const access = new Map<string, Dated>();
  const refresh = new Map<string, Dated>();
  const replaced = new Map<string, string>();
  const ended = new Set<string>();
  const isValid = (entry: Dated | undefined): entry is Dated =>
    entry !== undefined && entry.expiresAt > seconds() && !ended.has(entry.grant.session);

  const issueRefresh = (grant: Grant) => {
    const token = `rt-${newId()}`;
    refresh.set(token, { grant, expiresAt: seconds() + (options.refreshTokenSeconds ?? 1800) });
    return token;
  };
  return {
    addCode(code) {
      const value = `code-${newId()}`;
      codes.set(value, { ...code, expiresAt: seconds() + CODE_SECONDS });
      return value;
    },
    takeCode(code, session) {
      const opened = usedCodes.get(code);
      if (opened !== undefined) ended.add(opened);
      const pending = codes.get(code);
      if (pending === undefined) return undefined;
      codes.delete(code);
      usedCodes.set(code, session);
      return pending.expiresAt > seconds() ? pending : undefined;
    },
    issueAccess(grant) {
      const expiresIn = options.accessTokenSeconds ?? 120;
      const [iat, exp] = [seconds(), seconds() + expiresIn];
      const claims = { iss: issuer, sub: grant.subject, azp: grant.clientId, iat, exp, jti: newId() };
      const token = signer.sign(claims);
      access.set(token, { grant, expiresAt: exp });
      return { token, expiresIn };
    },
    issueRefresh,
    takeRefresh(token, clientId) {
      const reused = replaced.get(token);
      if (reused !== undefined) ended.add(reused);
      const entry = refresh.get(token);
      if (!isValid(entry) || entry.grant.clientId !== clientId) return undefined;
      if (options.rotation === false) return { grant: entry.grant, token };
      refresh.delete(token);
      replaced.set(token, entry.grant.session);
      return { grant: entry.grant, token: issueRefresh(entry.grant) };
    },
    accessOf(token) {
      const entry = access.get(token);
      return isValid(entry) ? entry : undefined;
    },
    endSessions(subject) {
      for (const { grant } of [...access.values(), ...refresh.values()])
        if (grant.subject === subject) ended.add(grant.session);
    },
  };
}
