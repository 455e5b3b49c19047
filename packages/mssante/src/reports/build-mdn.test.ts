import { MssanteAddress } from "@ldl/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIndependently } from "../../test/support/independent-parser.ts";
import { DPI, FIXED, LGC, messageInput } from "../../test/support/message-input.ts";
import { composeMessage } from "../compose/compose-message.ts";
import type { IncomingMessage } from "../incoming/incoming-message.ts";
import { parseIncoming } from "../incoming/parse-incoming.ts";
import { buildErrorMail } from "./build-error-mail.ts";
import { type BuildMdnInput, type BuildMdnOptions, buildMdn } from "./build-mdn.ts";

const received = (headers = `Return-Path: <${DPI}>\r\n`) =>
  parseIncoming(Buffer.concat([Buffer.from(headers), composeMessage(messageInput(), FIXED).raw]));

const REPORT = { now: FIXED.now, newId: () => "11111111-1111-4111-8111-111111111111" };
const build = (changes: Partial<BuildMdnInput> = {}, options: BuildMdnOptions = {}) =>
  buildMdn(
    { original: received(), from: LGC, nil: "REF-NIL-2", statement: { kind: "integrated" }, ...changes },
    { ...REPORT, ...options },
  );
const text = (raw: Uint8Array) => Buffer.from(raw).toString("utf8");

describe("buildMdn", () => {
  it("writes the receipt of an integration as volet 1.1.3 shows it", async () => {
    const { raw, envelope, messageId } = build({
      label: "Cabinet Test",
      reportingUa: { product: "LPS", version: "1.0" },
    });
    const mail = await parseIndependently(raw);
    expect(envelope).toEqual({ from: null, to: [DPI] });
    expect(messageId).toBe("<11111111-1111-4111-8111-111111111111@cabinet-test.mssante.fr>");
    expect(mail.from).toEqual({ name: "Cabinet Test", address: LGC });
    expect(mail.to).toEqual([DPI]);
    expect(mail.subject).toBe(received().subject);
    expect(mail.inReplyTo).toBe(received().messageId);
    expect(mail.references).toBe(received().messageId);
    expect(mail.header("auto-submitted")).toBe("auto-replied");
    expect(mail.header("x-mss-nil")).toBe("REF-NIL-2");
    expect(mail.header("content-type")).toMatch(/^multipart\/report; report-type=disposition-notification; +boundary=/);
    expect(text(raw)).toContain(
      [
        "Content-Type: message/disposition-notification",
        "Content-Transfer-Encoding: 7bit",
        "",
        "Reporting-UA: LPS; 1.0",
        `Final-Recipient: rfc822;${LGC}`,
        `Original-Message-ID: ${received().messageId}`,
        "Disposition: automatic-action/MDN-sent-automatically; processed",
        "",
      ].join("\r\n"),
    );
    expect(mail.attachments.map(({ contentType }) => contentType)).toEqual([
      "message/disposition-notification",
      "message/rfc822",
    ]);
  });

  it("writes an error in its own field, or in the disposition for the former form", () => {
    const statement = { kind: "rejected", code: "902" } as const;
    const error = "902^Identifiant patient inconnu^applicationErrorCondition| E^Error^errorSeverity";
    expect(text(build({ statement }).raw)).toContain(`; processed/error\r\nError: ${error}\r\n`);
    expect(text(build({ statement }, { form: "1.1.2" }).raw)).toContain(`; processed/Error: ${error}\r\n`);
  });

  it.each(["1.1.3", "1.1.2"] as const)("is read again the same (%s), whatever it says", (form) => {
    const codes = fc.constantFrom("900", "901", "902", "903", "904", "905", "906" as const);
    fc.assert(
      fc.property(codes, fc.string({ unit: "grapheme", maxLength: 200 }), (code, explanation) => {
        const report = parseIncoming(build({ statement: { kind: "rejected", code, explanation } }, { form }).raw);
        expect(report).toMatchObject({
          kind: "mdn",
          mdn: { outcome: "rejected", error: { code }, originalMessageId: received().messageId, finalRecipient: LGC },
        });
      }),
      { seed: 20240220, numRuns: 50 },
    );
  });

  it.each([
    ["integrated", "integrated", "processed"],
    ["read", "read", "displayed"],
    ["deleted", "deleted", "deleted"],
  ] as const)("%s is read as %s", (kind, outcome, disposition) => {
    for (const sentBy of ["software", "person"] as const) {
      const report = parseIncoming(build({ statement: { kind }, sentBy }).raw);
      expect(report).toMatchObject({ kind: "mdn", mdn: { outcome, disposition, automatic: sentBy === "software" } });
    }
  });

  it("attaches again the text and files of the original in the former form", async () => {
    const mail = await parseIndependently(build({}, { form: "1.1.2" }).raw);
    expect(mail.attachments.map(({ filename }) => filename)).toEqual([
      undefined,
      "IHE_XDM.ZIP",
      "20240219_Lettre de liaison à la sortie d'un établ_VIAL_Paul.pdf",
    ]);
  });

  it("names the mailbox that the message was first sent to", () => {
    const headers = `Return-Path: <${DPI}>\r\nOriginal-Recipient: rfc822;accueil@cabinet-test.mssante.fr\r\n`;
    expect(text(build({ original: received(headers) }).raw)).toContain(
      "\r\nOriginal-Recipient: rfc822;accueil@cabinet-test.mssante.fr\r\nFinal-Recipient:",
    );
  });

  it("can be sent from the mailbox where the null sender is refused", () => {
    expect(build({}, { envelopeFrom: "mailbox" }).envelope.from).toBe(LGC);
  });

  it.each<[string, string, Partial<BuildMdnInput>]>([
    ["noReturnPath", "", {}],
    ["addressesDiffer", "Return-Path: <autre@ch-test.mssante.fr>\r\n", {}],
    ["automaticMessage", "Return-Path: <>\r\n", {}],
    ["automaticMessage", `Return-Path: <${DPI}>\r\nAuto-Submitted: auto-replied\r\n`, { sentBy: "person" }],
  ])("refuses: %s", (reason, headers, changes) => {
    expect(() => build({ original: received(headers), ...changes })).toThrowError(
      expect.objectContaining({ code: "LDL_MSS_RECEIPT_NOT_ALLOWED", details: { reason } }) as Error,
    );
  });

  it("lets a person answer although the addresses differ", () => {
    const original = received("Return-Path: <autre@ch-test.mssante.fr>\r\n");
    expect(build({ original, sentBy: "person" }).envelope.to).toEqual([DPI]);
  });

  it("never answers a report", () => {
    const receipt = parseIncoming(
      Buffer.concat([Buffer.from(`Return-Path: <${DPI}>\r\nDisposition-Notification-To: ${DPI}\r\n`), build().raw]),
    );
    expect(() => build({ original: receipt })).toThrow(/automaticMessage/);
  });
});

