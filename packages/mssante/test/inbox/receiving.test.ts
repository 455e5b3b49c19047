import type { SqlDatabase } from "@ldl/domain";
import type { MssanteOperator } from "@ldl/testbench";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { composeMessage } from "../../src/compose/compose-message.ts";
import { createImapMailbox } from "../../src/imap/create-imap-mailbox.ts";
import { archiveOf, letter, letterId, RECORD } from "../support/letter.ts";
import { DPI, LGC, messageInput, PATIENT, PDF } from "../support/message-input.ts";
import { receiverProfile, startOperator } from "../support/operator.ts";
import { deliver, deliverRaw, testPractice } from "../support/test-inbox.ts";
import { openPglite } from "../support/test-sending.ts";

let database: SqlDatabase;
let operator: MssanteOperator;
beforeAll(async () => {
  database = await openPglite();
});
afterAll(() => database.close());
beforeEach(async () => {
  operator = await startOperator();
});
afterEach(() => operator.close());

const open = (options: Parameters<typeof testPractice>[2] = {}) => testPractice(database, operator, options);

async function entriesOf({ inbox }: Awaited<ReturnType<typeof open>>): Promise<string[]> {
  const entries: string[] = [];
  for await (const { kind, state, reason, outcome } of inbox.list()) {
    entries.push([kind, state, reason, outcome].filter((word) => word !== undefined).join(" | "));
  }
  return entries;
}

describe("a letter that is all right", () => {
  it("is handed over once, checked, acknowledged, and marked as read", async () => {
    const practice = await open();
    deliver(operator, [{}]);
    await practice.round();
    await practice.round();
    expect(practice.handed).toHaveLength(1);
    const [{ document, context } = {}] = practice.handed;
    expect(document).toMatchObject({
      uniqueId: letterId("1"),
      mimeType: "text/xml",
      integrity: "verified",
      identity: { kind: "matched" },
      replacement: { kind: "none" },
      patient: RECORD,
    });
    expect(Buffer.from(document?.bytes ?? []).equals(letter())).toBe(true);
    expect(document?.readableCopies.map(({ bytes }) => Buffer.from(bytes))).toEqual([PDF]);
    expect(context?.attempt).toBe(1);
    expect(practice.answers()).toMatchObject([{ kind: "mdn", mdn: { outcome: "integrated" } }]);
    expect(operator.mailbox(LGC).messages()[0]?.flags).toEqual(expect.arrayContaining(["\\Seen", "$MDNSent"]));
    expect(await entriesOf(practice)).toEqual(["xdm | settled | integrated"]);
    expect(await practice.inbox.metrics()).toMatchObject({ states: { settled: 1, received: 0 }, oldestAgeMs: 0 });
  });

  it("is acknowledged in silence when no receipt was asked for", async () => {
    const practice = await open();
    deliver(operator, [{}], { receipt: false });
    await practice.round();
    expect(practice.handed).toHaveLength(1);
    expect(practice.answers()).toEqual([]);
  });

  it("is not acknowledged by software when the receipt would go elsewhere", async () => {
    const practice = await open();
    deliver(operator, [{}], { returnPath: "autre@ch-test.mssante.fr" });
    await practice.round();
    expect(practice.answers()).toEqual([]);
    expect(practice.notices).toMatchObject([{ kind: "settled", outcome: "integrated", answer: "needsConsent" }]);
  });

  it("is moved where the host wants it", async () => {
    await using mailbox = createImapMailbox(await receiverProfile(operator));
    const folders = (await mailbox.folders()).map(({ path }) => path);
    const target = folders.find((path) => path !== "INBOX");
    if (target === undefined) throw new Error("the bench has no second folder");
    const practice = await open({ folders: { settled: target } });
    deliver(operator, [{}]);
    await practice.round();
    expect(operator.mailbox(LGC).messages()).toEqual([]);
    expect(operator.mailbox(LGC).messages(target)).toHaveLength(1);
  });
});

