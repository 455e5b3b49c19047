import { CivilDate, type SqlDatabase } from "@ldl/domain";
import type { SmtpFault } from "@ldl/testbench";
import MailComposer from "nodemailer/lib/mail-composer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { composeMessage } from "../../src/compose/compose-message.ts";
import { pdfFileName } from "../../src/compose/pdf-file-name.ts";
import { buildSubject } from "../../src/compose/subject.ts";
import { parseIncoming } from "../../src/incoming/parse-incoming.ts";
import { correlate } from "../../src/reports/correlation.ts";
import { type FaultBench, HOUR, MINUTE, reply, withFaultBench } from "../support/fault-bench.ts";
import { archiveOf, RECORD } from "../support/letter.ts";
import { DPI, FIXED, LGC, messageInput, PATIENT, XDM } from "../support/message-input.ts";
import { startOperator } from "../support/operator.ts";
import { AUTOMATIC, dsn, mdn } from "../support/reports.ts";
import { deliver, testPractice } from "../support/test-inbox.ts";
import { DOCUMENT_IDS, messageTo, openPglite } from "../support/test-sending.ts";
import { twoSubsets } from "../support/two-subsets.ts";

/** Acceptance vectors of the exchange by MSSanté: 1 to 6, 10 to 12. Those of the archive are with `@ldl/xds`. */

const VIAL = { nomNaissance: "VIAL", prenom: "Paul", dateNaissance: CivilDate.parse("1978-11-26") };

describe("vector 1, vector 2 subjects", () => {
  it.each([
    [
      "vector 1",
      "Lettre de liaison à la sortie d'un établissement de soins",
      "XDM/1.0/DDM+Lettre de liaison a la sortie d'un etabl VIAL Paul 26/11/1978",
    ],
    ["vector 2", "CR d'examens biologiques", "XDM/1.0/DDM+CR d'examens biologiques VIAL Paul 26/11/1978"],
  ])("%s %s gives %s", (_number, libelle, subject) => {
    expect(buildSubject({ libelles: [libelle], ...VIAL })).toBe(subject);
    const [document] = messageInput().documents;
    if (document === undefined) throw new Error("a document expected");
    const message = composeMessage(messageInput({ documents: [{ ...document, libelle }] }), FIXED);
    expect(parseIncoming(message.raw).subject).toBe(subject);
  });
});

describe("vector 3 names of PDF", () => {
  it("vector 3 of a biology report", () => {
    const dateActe = CivilDate.parse("2015-08-02");
    const names = { nomNaissance: "VIAL", prenom: "Paul", numeroDossier: "12150302014578" };
    expect(pdfFileName({ dateActe, libelle: "CR d'examens biologiques", ...names })).toBe(
      "20150802_CR d'examens biologiques_VIAL_Paul_12150302014578.pdf",
    );
  });
});

describe("vector 4 detection", () => {
  const archive = { filename: "IHE_XDM.ZIP", content: XDM };

  it.each([
    ["an encoded word", "=?UTF-8?Q?XDM/1=2E0/DDM+CR_d=27examens_VIAL_Paul?=", "XDM/1.0/DDM+CR d'examens VIAL Paul"],
    [
      "a rejection",
      "=?UTF-8?Q?[KO_Int=C3=A9gration_syst=C3=A8me_!][902]_XDM/1.0/DDM+_CR_VIAL_Paul?=",
      "[KO Intégration système !][902] XDM/1.0/DDM+ CR VIAL Paul",
    ],
    ["an answer", "Re: XDM/1.0/DDM+CR VIAL Paul", "Re: XDM/1.0/DDM+CR VIAL Paul"],
  ])("vector 4 %s announces documents", (_name, header, subject) => {
    const message = parseIncoming(Buffer.from(`From: a@b.mssante.fr\r\nSubject: ${header}\r\n\r\ntexte`));
    expect(message.subject).toBe(subject);
    expect(message.kind === "errorMail" || (message.kind === "other" && message.announcesXdm)).toBe(true);
  });

  it("vector 4 the archive of a forwarded mail is found", async () => {
    const original = composeMessage(messageInput(), FIXED).raw;
    const forwarded = await new MailComposer({
      from: LGC,
      to: DPI,
      subject: `TR : ${parseIncoming(original).subject}`,
      attachments: [{ contentType: "message/rfc822", content: Buffer.from(original) }],
    })
      .compile()
      .build();
    expect(parseIncoming(forwarded)).toMatchObject({ kind: "xdm", forwarded: true, issues: [] });
    const inline = await new MailComposer({
      from: LGC,
      to: DPI,
      subject: "TR: XDM/1.0/DDM+CR VIAL",
      attachments: [archive],
    })
      .compile()
      .build();
    expect(parseIncoming(inline)).toMatchObject({ kind: "xdm", issues: [] });
  });
});

