import { Buffer, isAscii } from "node:buffer";
import { createHash } from "node:crypto";
import { isLdlError } from "@ldl/domain";
import type { FetchedMail } from "../imap/imap-mailbox.ts";
import { parseIncoming } from "../incoming/parse-incoming.ts";
import { headerEnd } from "../mime/read-mime.ts";
import type { InboxSetting } from "./inbox-setting.ts";
import type { FetchedMessage } from "./inbox-store.ts";

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

/** The longest Message-ID that a key of the table holds as it is; in ASCII, what RFC 5322 allows on a line. */
const LONGEST_ID = 1_000;

/** A Message-ID that is out of the ordinary is recognised by its hash, so that it fits in a key whatever it holds. */
function idOf(messageId: string): string {
  return messageId.length <= LONGEST_ID && isAscii(Buffer.from(messageId)) ? messageId : sha256(Buffer.from(messageId));
}

function bodyOf(raw: Uint8Array): Uint8Array {
  return raw.subarray(headerEnd(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)).bodyStart);
}

/**
 * Kind of a message, and what recognises it when it comes again: its Message-ID with the archive that it carries, or with
 * its body, because software that gives one Message-ID to two messages must not make us lose the second.
 */
function recognise(raw: Uint8Array): { readonly kind: string; readonly messageKey: string; readonly reason?: string } {
  try {
    const message = parseIncoming(raw);
    const content = message.kind === "xdm" ? message.xdm.bytes : bodyOf(raw);
    const id = message.messageId === undefined ? sha256(raw) : idOf(message.messageId);
    return { kind: message.kind, messageKey: `${id} ${sha256(content)}` };
  } catch (error) {
    if (!isLdlError(error)) throw error;
    return { kind: "unreadable", messageKey: sha256(raw), reason: error.code };
  }
}

function toStore(mail: FetchedMail, at: Date): FetchedMessage {
  const { folder, cursor } = mail;
  if (mail.kind !== "message") {
    const messageKey = `${mail.kind} ${cursor.uidValidity}/${mail.uid}`;
    return {
      folder,
      cursor,
      at,
      messageKey,
      kind: "unreadable",
      raw: undefined,
      state: "quarantined",
      reason: mail.kind,
    };
  }
  const { kind, messageKey, reason } = recognise(mail.raw);
  const state = reason === undefined ? "received" : "quarantined";
  return { folder, cursor, at, messageKey, kind, raw: mail.raw, state, reason };
}

/** Fetches what is new and stores each message with the place of the reading; how many were not known. */
export async function fetchMessages(setting: InboxSetting, signal: AbortSignal): Promise<number> {
  const { store, imap, folder, now } = setting;
  const since = await store.cursorOf(folder);
  let stored = 0;
  for await (const mail of imap.fetchNew({ folder, signal, ...(since === undefined ? {} : { since }) })) {
    if (await store.store(toStore(mail, now()))) stored += 1;
  }
  return stored;
}