describe("a message that comes again", () => {
  it("with the same Message-ID is not handed over twice", async () => {
    const practice = await open();
    const { raw } = composeMessage(messageInput({ xdm: archiveOf({}) }));
    deliverRaw(operator, raw);
    await practice.round();
    deliverRaw(operator, raw);
    await practice.round();
    expect(practice.handed).toHaveLength(1);
    expect(practice.answers()).toHaveLength(1);
    expect(
      operator
        .mailbox(LGC)
        .messages()
        .map(({ flags }) => flags.includes("\\Seen")),
    ).toEqual([true, true]);
  });

  it("with the same Message-ID and another text is handed over, the same text is not", async () => {
    const texts: string[] = [];
    const practice = await open({ onMessage: ({ text }) => Promise.resolve(void texts.push(text)) });
    for (const text of ["un", "deux", "un"])
      deliverRaw(operator, Buffer.from(`From: ${DPI}\r\nMessage-ID: <meme@x>\r\n\r\n${text}`));
    await practice.round();
    expect(texts).toEqual(["un", "deux"]);
  });

  it("with another Message-ID and the same document is acknowledged, not handed over", async () => {
    const practice = await open();
    deliver(operator, [{}]);
    await practice.round();
    deliver(operator, [{}]);
    await practice.round();
    expect(practice.handed).toHaveLength(1);
    expect(practice.answers()).toMatchObject([{ kind: "mdn" }, { mdn: { outcome: "integrated" } }]);
  });

  it("with the same identifier and another content is refused and put aside", async () => {
    const practice = await open();
    deliver(operator, [{}]);
    await practice.round();
    deliver(operator, [{ text: "Autre texte." }]);
    await practice.round();
    expect(practice.handed).toHaveLength(1);
    expect(practice.answers().at(-1)).toMatchObject({ mdn: { outcome: "rejected", error: { code: "906" } } });
    expect(await entriesOf(practice)).toContain("xdm | quarantined | document-changed | rejected 906");
  });
});

describe("the patient", () => {
  it.each([
    ["nobody has the matricule", {}, { findPatient: () => Promise.resolve(undefined) }, "902"],
    ["without INS", { matricule: "" }, {}, "903"],
    [
      "two traits differ",
      {},
      { findPatient: () => Promise.resolve({ ...RECORD, nomNaissance: "AUTRE", sexe: "M" }) },
      "904",
    ],
    ["INS of another environment", {}, { environment: "production" as const }, "904"],
  ])("%s: refused with a receipt, not handed over", async (_name, parts, options, code) => {
    const practice = await open(options);
    deliver(operator, [parts]);
    await practice.round();
    expect(practice.handed).toEqual([]);
    expect(practice.answers()).toMatchObject([{ kind: "mdn", mdn: { outcome: "rejected", error: { code } } }]);
    expect(await entriesOf(practice)).toEqual([`xdm | settled | rejected ${code}`]);
  });

  it("refused without a receipt asked for: an error mail", async () => {
    const practice = await open({ findPatient: () => Promise.resolve(undefined) });
    deliver(operator, [{}], { receipt: false });
    await practice.round();
    expect(practice.answers()).toMatchObject([{ kind: "errorMail", error: { code: "902" } }]);
  });

  it("is to be confirmed when one trait differs, or when nobody looks records up", async () => {
    const practice = await open({ findPatient: () => Promise.resolve({ ...RECORD, prenom: "DOMINIQUE-ANNE" }) });
    deliver(operator, [{}]);
    await practice.round();
    expect(practice.handed[0]?.document.identity).toEqual({
      kind: "toConfirm",
      reason: "oneTraitDiffers",
      differences: ["prenom"],
    });
  });

  it("deferred by the host: nothing is answered until a person decides", async () => {
    const practice = await open({ onDocument: () => Promise.resolve({ kind: "deferred" }) });
    deliver(operator, [{}]);
    await practice.round();
    expect(practice.answers()).toEqual([]);
    const ids: string[] = [];
    for await (const entry of practice.inbox.list({ states: ["deferred"] })) ids.push(entry.id);
    const [id = ""] = ids;
    await practice.inbox.settle(id, { kind: "integrated" });
    await practice.round();
    expect(practice.answers()).toMatchObject([{ mdn: { outcome: "integrated" } }]);
    await expect(practice.inbox.settle(id, { kind: "integrated" })).rejects.toThrow(RangeError);
    // It counts as held.
    deliver(operator, [{}]);
    await practice.round();
    expect(await entriesOf(practice)).toEqual(["xdm | settled | integrated", "xdm | settled | integrated"]);
  });
});

