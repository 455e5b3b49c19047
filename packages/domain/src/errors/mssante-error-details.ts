/** Why a TLS connection with an operator was not made. @public */
export type MssanteTlsFailure =
  /** The server wants a client certificate and none is configured. */
  | "client-certificate-missing"
  /** Our certificate, key or PKCS#12 cannot be used: unreadable, wrong password, key of another certificate. */
  | "client-certificate-unusable"
  /** Our certificate is past its end of validity. */
  | "client-certificate-expired"
  /** Our certificate is not valid yet. */
  | "client-certificate-not-yet-valid"
  /** The server does not trust the authority of our certificate. */
  | "client-certificate-untrusted"
  /** Our certificate is in the server's revocation list. */
  | "client-certificate-revoked"
  /** The server refused our certificate without a reason that we understand. */
  | "client-certificate-refused"
  /** The server's certificate is past its end of validity. */
  | "server-certificate-expired"
  /** The server's certificate is not valid yet. */
  | "server-certificate-not-yet-valid"
  /** The server's certificate comes from no authority that we were given. */
  | "server-certificate-untrusted"
  /** The server's certificate is in our revocation list. */
  | "server-certificate-revoked"
  /** A revocation list that the check needs is missing or out of date. */
  | "revocation-list-unusable"
  /** The server's certificate names another host. */
  | "server-name-mismatch"
  /** The server does not offer STARTTLS. */
  | "starttls-not-offered"
  /** The handshake failed for another reason: version, ciphers, not a TLS server. */
  | "handshake";

/** Class of an SMTP answer: what to do next. @public */
export type MssanteRetryClass =
  /** Try again later. */
  | "transient"
  /** Try again much later: mailbox full, greylisting. */
  | "transientLong"
  /** Split the batch of recipients. */
  | "tooManyRecipients"
  /** Renew the token once, then stop the mailbox. */
  | "authentication"
  /** A person must correct the configuration; retrying is useless. */
  | "configuration"
  /** The address is wrong or refused. */
  | "permanentAddress"
  /** The message is too large. */
  | "permanentSize"
  /** The content was refused; a person must look. */
  | "permanentContent"
  /** Refused for good, without a more precise class. */
  | "permanent"
  /** Nobody knows whether the message was taken: the connection was lost after the final dot. */
  | "uncertain";

/** One recipient that the operator refused. @public */
export interface MssanteRefusedRecipient {
  /** Position among the recipients of the message. */
  readonly index: number;
  /** SMTP code. */
  readonly smtpCode: number;
  /** Enhanced status code, when the server gave one. */
  readonly enhancedCode?: string;
  /** What to do next. */
  readonly retryClass: MssanteRetryClass;
}

/** A server of an operator. @public */
export interface MssanteEndpoint {
  /** Protocol. */
  readonly protocol: "smtp" | "imap";
  /** Host. */
  readonly host: string;
  /** Port. */
  readonly port: number;
}

/** Why an HTTP call (token endpoint, directory, white list, revocation list) gave nothing. @public */
export type MssanteHttpReason =
  /** The name is unknown. */
  | "dns"
  /** Nobody listens. */
  | "refused"
  /** No answer in time. */
  | "timeout"
  /** The connection was lost before the end of the answer. */
  | "closed"
  /** TLS failed; `tls` says which certificate is at fault when it is known. */
  | "tls"
  /** The answer has a status that is not a success. */
  | "status"
  /** The answer is larger than allowed. */
  | "tooLarge"
  /** The answer is not what the protocol says. */
  | "malformed";

/** Why an extraction of the directory was not imported. @public */
export type MssanteExtractionRefusal =
  /** The header lacks a column. */
  | "header"
  /** It holds no mailbox. */
  | "empty"
  /** The archive is damaged, or does not hold exactly one text. */
  | "archive"
  /** It is larger than allowed. */
  | "tooLarge"
  /** Too large a share of its lines is malformed. */
  | "tooManyMalformed"
  /** It would remove too large a share of the directory. */
  | "tooManyRemoved"
  /** Another import began later and has ended. */
  | "superseded";

