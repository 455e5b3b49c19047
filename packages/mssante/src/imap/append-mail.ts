import type { ImapFlow } from "imapflow";
import { definedOnly } from "../internal/defined-only.ts";
import { mailboxFailure } from "./imap-error.ts";
import type { AppendMailOptions } from "./imap-mailbox.ts";
import type { ImapSession } from "./imap-session.ts";

/** Whether the selected folder holds a message of this Message-ID. */
async function holds(client: ImapFlow, messageId: string): Promise<boolean> {
  const found = await client.search({ header: { "message-id": messageId } }, { uid: true });
  return Array.isArray(found) && found.length > 0;
}

/** Adds a message to a folder, unless it is there. */
export function appendMail(
  session: ImapSession,
  folder: string,
  raw: Uint8Array,
  { flags = [], unlessMessageId, signal }: AppendMailOptions = {},
): Promise<boolean> {
  const call = { operation: "append", target: folder, signal, ...definedOnly({ messageId: unlessMessageId }) };
  // The folder is selected only to look into it.
  const selected = unlessMessageId === undefined ? {} : { folder };
  return session.run({ ...call, ...selected }, async (client) => {
    if (unlessMessageId !== undefined && (await holds(client, unlessMessageId))) return false;
    if ((await client.append(folder, raw, [...flags])) === false) throw mailboxFailure(session.endpoint, "append");
    return true;
  });
}