describe("a new version", () => {
  it("replaces the latest, by the same author or structure", async () => {
    const practice = await open();
    deliver(operator, [{}]);
    deliver(operator, [{ id: "2", version: 2, replaces: "1", author: "899900063480" }]);
    await practice.round();
    expect(practice.handed.map(({ document }) => document.replacement)).toEqual([
      { kind: "none" },
      { kind: "latest", uniqueId: letterId("1") },
    ]);
  });

  it.each([
    ["of a version that is not the latest", { id: "3", replaces: "1" }, "900"],
    ["by somebody else", { id: "3", replaces: "2", author: "899900063480", structure: "1990000101" }, "901"],
  ])("%s is refused", async (_name, parts, code) => {
    const practice = await open();
    deliver(operator, [{}]);
    deliver(operator, [{ id: "2", version: 2, replaces: "1" }]);
    deliver(operator, [parts]);
    await practice.round();
    expect(practice.handed).toHaveLength(2);
    const refused = practice.answers().filter((answer) => answer.kind === "mdn" && answer.mdn.outcome === "rejected");
    expect(refused).toMatchObject([{ mdn: { error: { code } } }]);
  });

  it("of a document that we never had is handed over, and says so", async () => {
    const practice = await open();
    deliver(operator, [{ id: "9", replaces: "8" }]);
    await practice.round();
    expect(practice.handed[0]?.document.replacement).toEqual({ kind: "unknownParent", uniqueId: letterId("8") });
  });
});

describe("what is not a good letter", () => {
  it.each([
    ["an archive that is none", Buffer.from("PK\u0003\u0004IHE_XDM/rien"), "906"],
    ["an archive cut short", archiveOf({}).subarray(0, 2_000), "906"],
  ])("%s", async (_name, xdm, code) => {
    const practice = await open();
    deliver(operator, xdm);
    await practice.round();
    expect(practice.handed).toEqual([]);
    expect(practice.answers()).toMatchObject([{ mdn: { outcome: "rejected", error: { code } } }]);
    expect((await entriesOf(practice))[0]).toMatch(/^xdm \| quarantined \| LDL-XDM/);
  });

  it("too large to be fetched: put aside, and the others go on", async () => {
    const profile = await receiverProfile(operator);
    const practice = await open({ createMailbox: () => createImapMailbox(profile, { maxMessageBytes: 20_000 }) });
    deliverRaw(operator, Buffer.concat([Buffer.from("Subject: x\r\n\r\n"), Buffer.alloc(30_000, "a")]));
    deliver(operator, [{}]);
    await practice.round();
    expect(practice.handed).toHaveLength(1);
    expect(await entriesOf(practice)).toEqual(["unreadable | quarantined | oversized", "xdm | settled | integrated"]);
  });

  it.each([
    ["NUL in its identifier", "Message-ID: <a\0b@x>\r\n"],
    ["an identifier of 996 characters of three bytes", `Message-ID: <${"€".repeat(996)}>\r\n`],
    ["NUL in an encoded subject and in a report", "Subject: =?utf-8?Q?a=00b?=\r\nIn-Reply-To: <a\0b@x>\r\n"],
  ])("with %s: stored, and the others go on", async (_name, header) => {
    const practice = await open();
    deliverRaw(operator, Buffer.from(`From: ${DPI}\r\n${header}\r\nx\r\n`));
    deliver(operator, [{}]);
    await practice.round();
    expect(practice.handed).toHaveLength(1);
    expect(await entriesOf(practice)).toEqual(["other | settled | message", "xdm | settled | integrated"]);
  });

  it("refused by the antivirus: put aside unopened", async () => {
    const practice = await open({ scan: () => Promise.resolve(false) });
    deliver(operator, [{}]);
    await practice.round();
    expect(practice.handed).toEqual([]);
    expect(await entriesOf(practice)).toEqual(["xdm | quarantined | scan-refused"]);
  });

  it("a host that fails: taken up again later, then put aside, and can be taken up by hand", async () => {
    let calls = 0;
    const practice = await open({
      onDocument: () => {
        calls += 1;
        return calls <= 3 ? Promise.reject(new Error("dossier verrouillé")) : Promise.resolve({ kind: "integrated" });
      },
    });
    deliver(operator, [{}]);
    for (let round = 0; round < 4; round += 1) {
      await practice.round();
      practice.advance(3_600_000);
    }
    expect(calls).toBe(3);
    expect(await entriesOf(practice)).toEqual(["xdm | quarantined | failed Error"]);
    expect(practice.answers()).toEqual([]);
    for await (const { id } of practice.inbox.list({ states: ["quarantined"] })) await practice.inbox.retry(id);
    await practice.round();
    expect(practice.answers()).toMatchObject([{ mdn: { outcome: "integrated" } }]);
  });
});