/** Why a patient has no mailbox that may be written to. @public */
export type MssantePatientRefusal =
  /** No INS is known. */
  | "noIns"
  /** The INS is not qualified. */
  | "insNotQualified"
  /** The INS is of another environment: test, demonstration. */
  | "otherEnvironment";

/** Codes of `@ldl/mssante`. @public */
export interface MssanteErrorDetails {
  /** The TLS connection was refused by one side; `reason` says by which and why. */
  LDL_MSS_TLS_FAILED: MssanteEndpoint & {
    readonly reason: MssanteTlsFailure;
    /** Validity of our certificate, when it is the cause. */
    readonly clientCertificate?: { readonly notBefore: string; readonly notAfter: string };
  };
  /** The server could not be reached, did not answer in time, or left. */
  LDL_MSS_CONNECTION_FAILED: MssanteEndpoint & {
    readonly reason: "dns" | "refused" | "timeout" | "closed";
  };
  /** The server refused the user, password or token. */
  LDL_MSS_AUTHENTICATION_FAILED: MssanteEndpoint & { readonly smtpCode?: number; readonly enhancedCode?: string };
  /** The server refused a command: the session, the sender, the message. */
  LDL_MSS_COMMAND_REFUSED: MssanteEndpoint & {
    readonly command: string;
    readonly smtpCode: number;
    readonly enhancedCode?: string;
    readonly retryClass: MssanteRetryClass;
  };
  /** The server refused every recipient. */
  LDL_MSS_RECIPIENTS_REFUSED: MssanteEndpoint & { readonly recipients: readonly MssanteRefusedRecipient[] };
  /** The message is larger than the operator, or the given limit, allows. */
  LDL_MSS_MESSAGE_TOO_LARGE: { readonly size: number; readonly limit?: number };
  /** The connection was lost after the final dot: the message may have been taken. Send it again with the same Message-ID. */
  LDL_MSS_OUTCOME_UNKNOWN: MssanteEndpoint & { readonly messageId: string };
  /** A command of the mailbox failed: folder that does not exist, message that is gone. */
  LDL_MSS_MAILBOX_FAILED: MssanteEndpoint & { readonly operation: string };
  /** A received message goes over a reading limit. */
  LDL_MSS_LIMIT_EXCEEDED: { readonly limit: "bytes" | "parts" | "depth" | "headers"; readonly maximum: number };
  /** No receipt may be sent for this message. */
  LDL_MSS_RECEIPT_NOT_ALLOWED: {
    readonly reason: "notRequested" | "noReturnPath" | "addressesDiffer" | "automaticMessage";
  };
  /** An HTTP service could not be used. */
  LDL_MSS_HTTP_FAILED: {
    readonly host: string;
    readonly reason: MssanteHttpReason;
    readonly status?: number;
    /** What the service asked to wait. */
    readonly retryAfterMs?: number;
    readonly tls?: MssanteTlsFailure;
  };
  /** No access token: the session of the user is over, or the issuer refuses the client. */
  LDL_MSS_TOKEN_FAILED: {
    readonly host: string;
    readonly reason: "sessionEnded" | "refused" | "invalidAnswer";
    /** Error code of OAuth 2.0, `invalid_client`. */
    readonly error?: string;
  };
  /** An extraction of the directory was not imported: the directory is as before. */
  LDL_MSS_EXTRACTION_REFUSED: {
    readonly reason: MssanteExtractionRefusal;
    /** Share that was too large. */
    readonly share?: number;
    /** Malformed lines, when they were counted. */
    readonly malformed?: number;
  };
  /** A white list is not used: it is no white list, or its signature is wrong. Told to `onFailure`, never thrown. */
  LDL_MSS_WHITE_LIST_REFUSED: { readonly reason: "format" | "signature" };
  /** The patient has no mailbox that may be written to. */
  LDL_MSS_PATIENT_UNREACHABLE: { readonly reason: MssantePatientRefusal };
  /** The valid revocation list of an authority cannot be had, and connections are not made without. */
  LDL_MSS_CRL_UNAVAILABLE: { readonly urls: readonly string[] };
  /** The trail of what is done cannot be kept, and nothing is done without. */
  LDL_MSS_AUDIT_FAILED: {
    /** Entries that wait to be kept. */
    readonly waiting: number;
  };
}