describe("vector 5 receipts with an error", () => {
  const ids = ["Final-Recipient: rfc822;pfi@chb.mssante.fr", "Original-Message-ID: <8d1@labo.mssante.fr>"];

  it.each([
    [
      "1.1.3",
      [
        `Disposition: ${AUTOMATIC}; processed/error`,
        "Error: 902^Identifiant de patient inconnu^applicationErrorCondition| E^Error^errorSeverity",
      ],
    ],
    [
      "1.1.2",
      [
        `Disposition: ${AUTOMATIC}; processed/Error: 902^Identifiant de patient inconnu^messageErrorCondition|`,
        " E^Error^errorSeverity",
      ],
    ],
  ])("vector 5 in the form of %s", (_form, fields) => {
    expect(mdn([...ids, ...fields]).mdn).toMatchObject({
      outcome: "rejected",
      disposition: "processed",
      automatic: true,
      finalRecipient: "pfi@chb.mssante.fr",
      originalMessageId: "<8d1@labo.mssante.fr>",
      error: { code: "902", libelle: "Identifiant de patient inconnu" },
      text: "Texte pour les personnes",
    });
  });
});

describe("vector 6 delivery notifications", () => {
  const failed = ["Status: 5.1.1", "Diagnostic-Code: smtp; 550 5.1.1 <dr@cabinet.mssante.fr>: user", "    unknown"];

  it.each([
    ["relayed", ["Status: 2.0.0"], { status: "2.0.0" }],
    ["delivered", ["Status: 2.0.0"], { status: "2.0.0" }],
    ["failed", failed, { status: "5.1.1", retryClass: "permanentAddress" }],
    ["delayed", ["Status: 4.4.1"], { status: "4.4.1" }],
  ])("vector 6 %s", (action, fields, expected) => {
    const report = dsn([["Final-Recipient: rfc822; dr@cabinet.mssante.fr", `Action: ${action}`, ...fields]]);
    expect(report.dsn.recipients).toMatchObject([{ finalRecipient: "dr@cabinet.mssante.fr", action, ...expected }]);
    expect(correlate(report)).toMatchObject({ envelopeId: "envoi-1", messageIds: ["<m1@ch-test.mssante.fr>"] });
  });
});

describe("vector 11 patients", () => {
  const unqualified = { ...messageInput().patient, insQualifiee: false };

  it("vector 11 are not written to unless their INS is qualified", () => {
    const refusal = { details: { issues: [expect.objectContaining({ path: "to", rule: "LDL-MSS-012" })] } };
    expect(() => composeMessage(messageInput({ to: [PATIENT], patient: unqualified }), FIXED)).toThrow(
      expect.objectContaining(refusal) as Error,
    );
    expect(composeMessage(messageInput({ to: [PATIENT] }), FIXED).envelope.to).toEqual([PATIENT]);
  });

  it("vector 11 without a qualified INS are marked N, with no matricule among the recipients", () => {
    const { raw, envelope } = composeMessage(messageInput({ patient: unqualified }), FIXED);
    const head = Buffer.from(raw).toString("latin1").split("\r\n\r\n")[0] ?? "";
    expect(head).toMatch(/^X-MSS-INS: N\r$/m);
    expect(`${head} ${envelope.to.join(" ")}`).not.toMatch(/\d{13,15}@/);
  });
});

