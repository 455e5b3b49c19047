import { isLdlError } from "@ldl/domain";
import type { InboxSetting } from "./inbox-setting.ts";

/** Marks in the mailbox what was dealt with, and moves it where the profile says. All of it can be done again after a crash. */
export async function fileMessages(setting: InboxSetting, signal: AbortSignal): Promise<void> {
  const { store, imap, folders, folder } = setting;
  const cursor = await store.cursorOf(folder);
  const rows = await store.query(
    "file",
    `SELECT id, folder, uid_validity, uid, state, answered FROM ${store.tables.messages}
     WHERE mailbox = $1 AND NOT filed AND state IN ('settled', 'quarantined') ORDER BY id`,
    [setting.mailbox],
  );
  for (const row of rows) {
    const message = { folder: String(row["folder"]), uid: Number(row["uid"]) };
    // UIDs of a folder that was made anew name other messages.
    if (String(row["uid_validity"]) === cursor?.uidValidity) {
      const flags = ["\\Seen", ...(row["answered"] === true ? ["$MDNSent"] : [])];
      const target = row["state"] === "settled" ? folders.settled : folders.quarantined;
      try {
        await imap.addFlags(message, flags, { signal });
        if (target !== undefined) await imap.move(message, target, { signal });
      } catch (error) {
        // Somebody else moved or deleted it: it is stored here all the same.
        if (!isLdlError(error) || error.code !== "LDL_MSS_MAILBOX_FAILED") throw error;
      }
    }
    await store.query("file", `UPDATE ${store.tables.messages} SET filed = true WHERE id = $1::bigint`, [
      String(row["id"]),
    ]);
  }
}
