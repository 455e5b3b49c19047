import { type AnyLdlError, isLdlError, type SqlRow } from "@ldl/domain";
import type { ImapMessageRef } from "../imap/imap-mailbox.ts";
import type { InboxSetting } from "./inbox-setting.ts";

/** Looks for a message where it was fetched, by a list without any content. */
async function isThere({ imap }: InboxSetting, message: ImapMessageRef, uidValidity: string, signal: AbortSignal) {
  const { folder, uid } = message;
  // No message is as small as that: none is fetched.
  const maxBytes = -1;
  for await (const mail of imap.fetchNew({ folder, since: { uidValidity, uid: uid - 1 }, maxBytes, signal })) {
    if (mail.uid === uid) return true;
  }
  return false;
}

/** Marks and moves one message; what the mailbox refused, unless somebody else moved or deleted it: it is stored here all the same. */
async function fileMessage(setting: InboxSetting, row: SqlRow, signal: AbortSignal): Promise<AnyLdlError | undefined> {
  const { imap, folders } = setting;
  const message = { folder: String(row["folder"]), uid: Number(row["uid"]) };
  const flags = ["\\Seen", ...(row["answered"] === true ? ["$MDNSent"] : [])];
  const target = row["state"] === "settled" ? folders.settled : folders.quarantined;
  try {
    await imap.addFlags(message, flags, { signal });
    if (target !== undefined) await imap.move(message, target, { signal });
    return undefined;
  } catch (error) {
    if (!isLdlError(error) || error.code !== "LDL_MSS_MAILBOX_FAILED") throw error;
    return (await isThere(setting, message, String(row["uid_validity"]), signal)) ? error : undefined;
  }
}

/** Marks in the mailbox what was dealt with, and moves it where the profile says. All of it can be done again after a crash. */
export async function fileMessages(setting: InboxSetting, signal: AbortSignal): Promise<void> {
  const { store, folder } = setting;
  const cursor = await store.cursorOf(folder);
  const rows = await store.query(
    "file",
    `SELECT id, folder, uid_validity, uid, state, answered FROM ${store.tables.messages}
     WHERE mailbox = $1 AND NOT filed AND state IN ('settled', 'quarantined') ORDER BY id`,
    [setting.mailbox],
  );
  for (const row of rows) {
    const id = String(row["id"]);
    // UIDs of a folder that was made anew name other messages.
    const known = String(row["uid_validity"]) === cursor?.uidValidity;
    const error = known ? await fileMessage(setting, row, signal) : undefined;
    await store.query("file", `UPDATE ${store.tables.messages} SET filed = true WHERE id = $1::bigint`, [id]);
    if (error !== undefined) setting.notify({ kind: "notFiled", id, error });
  }
}
