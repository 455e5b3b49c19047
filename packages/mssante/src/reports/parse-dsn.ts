import type { MssanteRetryClass } from "@ldl/domain";
import { classifySmtpAnswer } from "../codes/smtp-answers.ts";
import { definedOnly } from "../internal/defined-only.ts";
import { readHeaders } from "../mime/mail-headers.ts";
import { decodeBody, leaves, type MimeEntity } from "../mime/read-mime.ts";
import { addressOfField } from "./parse-mdn.ts";

/**
 * What happened to a message on its way to one recipient. `relayed`: the next server sends no notification, nothing more
 * will come.
 *
 * @public
 */
export type DsnAction = "delivered" | "relayed" | "expanded" | "delayed" | "failed" | "unknown";

/**
 * One recipient of a delivery status notification.
 *
 * @public
 */
export interface DsnRecipient {
  /** What happened. */
  readonly action: DsnAction;
  /** Mailbox that the server tried. */
  readonly finalRecipient?: string;
  /** Mailbox that the message was first sent to. */
  readonly originalRecipient?: string;
  /** Enhanced status code, `5.1.1`. */
  readonly status?: string;
  /** What the other server answered. May hold an address. */
  readonly diagnosticCode?: string;
  /** What to do next, for a failure. */
  readonly retryClass?: MssanteRetryClass;
}

/**
 * A delivery status notification, read.
 *
 * @public
 */
export interface Dsn {
  /** ENVID that the sender had given: the first key of correlation. */
  readonly envelopeId?: string;
  /** Message-ID found in the returned headers. */
  readonly originalMessageId?: string;
  /** Server that wrote it. */
  readonly reportingMta?: string;
  /** One entry for each recipient. */
  readonly recipients: readonly DsnRecipient[];
}

const ACTIONS: readonly DsnAction[] = ["delivered", "relayed", "expanded", "delayed", "failed"];

function retryClassOf(status: string | undefined, diagnostic: string | undefined): MssanteRetryClass {
  const answered = /\b([245]\d\d)[ -]/.exec(diagnostic ?? "")?.[1];
  const smtpCode = Number(answered ?? (status?.startsWith("4") ? "450" : "550"));
  return classifySmtpAnswer({ smtpCode, stage: "RCPT TO", ...(status === undefined ? {} : { enhancedCode: status }) });
}

function readRecipient(block: Buffer): DsnRecipient {
  const fields = readHeaders(block);
  const said = (fields.first("action") ?? "").trim().toLowerCase();
  const action = ACTIONS.find((known) => known === said) ?? "unknown";
  const status = /[245]\.\d{1,3}\.\d{1,3}/.exec(fields.first("status") ?? "")?.[0];
  const diagnosticCode = fields.text("diagnostic-code");
  return {
    action,
    ...definedOnly({
      finalRecipient: addressOfField(fields.first("final-recipient")),
      originalRecipient: addressOfField(fields.first("original-recipient")),
      status,
      diagnosticCode,
      retryClass: action === "failed" ? retryClassOf(status, diagnosticCode) : undefined,
    }),
  };
}

/** Message-ID of the original, from the headers or the message that the report returns. */
function returnedMessageId(parts: readonly MimeEntity[]): string | undefined {
  for (const part of parts) {
    if (part.contentType === "text/rfc822-headers") return readHeaders(decodeBody(part)).first("message-id");
    if (part.contentType === "message/rfc822") return part.parts[0]?.headers.first("message-id");
  }
  return undefined;
}

/** Reads the delivery status of a report (RFC 3464), or nothing when the report holds none. */
export function parseDsnPart(root: MimeEntity): Dsn | undefined {
  const parts = leaves(root);
  const part = parts.find(({ contentType }) => /^message\/(?:global-)?delivery-status$/.test(contentType));
  if (part === undefined) return undefined;
  const text = decodeBody(part).toString("latin1").trim();
  const [head = "", ...blocks] = text.split(/\r?\n(?:[ \t]*\r?\n)+/).map((block) => Buffer.from(block, "latin1"));
  const fields = readHeaders(Buffer.from(head));
  return {
    ...definedOnly({
      envelopeId: fields.first("original-envelope-id"),
      originalMessageId: returnedMessageId(parts),
      reportingMta: fields
        .first("reporting-mta")
        ?.replace(/^[^;]*;/, "")
        .trim(),
    }),
    recipients: blocks.map(readRecipient),
  };
}