describe("mail without documents", () => {
  it("goes to the host: [FIN], a patient, a person", async () => {
    const kinds: string[] = [];
    const practice = await open({
      onMessage: ({ kind }) => {
        kinds.push(kind);
        return Promise.resolve();
      },
    });
    for (const head of [
      `From: ${DPI}\r\nSubject: [FIN]`,
      `From: ${PATIENT}\r\nSubject: merci`,
      `From: ${DPI}\r\nSubject: bonjour`,
    ]) {
      deliverRaw(operator, Buffer.from(`${head}\r\n\r\ntexte\r\n`));
    }
    await practice.round();
    expect(kinds).toEqual(["fin", "patientReply", "other"]);
  });

  it("that reports on a message of ours goes to the outbox", async () => {
    const hospital = await open();
    deliver(operator, [{}]);
    await hospital.round();
    // The receipt is in the hospital's mailbox: the same practice reads it as if it were its own.
    const [receipt] = operator.mailbox(DPI).messages();
    deliverRaw(operator, receipt?.raw ?? new Uint8Array(), "");
    await hospital.round();
    expect(hospital.notices.at(-1)).toMatchObject({ kind: "report", verdict: { kind: "unknownMessage" } });
  });
});

describe("a crash", () => {
  it.each(["before the host answers", "after the host answered"])("%s loses nothing", async (when) => {
    const practice = await open();
    deliver(operator, [{ id: "1" }, { id: "2" }], {
      documents: [...messageInput().documents, ...messageInput().documents],
    });
    // The process is gone in the middle: the inbox that took the message up never comes back.
    const dying = await practice.restart({
      onDocument: (document, context) => {
        if (when === "after the host answered" && document.uniqueId === letterId("1")) {
          practice.handed.push({ document, context });
          return Promise.resolve({ kind: "integrated" });
        }
        return new Promise(() => undefined);
      },
    });
    const gone = new AbortController();
    void dying.receive({ signal: gone.signal }).catch(() => undefined);
    for (
      let looks = 0;
      looks < 2_000 && practice.handed.length < (when === "after the host answered" ? 1 : 0);
      looks += 1
    ) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    while ((await database.query(`SELECT 1 FROM ldl_${practice.channel}_inbox WHERE attempts = 1`)).rows.length === 0) {
      await new Promise((resolve) => setImmediate(resolve));
    }
    await practice.round();
    expect(practice.answers()).toEqual([]);
    practice.advance(3_600_000);
    await practice.round();
    expect(practice.handed.map(({ document, context }) => `${document.uniqueId} ${context.attempt}`)).toEqual(
      when === "after the host answered"
        ? [`${letterId("1")} 1`, `${letterId("2")} 2`]
        : [`${letterId("1")} 2`, `${letterId("2")} 2`],
    );
    expect(practice.answers()).toMatchObject([{ mdn: { outcome: "integrated" } }]);
    gone.abort();
    await dying.close();
  });
});

describe("run", () => {
  it("takes a message as soon as it arrives, by IDLE, and stops on its signal", async () => {
    const stop = new AbortController();
    const practice = await open({
      pollMs: 240_000,
      onDocument: () => {
        stop.abort();
        return Promise.resolve({ kind: "integrated" });
      },
    });
    const running = practice.inbox.run({ signal: stop.signal });
    const idling = () => operator.log.some((entry) => entry.kind === "authentication" && entry.protocol === "imap");
    while (!idling()) await new Promise((resolve) => setImmediate(resolve));
    deliver(operator, [{}]);
    await running;
    expect(await entriesOf(practice)).toHaveLength(1);
  });

  it("ends when only a person can help, and comes back by itself from the rest", async () => {
    const practice = await open();
    const wrong = await practice.restart({
      profile: await receiverProfile(operator, { auth: { kind: "password", user: LGC, password: "faux" } }),
    });
    await expect(wrong.run()).rejects.toMatchObject({ code: "LDL_MSS_AUTHENTICATION_FAILED" });
    await operator.close();
    const stop = new AbortController();
    const retrying = await practice.restart({ onNotice: () => stop.abort() });
    await retrying.run({ signal: stop.signal });
    expect(stop.signal.aborted).toBe(true);
  });
});
