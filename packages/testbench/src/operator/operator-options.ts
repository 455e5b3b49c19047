import type { TestPki } from "../pki/create-test-pki.ts";
import type { TestCertificate } from "../pki/test-certificate.ts";

/**
 * A mailbox of the bench.
 *
 * @public
 */
export interface TestMailbox {
  /** Its address. */
  readonly address: string;
  /** Password for PLAIN and LOGIN. Default: none, these mechanisms are refused. */
  readonly password?: string;
  /** Certificate of the client that opens it by EXTERNAL. Default: none does. */
  readonly certificate?: TestCertificate;
}

/**
 * What the token issuer knows of an access token (RFC 7662).
 *
 * @public
 */
export interface TokenIntrospection {
  /** Whether the token is valid now. */
  readonly active: boolean;
  /** Addresses that its holder may use. */
  readonly mailboxes: readonly string[];
}

/**
 * How the operator treats client certificates.
 *
 * @public
 */
export interface ClientCertificatePolicy {
  /** Whether a client must present one. Default: `true`. */
  readonly required?: boolean;
  /**
   * How a client is refused. `reply`: the handshake completes, then SMTP answers `421 4.7.1` and IMAP refuses the login, with
   * the reason, as Postfix and Dovecot do. `tls`: a missing certificate gets the TLS alert `certificate_required`, any other bad
   * one has its connection closed, which is all that a server on Node can do. Default: `reply`.
   */
  readonly refusal?: "reply" | "tls";
}

/**
 * Ports of the operator; 0 lets the system choose.
 *
 * @public
 */
export interface OperatorPorts {
  /** SMTP submission with STARTTLS. */
  readonly submission: number;
  /** SMTP submission over implicit TLS. */
  readonly submissions: number;
  /** IMAP with STARTTLS. */
  readonly imap: number;
  /** IMAP over implicit TLS. */
  readonly imaps: number;
}

/** SASL mechanism that the operator can offer. @public */
export type OperatorAuthMechanism = "PLAIN" | "LOGIN" | "XOAUTH2" | "OAUTHBEARER" | "EXTERNAL";

/**
 * Options of {@link startMssanteOperator}.
 *
 * @public
 */
export interface StartMssanteOperatorOptions {
  /** Certificates, from {@link createTestPki}. */
  readonly pki: TestPki;
  /** Mailboxes that it hosts. */
  readonly mailboxes: readonly TestMailbox[];
  /** Address to listen on; the bench is not made for anything but loopback. Default: `127.0.0.1`. */
  readonly listen?: string;
  /** Ports. Default: all chosen by the system. */
  readonly ports?: Partial<OperatorPorts>;
  /** Certificate that it presents. Default: `pki.server`. */
  readonly serverCertificate?: TestCertificate;
  /** Client certificates. Default: required, refused by a reply. */
  readonly clientCertificates?: ClientCertificatePolicy;
  /** Largest message, announced by SIZE. Default: 26 214 400 bytes. */
  readonly maxMessageBytes?: number;
  /** Mechanisms announced; with XOAUTH2, IMAP announces OAUTHBEARER too. Default: PLAIN, LOGIN, XOAUTH2. */
  readonly authMechanisms?: readonly OperatorAuthMechanism[];
  /** Asks the issuer about a token. Default: every token is refused. */
  readonly introspectToken?: (token: string) => Promise<TokenIntrospection> | TokenIntrospection;
  /** Accepts `MAIL FROM:<>`, which notifications use. Default: `true`. */
  readonly acceptNullSender?: boolean;
  /** Domains of the trusted space besides those of the mailboxes: refused as unknown mailboxes, not as outsiders. Default: none. */
  readonly trustedDomains?: readonly string[];
  /** Announces DSN and sends success notifications. Default: `true`. */
  readonly dsn?: boolean;
  /** How many received messages are kept with their bytes; older ones lose them. Default: all. */
  readonly retainMessages?: number;
  /** Clock of the mails it writes. Default: the system clock. */
  readonly now?: () => Date;
  /** Identifiers of the mails it writes. Default: random UUIDs. */
  readonly newId?: () => string;
}
