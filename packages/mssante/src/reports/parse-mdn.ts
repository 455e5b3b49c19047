import { definedOnly } from "../internal/defined-only.ts";
import { type MailHeaders, readHeaders } from "../mime/mail-headers.ts";
import { decodeBody, decodeText, leaves, type MimeEntity } from "../mime/read-mime.ts";
import type { Mdn, MdnOutcome } from "./mdn.ts";
import { readReportedError } from "./reported-error.ts";

const OUTCOMES: Readonly<Record<string, MdnOutcome>> = {
  processed: "integrated",
  displayed: "read",
  dispatched: "forwarded",
  deleted: "deleted",
};

/** Address of a field `rfc822;boite@domaine`. */
export function addressOfField(value: string | undefined): string | undefined {
  const address = value?.replace(/^[^;]*;/, "").trim();
  return address === undefined || address === "" ? undefined : address.replace(/^<|>$/g, "");
}

/** Splits `mode/mode; type/modifier`; the modifier of the former form holds the error itself. */
function readDisposition(value: string) {
  const [mode = "", rest = ""] = value.split(/;(.*)/s);
  const [type = "", modifier = ""] = rest.split(/\/(.*)/s);
  return {
    automatic: /^\s*automatic-action/i.test(mode),
    disposition: type.trim().toLowerCase(),
    modifier: modifier.trim(),
  };
}

/** The error: its own field since volet 1.1.3, in the modifier before, or a legacy field of RFC 2298. */
function errorText(fields: MailHeaders, modifier: string): string | undefined {
  const field = fields.text("error") ?? fields.text("failure") ?? fields.text("warning");
  if (field !== undefined) return field;
  const inModifier = /^error\s*:\s*(.+)$/is.exec(modifier)?.[1];
  if (inModifier !== undefined) return inModifier;
  return /error|failure/i.test(modifier) ? modifier : undefined;
}

/** Reads the receipt of a report, or nothing when the report holds none. */
export function parseMdnPart(root: MimeEntity): Mdn | undefined {
  const parts = leaves(root);
  const part = parts.find(({ contentType }) => contentType === "message/disposition-notification");
  if (part === undefined) return undefined;
  const fields = readHeaders(decodeBody(part));
  const { automatic, disposition, modifier } = readDisposition(fields.text("disposition") ?? "");
  const error = errorText(fields, modifier);
  const human = parts.find(({ contentType }) => contentType === "text/plain");
  const optional = {
    originalMessageId: fields.first("original-message-id"),
    finalRecipient: addressOfField(fields.first("final-recipient")),
    originalRecipient: addressOfField(fields.first("original-recipient")),
    reportingUa: fields.text("reporting-ua"),
  };
  return {
    outcome: error === undefined ? (OUTCOMES[disposition] ?? "unknown") : "rejected",
    disposition,
    automatic,
    ...definedOnly(optional),
    ...(error === undefined ? {} : { error: readReportedError(error) }),
    text: human === undefined ? "" : decodeText(human),
  };
}