describe("vector 10, vector 12, with a store", () => {
  let database: SqlDatabase;
  beforeAll(async () => {
    database = await openPglite();
  });
  afterAll(() => database.close());

  it("vector 10 two documents of two patients are not accepted: 904, put aside, nothing handed over", async () => {
    await using operator = await startOperator();
    const practice = await testPractice(database, operator);
    deliver(operator, await twoSubsets(archiveOf({ id: "1" }), archiveOf({ id: "2", matricule: "197073508514519" })));
    await practice.round();
    expect(practice.handed).toEqual([]);
    expect(practice.answers()).toMatchObject([{ mdn: { outcome: "rejected", error: { code: "904" } } }]);
    // The same with two documents of one patient is.
    deliver(operator, await twoSubsets(archiveOf({ id: "3" }), archiveOf({ id: "4" })));
    await practice.round();
    expect(practice.handed.map(({ document }) => document.patient.matricule)).toEqual(Array(2).fill(RECORD.matricule));
  });

  /** Sends once, tells how the message stands, and when it would go again. */
  async function attempt({ operator, sending }: FaultBench, fault: SmtpFault) {
    operator.inject(fault);
    await sending.outbox.enqueue(messageTo(), { key: "k", documentIds: DOCUMENT_IDS });
    await sending.sendAll();
    return await sending.outbox.get("k");
  }

  it.each<[string, SmtpFault, string, number]>([
    ["421 at MAIL", { at: "mail", action: reply(421, "4.3.2 busy") }, "4.3.2 MAIL FROM", MINUTE],
    ["450 at RCPT, greylisted", { at: "rcpt", action: reply(450, "4.2.0 greylisted") }, "4.2.0", 15 * MINUTE],
    ["451 at MAIL", { at: "mail", action: reply(451, "4.3.0 error") }, "4.3.0 MAIL FROM", MINUTE],
    ["451 after the final dot", { at: "message", action: reply(451, "4.3.0 error") }, "4.3.0 MESSAGE", MINUTE],
  ])("vector 12 %s is tried again in time, not before", async (_name, fault, reason, delayMs) => {
    await withFaultBench(database, async (bench) => {
      expect(await attempt(bench, fault)).toMatchObject({ state: "ready", uncertain: false, reason });
      bench.sending.advance(delayMs / 2 - 1_000);
      await bench.sending.sendAll();
      expect(bench.operator.received).toHaveLength(0);
      bench.sending.advance(delayMs);
      await bench.sending.sendAll();
      expect(bench.operator.received).toHaveLength(1);
      expect(await bench.sending.outbox.get("k")).toMatchObject({ state: "delivered" });
    });
  });

  it.each<[string, SmtpFault, string]>([
    ["550 at RCPT", { at: "rcpt", action: reply(550, "5.1.1 unknown") }, "5.1.1"],
    ["552 after the final dot", { at: "message", action: reply(552, "5.3.4 too big") }, "LDL_MSS_MESSAGE_TOO_LARGE"],
    ["554 after the final dot", { at: "message", action: reply(554, "5.7.1 spam") }, "5.7.1 MESSAGE"],
  ])("vector 12 %s fails for good, and is told once", async (_name, fault, reason) => {
    await withFaultBench(database, async (bench) => {
      expect(await attempt(bench, fault)).toMatchObject({ state: "failed", reason });
      const { operator, sending } = bench;
      sending.advance(48 * HOUR);
      await sending.sendAll();
      expect(operator.received).toHaveLength(0);
      const failed = sending.events.filter((event) => event.type === "transmission.failed");
      expect(failed).toMatchObject([{ permanent: true }]);
      await sending.outbox.retry("k", { reason: "essai" });
      await sending.sendAll();
      expect(await sending.outbox.get("k")).toMatchObject({ state: "delivered" });
    });
  });

  it("vector 12 535 at AUTH pauses the mailbox and alerts a person; it works again by itself afterwards", async () => {
    await withFaultBench(database, async (bench) => {
      const fault: SmtpFault = { at: "auth", action: reply(535, "5.7.8 no"), times: 3 };
      const before = await attempt(bench, fault);
      expect(before).toMatchObject({ state: "ready", reason: "LDL_MSS_AUTHENTICATION_FAILED" });
      const { operator, sending } = bench;
      expect(sending.alerts).toMatchObject([{ mailbox: DPI }]);
      sending.advance(14 * MINUTE);
      await sending.sendAll();
      expect(await sending.outbox.get("k")).toEqual(before);
      for (let tries = 0; tries < 5 && operator.received.length === 0; tries += 1) {
        sending.advance(HOUR);
        await sending.sendAll();
      }
      expect(await sending.outbox.get("k")).toMatchObject({ state: "delivered" });
    });
  });

  it.each([true, false])(
    "vector 12 dropped after the dot (delivered: %s) is uncertain: sent once more with the same Message-ID",
    async (deliver) => {
      await withFaultBench(database, async (bench) => {
        const fault: SmtpFault = { at: "message", action: { kind: "drop", deliver } };
        const before = await attempt(bench, fault);
        expect(before).toMatchObject({ state: "ready", uncertain: true });
        bench.sending.advance(HOUR);
        await bench.sending.sendAll();
        expect(await bench.sending.outbox.get("k")).toMatchObject({ state: "delivered" });
        const { received } = bench.operator;
        expect(received).toHaveLength(deliver ? 2 : 1);
        const ids = received.map(({ raw }) => parseIncoming(raw ?? new Uint8Array()).messageId);
        expect(new Set(ids)).toEqual(new Set([before?.messageId]));
      });
    },
  );
});