describe("reports on hostile messages", () => {
  const hostile = (headers: string[]): IncomingMessage =>
    parseIncoming(
      Buffer.from([`Return-Path: <${DPI}>`, `Disposition-Notification-To: ${DPI}`, ...headers, "", "x"].join("\r\n")),
    );

  it("quote subjects and identifiers without letting them become headers", async () => {
    const original = hostile([
      "From: a@b.fr",
      "Message-ID: <a b\t>\u0001",
      "Subject: =?UTF-8?Q?XDM/1=2E0/DDM+x=0D=0ABcc:_y@z.fr=00?=",
      "Original-Recipient: rfc822;x@y.fr =?UTF-8?Q?=0D=0AError:_902?=",
    ]);
    for (const { raw } of [
      build({ original, statement: { kind: "rejected", code: "906" } }),
      buildErrorMail({ original, from: LGC, nil: "N", code: "906" }, REPORT),
    ]) {
      const mail = await parseIndependently(raw);
      expect(mail.headerNames).not.toContain("bcc");
      expect(mail.subject).toBe("[KO Intégration système !][906] XDM/1.0/DDM+x Bcc: y@z.fr");
      expect(mail.inReplyTo).toBeUndefined();
      const report = parseIncoming(raw);
      if (report.kind === "mdn") expect(report.mdn).not.toHaveProperty("originalRecipient");
    }
  });

  it("refuse to write to an address that is none", () => {
    expect(() => build({ original: { ...received(), receiptTo: "x@y", returnPath: "x@y" } })).toThrow(/LDL-ID-MSS/);
    const anonymous = hostile(["From: personne"]);
    expect(() => buildErrorMail({ original: anonymous, from: LGC, nil: "N", code: "906" })).toThrow(/LDL-ID-MSS/);
  });

  it("refuse texts of the caller that would break a header", () => {
    expect(() => build({ nil: "a\r\nBcc: b" })).toThrow(/LDL-MSS-003/);
    expect(() => build({ reportingUa: { product: "a\r\nError: 902", version: "1" } })).toThrow(/LDL-MSS-003/);
    expect(() => build({ from: "a@b.fr\r\nBcc: c@d.fr" as MssanteAddress })).toThrow(/LDL-ID-MSS/);
  });
});

describe("buildErrorMail", () => {
  it("writes the mail of volet 1.1.3, with the whole message attached", async () => {
    const { raw, envelope } = buildErrorMail(
      { original: received(), from: LGC, nil: "N", code: "904", explanation: "Date de naissance différente." },
      REPORT,
    );
    const mail = await parseIndependently(raw);
    expect(envelope).toEqual({ from: null, to: [DPI] });
    expect(mail.subject).toBe(`[KO Intégration système !][904] ${received().subject}`);
    expect(mail.attachments).toMatchObject([{ filename: "message_original.eml", contentType: "message/rfc822" }]);
    expect(mail.text).toContain("Code : 904\nLibellé : INS transmis ne correspond pas exactement à celui stocké");
    expect(mail.text).toContain("Précision : Date de naissance différente.");
    expect(parseIncoming(raw)).toMatchObject({
      kind: "errorMail",
      error: { code: "904" },
      originalMessageId: received().messageId,
      automatic: true,
    });
  });

  it("goes to the mailbox for errors when there is one", () => {
    const to = MssanteAddress.parse("erreurs@ch-test.mssante.fr");
    expect(buildErrorMail({ original: received(), from: LGC, nil: "N", code: "900", to }).envelope.to).toEqual([to]);
  });
});
