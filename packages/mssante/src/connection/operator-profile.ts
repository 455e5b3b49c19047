/**
 * A server of an operator.
 *
 * @public
 */
export interface MailServer {
  /** Host name; its certificate must carry it. */
  readonly host: string;
  /** Port: 587 or 143 with STARTTLS, 465 or 993 with implicit TLS by convention. */
  readonly port: number;
  /** How TLS starts. There is no connection without TLS. */
  readonly mode: "starttls" | "implicit";
}

/**
 * Certificates of a connection.
 *
 * @public
 */
export interface OperatorTls {
  /** Trust anchors, PEM: the chain of IGC-Santé. They replace the system's, nothing else is trusted. */
  readonly ca: string | readonly string[];
  /** Our certificate followed by its intermediates, PEM. Default: none is presented. */
  readonly certificate?: string;
  /** Private key of our certificate, PEM. */
  readonly key?: string;
  /** Our certificate and key as PKCS#12, instead of `certificate` and `key`. */
  readonly pkcs12?: { readonly bytes: Uint8Array; readonly password: string };
  /** Revocation lists of every authority of the chain, PEM. Default: revocation is not checked. */
  readonly crl?: readonly string[];
  /** Cipher suites, OpenSSL names. Default: those of Node. */
  readonly ciphers?: string;
}

/**
 * An access token of Pro Santé Connect or of the operator's issuer.
 *
 * @public
 */
export interface AccessToken {
  /** The token. */
  readonly token: string;
}

/**
 * How a client proves which mailbox it may use.
 *
 * @public
 */
export type OperatorAuth =
  /** The client certificate alone. */
  | { readonly kind: "certificate" }
  /** User and password (PLAIN or LOGIN). */
  | { readonly kind: "password"; readonly user: string; readonly password: string }
  /** Mailbox and access token (XOAUTH2; OAUTHBEARER for IMAP when it is offered). */
  | {
      readonly kind: "token";
      readonly user: string;
      /**
       * Gives a token, and a new one when `renew` is true, because the server refused the last. It is asked before each login;
       * tokens are kept in memory only.
       */
      readonly getAccessToken: (options: { readonly renew: boolean }) => Promise<AccessToken>;
    };

/**
 * An operator's settings. One profile serves sending and receiving.
 *
 * @public
 */
export interface OperatorProfile {
  /** SMTP submission. */
  readonly smtp: MailServer;
  /** IMAP. */
  readonly imap: MailServer;
  /** Certificates. */
  readonly tls: OperatorTls;
  /** Credentials of the mailbox. */
  readonly auth: OperatorAuth;
  /** Largest message that the operator takes. Default: what the server announces. */
  readonly maxMessageBytes?: number;
  /** Connections for sending at the same time. Default: 2. */
  readonly maxConnections?: number;
  /** Time to connect, TLS included. Default: 15 000 ms. */
  readonly connectTimeoutMs?: number;
  /** Longest silence of the server. Default: 60 000 ms. */
  readonly socketTimeoutMs?: number;
  /** Name given in EHLO. Default: the host name of the machine. */
  readonly clientName?: string;
}

/** Default of `connectTimeoutMs`. */
export const CONNECT_TIMEOUT_MS = 15_000;

/** Default of `socketTimeoutMs`. */
export const SOCKET_TIMEOUT_MS = 60_000;
