import type { AuditTrail } from "../audit/audit-trail.ts";
import type { HttpOptions } from "../http/http-options.ts";

/**
 * How we prove to the issuer which client we are.
 *
 * @public
 */
export type TokenClientAuthentication =
  /** Secret in the `Authorization` header (`client_secret_basic`). */
  | { readonly kind: "secretBasic"; readonly secret: string }
  /** Secret in the body (`client_secret_post`). */
  | { readonly kind: "secretPost"; readonly secret: string }
  /** The TLS certificate of `http.tls` (`tls_client_auth`, RFC 8705). */
  | { readonly kind: "certificate" };

/**
 * An issuer of access tokens, Pro Santé Connect or the operator's, and the client that we are there.
 *
 * @remarks Endpoints are settings: none is built in. Only `https:` is taken, `http:` to loopback excepted.
 * @public
 */
export interface TokenIssuer {
  /** Identifier of the issuer, as `iss` of its tokens. */
  readonly issuer: string;
  /** Token endpoint. */
  readonly tokenEndpoint: string;
  /** Client identifier. */
  readonly clientId: string;
  /** Proof of the client. */
  readonly authentication: TokenClientAuthentication;
  /** How the endpoints are called. */
  readonly http?: HttpOptions;
}

/**
 * When a token is renewed.
 *
 * @public
 */
export interface TokenRenewalOptions {
  /** A token is renewed so long before it expires, and never before three quarters of its life. Default: 30 000 ms. */
  readonly marginMs?: number;
  /** Life of a token whose answer does not tell. Default: 60 000 ms. */
  readonly defaultLifetimeMs?: number;
  /** Trace of renewals, without any token. Default: none. */
  readonly audit?: AuditTrail;
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
}
