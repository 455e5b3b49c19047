import type { TestPki } from "../pki/create-test-pki.ts";

/**
 * A client that the issuer knows. It proves itself with its secret, or with its TLS certificate.
 *
 * @public
 */
export interface TestTokenClient {
  /** Identifier. */
  readonly clientId: string;
  /** Secret, sent in the header or in the body. */
  readonly secret?: string;
  /** Certificate, PEM: only this one is accepted, over TLS. */
  readonly certificate?: string;
  /** Where browsers may come back. Default: nowhere, the client has no user. */
  readonly redirectUris?: readonly string[];
  /** Mailboxes opened by the client credentials grant. Default: none, the grant is refused. */
  readonly mailboxes?: readonly string[];
}

/**
 * A professional who can log in.
 *
 * @public
 */
export interface TestTokenUser {
  /** Subject of the tokens, and what `login_hint` names. */
  readonly subject: string;
  /** National identifier, claim `SubjectNameID`. */
  readonly psIdNat: string;
  /** Mailboxes that the professional may open. */
  readonly mailboxes: readonly string[];
}

/**
 * Options of {@link startTokenEndpoint}.
 *
 * @public
 */
export interface StartTokenEndpointOptions {
  /** Clients. */
  readonly clients: readonly TestTokenClient[];
  /** Users. Default: none. */
  readonly users?: readonly TestTokenUser[];
  /** Certificates: the endpoint is then HTTPS. Default: plain HTTP on loopback. */
  readonly pki?: TestPki;
  /** Port. Default: chosen by the system. */
  readonly port?: number;
  /** Life of an access token. Default: 120 s. */
  readonly accessTokenSeconds?: number;
  /** Life of a refresh token. Default: 1 800 s. */
  readonly refreshTokenSeconds?: number;
  /** Replaces the refresh token at each use; the use of a replaced one ends the session. Default: `true`. */
  readonly rotation?: boolean;
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
  /** Source of codes and identifiers. Default: random UUIDs. */
  readonly newId?: () => string;
}
