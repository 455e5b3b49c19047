import type { TokenProvider } from "../tokens/token-provider.ts";
import type { CrlProvider } from "./crl-provider.ts";

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
  /**
   * Revocation lists of every authority of the chain, PEM, or who has them: a `CrlStore` is asked before each new
   * connection. Default: revocation is not checked. An empty list is refused.
   */
  readonly crl?: readonly string[] | CrlProvider;
  /** Cipher suites, OpenSSL names. Default: those of Node. */
  readonly ciphers?: string;
}

/**
 * SASL mechanism by which an access token is shown.
 *
 * @public
 */
export type TokenMechanism = "XOAUTH2" | "OAUTHBEARER";

/**
 * How a client proves which mailbox it may use.
 *
 * @public
 */
export type OperatorAuth =
  /** The client certificate alone, without any login. SMTP only. */
  | { readonly kind: "certificate" }
  /** The client certificate, named by SASL EXTERNAL. */
  | {
      readonly kind: "external";
      /** Mailbox to act for. Default: the one that the server ties to the certificate. */
      readonly user?: string;
    }
  /** User and password (PLAIN or LOGIN). */
  | { readonly kind: "password"; readonly user: string; readonly password: string }
  /** Mailbox and access token. */
  | {
      readonly kind: "token";
      readonly user: string;
      /** Asked before each login, and once more with `force` when the server refused the token. */
      readonly tokens: TokenProvider;
      /**
       * Mechanism. Default: XOAUTH2 when the server offers it, else OAUTHBEARER: some servers offer both and take the first
       * alone.
       */
      readonly mechanism?: TokenMechanism;
    };

/**
 * An operator's settings. One profile serves sending and receiving.
 *
 * @public
 */
export interface OperatorProfile {
  /** Name of the operator: profiles of the same name share its limits. Default: host and port of its SMTP server. */
  readonly id?: string;
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
  /** Messages that may be begun within any 60 seconds. Default: no limit. */
  readonly maxMessagesPerMinute?: number;
  /** Time to connect, TLS included. Default: 15 000 ms. */
  readonly connectTimeoutMs?: number;
  /**
   * Longest silence of the server. Default: 300 000 ms over SMTP, where a server may look at a message at length before it
   * answers, and giving up sends it twice (RFC 5321, section 4.5.3.2.6, would wait 10 minutes); 60 000 ms over IMAP.
   */
  readonly socketTimeoutMs?: number;
  /** Name given in EHLO. Default: the host name of the machine. */
  readonly clientName?: string;
}

/** Default of `connectTimeoutMs`. */
export const CONNECT_TIMEOUT_MS = 15_000;

/** Default of `socketTimeoutMs` over SMTP. */
export const SMTP_SOCKET_TIMEOUT_MS = 300_000;

/** Default of `socketTimeoutMs` over IMAP. */
export const IMAP_SOCKET_TIMEOUT_MS = 60_000;
