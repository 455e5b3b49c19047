import type { DmpTransaction } from "./codes/transactions.ts";

/**
 * One request as the server saw it. Nothing in it names a patient or a professional, unless bodies are logged.
 *
 * @public
 */
export interface DmpLogEntry {
  readonly at: Date;
  /** Transaction, when the request got that far. */
  readonly transaction?: DmpTransaction;
  /** Last part of the path. */
  readonly service: string;
  /** `wsa:MessageID`. */
  readonly messageId?: string;
  /** Identifier of the assertion. */
  readonly assertionId?: string;
  /** `Authentification_Mode` of the VIHF. */
  readonly mode?: string;
  /** Whether the request was MTOM, and how many parts it had beside the envelope. */
  readonly multipart: boolean;
  readonly parts: number;
  /** Subject of the TLS client certificate. */
  readonly clientCertificate?: string;
  /** TLS version and cipher suite. */
  readonly tls: { readonly protocol: string; readonly cipher: string; readonly reused: boolean };
  /** What was answered. */
  readonly outcome: "success" | "partialSuccess" | "failure" | "fault" | "http" | "none";
  /** Error codes of the answer: registry errors, or the subcode of the fault. */
  readonly codes: readonly string[];
  /** Rules of the bench that the request broke. */
  readonly rules: readonly string[];
  /** Kind of the injected fault that struck. */
  readonly fault?: string;
  /** The envelope, when `logBodies` asks for it. */
  readonly envelope?: string;
}

/** What of the envelopes goes to the log. @public */
export type DmpLogBodies = "none" | "redacted" | "full";

/** Hides what names a person or gives access: assertion values, signatures, INS, names, inline documents. */
export function redactEnvelope(envelope: string): string {
  return envelope
    .replaceAll(
      /(<(?:[\w.-]+:)?(?:AttributeValue|NameID|SignatureValue|X509Certificate)\b[^>]*>)[\s\S]*?(<\/)/g,
      "$1…$2",
    )
    .replaceAll(/(<(?:[\w.-]+:)?Value>)[^<]*(<\/)/g, "$1…$2")
    .replaceAll(/\b[0-9]{5}(?:\d{2}|2[AB])\d{8}\b/g, "…")
    .replaceAll(/(<(?:[\w.-]+:)?Document\b[^>]*>)\s*[A-Za-z0-9+/=\s]{16,}(<\/)/g, "$1…$2");
}
