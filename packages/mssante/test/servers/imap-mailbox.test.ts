import type { MssanteAddress } from "@ldl/domain";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import type { FetchedMail, FetchNewOptions, ImapMailbox } from "../../src/imap/imap-mailbox.ts";
import { failureOf } from "../support/failure-of.ts";
import { type AnyOperator, MODES, OPERATORS, profileAt } from "./operators.ts";

/** What the IMAP client does, against the test bench and against Dovecot; each test has a mailbox of its own. */

const mailOf = (subject: string): Buffer =>
  Buffer.from(`Subject: ${subject}\r\nMessage-ID: <${subject}@x.fr>\r\n\r\ncorps\r\n`);

async function all(mailbox: ImapMailbox, options: FetchNewOptions = {}): Promise<FetchedMail[]> {
  const found: FetchedMail[] = [];
  for await (const mail of mailbox.fetchNew(options)) found.push(mail);
  return found;
}

const subjectsOf = (mails: readonly FetchedMail[]): (string | undefined)[] =>
  mails.map((mail) =>
    mail.kind === "message" ? /^Subject: (.*)\r$/m.exec(Buffer.from(mail.raw).toString())?.[1] : "",
  );

describe.each(OPERATORS)("the IMAP client, with $name", ({ start }) => {
  let operator: AnyOperator;
  let address: MssanteAddress;
  beforeAll(async () => {
    operator = await start();
  }, 60_000);
  afterAll(() => operator[Symbol.asyncDispose]());
  beforeEach(() => {
    address = operator.spare();
  });

  const open = async (mode: (typeof MODES)[number] = "starttls") =>
    createImapMailbox(await profileAt(operator, address, { mode }));
  const deliver = async (...subjects: string[]): Promise<void> => {
    for (const subject of subjects) await operator.deliver(address, mailOf(subject));
  };

  it("gives every message, oldest first, without marking it as read, over both ways to begin TLS", async () => {
    await deliver("un", "deux");
    for (const mode of MODES) {
      await using mailbox = await open(mode);
      const found = await all(mailbox);
      expect(found).toMatchObject([
        { kind: "message", folder: "INBOX", uid: 1, cursor: { uid: 1 }, size: mailOf("un").length },
        { kind: "message", folder: "INBOX", uid: 2, cursor: { uid: 2 }, size: mailOf("deux").length },
      ]);
      for (const { flags } of found) expect(flags).not.toContain("\\Seen");
      expect(found.map((mail) => (mail.kind === "message" ? Buffer.from(mail.raw) : mail))).toEqual(
        ["un", "deux"].map(mailOf),
      );
    }
  });

  it("goes on after a cursor, and starts again when the folder was rebuilt", async () => {
    await deliver("un", "deux", "trois");
    await using mailbox = await open();
    const [, second, third] = await all(mailbox);
    if (second === undefined || third === undefined) throw new Error("three messages expected");
    expect(subjectsOf(await all(mailbox, { since: second.cursor }))).toEqual(["trois"]);
    expect(await all(mailbox, { since: third.cursor })).toEqual([]);
    const rebuilt = { uidValidity: `${second.cursor.uidValidity}0`, uid: 2 };
    expect(subjectsOf(await all(mailbox, { since: rebuilt }))).toEqual(["un", "deux", "trois"]);
  });

  it("gives nothing from an empty folder", async () => {
    await using mailbox = await open();
    expect(await all(mailbox)).toEqual([]);
  });

  it("announces what is too large without fetching it", async () => {
    await deliver("un", "x".repeat(500));
    await using mailbox = await open();
    const found = await all(mailbox, { maxBytes: 200 });
    expect(found.map(({ kind, uid }) => [kind, uid])).toEqual([
      ["message", 1],
      ["oversized", 2],
    ]);
  });

  it("lets the reader flag and move while it iterates", async () => {
    await deliver("un", "deux");
    await using mailbox = await open();
    for await (const mail of mailbox.fetchNew()) {
      if (mail.uid === 1) await mailbox.addFlags(mail, ["\\Seen", "$MDNSent"]);
      else await mailbox.move(mail, "Traites");
    }
    await using another = await open();
    const left = await all(another);
    expect(left.map(({ uid, flags }) => [uid, [...flags].sort()])).toEqual([[1, ["$MDNSent", "\\Seen"]]]);
    expect(subjectsOf(await all(another, { folder: "Traites" }))).toEqual(["deux"]);
  });

  it("is not stopped by a message that is gone meanwhile", async () => {
    await deliver("un", "deux");
    await using mailbox = await open();
    await using other = await open();
    const seen: number[] = [];
    for await (const mail of mailbox.fetchNew()) {
      seen.push(mail.uid);
      if (mail.uid === 1) await other.move({ folder: "INBOX", uid: 2 }, "Traites");
    }
    // Dovecot still shows it to a session that began before.
    expect([[1], [1, 2]]).toContainEqual(seen);
    await using later = await open();
    expect((await all(later)).map(({ uid }) => uid)).toEqual([1]);
  });

  it("lists the folders with their use, and says that a folder does not exist", async () => {
    await deliver("un");
    await using mailbox = await open();
    const folders = await mailbox.folders();
    expect(folders).toContainEqual({ path: "Sent", specialUse: "\\Sent" });
    expect(folders.map(({ path }) => path)).toContain("INBOX");
    expect(await failureOf(mailbox.move({ folder: "INBOX", uid: 1 }, "Absent"))).toMatchObject({
      code: "LDL_MSS_MAILBOX_FAILED",
      details: { operation: "move" },
    });
    expect((await failureOf(mailbox.fetchNew({ folder: "Absent" }).next())).code).toBe("LDL_MSS_MAILBOX_FAILED");
  });

  it("shares one login between calls at the same time", async () => {
    await using mailbox = await open();
    await Promise.all([mailbox.folders(), mailbox.folders(), mailbox.fetchNew().next()]);
    expect(await operator.count("imap logins", address)).toBe(1);
  });

  it("connects again after the connection was lost", async () => {
    await using mailbox = await open();
    await mailbox.folders();
    await operator.cutImap();
    // The loss may be seen at the next call only.
    await mailbox.folders().catch(() => undefined);
    expect((await mailbox.folders()).length).toBeGreaterThan(0);
  });

  it("passes an abort on unchanged", async () => {
    await deliver("un");
    const reason = new Error("arrêt");
    await using mailbox = await open();
    await expect(mailbox.folders({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    const controller = new AbortController();
    const reading = mailbox.fetchNew({ signal: controller.signal });
    await reading.next();
    controller.abort(reason);
    await expect(mailbox.folders({ signal: controller.signal })).rejects.toBe(reason);
  });
});
