import type { LdlIssue } from "@ldl/domain";
import { definedOnly } from "../internal/defined-only.ts";
import type { MailHeaders } from "../mime/mail-headers.ts";
import { decodeText, leaves, type MimeEntity } from "../mime/read-mime.ts";
import { addressOfField } from "../reports/parse-mdn.ts";
import type { IncomingBase, IncomingMssHeaders } from "./incoming-message.ts";

/** Message identifiers of a header; anything else in it is ignored. */
function messageIds(value: string | undefined): string[] {
  return value?.match(/<[^<>\s]{1,996}>/g) ?? [];
}

function dateOf(headers: MailHeaders): Date | undefined {
  const date = new Date(headers.first("date") ?? "");
  return Number.isNaN(date.getTime()) ? undefined : date;
}

function mssHeaders(headers: MailHeaders): IncomingMssHeaders {
  const ins = headers.first("x-mss-ins")?.toUpperCase();
  const nil = headers.text("x-mss-nil");
  return {
    typeCodes: (headers.first("x-mss-codecda") ?? "")
      .split(",")
      .map((code) => code.trim())
      .filter((code) => code !== ""),
    fin: headers.first("x-mss-mes")?.toUpperCase() === "FIN",
    ...definedOnly({ nil, insQualifiee: ins === "O" || ins === "N" ? ins === "O" : undefined }),
  };
}

/** Envelope sender: `<>` is the empty one. */
function returnPathOf(headers: MailHeaders): string | undefined {
  const value = headers.first("return-path");
  if (value === undefined) return undefined;
  const open = value.indexOf("<");
  const close = value.indexOf(">", open);
  return open >= 0 && close >= 0 ? value.slice(open + 1, close).trim() : value;
}

/** The first text for people; HTML is left to the host, which must sanitise it. */
function bodyText(root: MimeEntity): string {
  const part = leaves(root).find(({ contentType, fileName }) => contentType === "text/plain" && fileName === undefined);
  return part === undefined ? "" : decodeText(part);
}

/** Reads what every kind of message has. */
export function readBase(raw: Uint8Array, root: MimeEntity, issues: readonly LdlIssue[]): IncomingBase {
  const { headers } = root;
  const [from] = headers.addresses("from");
  const returnPath = returnPathOf(headers);
  return {
    raw,
    references: messageIds(headers.first("references")),
    to: headers.addresses("to").map(({ name, address }) => ({ name, address })),
    subject: headers.text("subject") ?? "",
    text: bodyText(root),
    automatic: returnPath === "" || !/^(?:no)?$/i.test(headers.structured("auto-submitted").value),
    mss: mssHeaders(headers),
    issues,
    ...definedOnly({
      messageId: messageIds(headers.first("message-id"))[0],
      inReplyTo: messageIds(headers.first("in-reply-to"))[0],
      from: from === undefined ? undefined : { name: from.name, address: from.address },
      returnPath,
      originalRecipient: addressOfField(headers.first("original-recipient")),
      date: dateOf(headers),
      receiptTo: headers.addresses("disposition-notification-to")[0]?.address,
    }),
  };
}
