import type { SendMailOptions } from "nodemailer";
import MailComposer from "nodemailer/lib/mail-composer";
import { describe, expect, it } from "vitest";
import { FIXED, messageInput, PDF, XDM } from "../../test/support/message-input.ts";
import { composeMessage } from "../compose/compose-message.ts";
import { parseIncoming } from "./parse-incoming.ts";

const raw = (...lines: string[]) => Buffer.from(lines.join("\r\n"), "utf8");
const built = (options: SendMailOptions) =>
  new MailComposer({ from: "Labo <labo@labo-test.mssante.fr>", to: "dpi@ch-test.mssante.fr", ...options })
    .compile()
    .build();
const ours = (prefix = "") => Buffer.concat([Buffer.from(prefix), composeMessage(messageInput(), FIXED).raw]);

describe("parseIncoming: messages with documents", () => {
  it("reads what composeMessage writes", () => {
    const message = parseIncoming(
      ours("Return-Path: <dpi@ch-test.mssante.fr>\r\nOriginal-Recipient: rfc822;orig@x.fr\r\n"),
    );
    expect(message).toMatchObject({
      kind: "xdm",
      messageId: "<0b6f6f0e-5c7e-4f0c-9d43-7a0c2a0c9d11@ch-test.mssante.fr>",
      from: { name: "CH Test - Cardiologie", address: "dpi@ch-test.mssante.fr" },
      to: [{ address: "medecin@cabinet-test.mssante.fr" }],
      subject: "XDM/1.0/DDM+Lettre de liaison a la sortie d'un etabl VIAL Paul 26/11/1978",
      date: new Date("2024-02-20T09:15:00Z"),
      returnPath: "dpi@ch-test.mssante.fr",
      originalRecipient: "orig@x.fr",
      receiptTo: "dpi@ch-test.mssante.fr",
      automatic: false,
      forwarded: false,
      xdm: { name: "IHE_XDM.ZIP", contentType: "application/zip" },
      mss: { typeCodes: ["11490-0"], insQualifiee: true, nil: "REF-NIL-1", fin: false },
      issues: [],
    });
  });

  it.each([
    ["lower case name", { filename: "ihe_xdm.zip", content: XDM }, "XDM/1.0/DDM+CR VIAL"],
    [
      "octet-stream",
      { filename: "IHE_XDM.ZIP", content: XDM, contentType: "application/octet-stream" },
      "XDM/1.0/DDM+CR VIAL",
    ],
    [
      "x-zip-compressed",
      { filename: "envoi.zip", content: XDM, contentType: "application/x-zip-compressed" },
      "XDM/1.0/DDM+CR",
    ],
    ["another name, by its content", { filename: "documents.zip", content: XDM }, "XDM/1.0/DDM+CR VIAL"],
    ["a subject without the phrase", { filename: "IHE_XDM.ZIP", content: XDM }, "Compte rendu"],
  ])("finds an archive: %s", async (_name, attachment, subject) => {
    const message = parseIncoming(await built({ subject, attachments: [attachment] }));
    expect(message.kind).toBe("xdm");
    if (message.kind !== "xdm") return;
    expect(Buffer.from(message.xdm.bytes).equals(XDM)).toBe(true);
    expect(message.issues.map(({ rule }) => rule)).toEqual(subject.startsWith("XDM") ? [] : ["LDL-MSS-102"]);
  });

  it("reports a second archive and keeps it among the attachments", async () => {
    const archive = { filename: "IHE_XDM.ZIP", content: XDM };
    const message = parseIncoming(await built({ subject: "XDM/1.0/DDM+CR", attachments: [archive, archive] }));
    expect(message.issues).toMatchObject([{ rule: "LDL-MSS-101", severity: "warning" }]);
    expect(message.kind === "xdm" && message.attachments).toHaveLength(1);
  });

  it("sorts copies and other files, by their content", async () => {
    const message = parseIncoming(
      await built({
        subject: "XDM/1.0/DDM+CR",
        attachments: [
          { filename: "CR.pdf", content: PDF },
          { filename: "faux.pdf", content: Buffer.from("<html>") },
          { filename: "IHE_XDM.ZIP", content: XDM },
          { filename: "note.txt", content: "bonjour" },
        ],
      }),
    );
    if (message.kind !== "xdm") throw new Error("xdm expected");
    expect(message.pdfs.map(({ name }) => name)).toEqual(["CR.pdf"]);
    expect(message.attachments.map(({ name }) => name)).toEqual(["faux.pdf", "note.txt"]);
  });

  it.each([
    ["as a message", { contentType: "message/rfc822", content: ours() }],
    ["as a file .eml", { filename: "original.eml", contentType: "message/rfc822", content: ours() }],
  ])("finds the archive of a message forwarded %s", async (_name, attachment) => {
    const message = parseIncoming(
      await built({ subject: "TR: compte rendu", text: "voir joint", attachments: [attachment] }),
    );
    expect(message).toMatchObject({
      kind: "xdm",
      forwarded: true,
      text: expect.stringContaining("voir joint") as string,
    });
  });

  it("does not go down two messages", async () => {
    const once = await built({ subject: "TR", attachments: [{ contentType: "message/rfc822", content: ours() }] });
    const twice = await built({ subject: "TR: TR", attachments: [{ contentType: "message/rfc822", content: once }] });
    expect(parseIncoming(twice).kind).toBe("other");
  });

  it("is not taken in by a ZIP of something else, nor by a name of a folder", async () => {
    const other = Buffer.concat([Buffer.from("PK\u0003\u0004"), Buffer.from("word/document.xml")]);
    const zip = await built({ subject: "bonjour", attachments: [{ filename: "a.zip", content: other }] });
    expect(parseIncoming(zip)).toMatchObject({ kind: "other", announcesXdm: false, attachments: [{ name: "a.zip" }] });
    const announced = await built({ subject: "XDM/1.0/DDM+CR VIAL", text: "archive oubliée" });
    expect(parseIncoming(announced)).toMatchObject({ kind: "other", announcesXdm: true });
  });
});

describe("parseIncoming: the rest", () => {
  it.each([
    ["[FIN]", "dpi@ch-test.mssante.fr", "fin"],
    ["Re: [FIN]", "dpi@ch-test.mssante.fr", "other"],
    ["Bonjour", "279035121518989@patient.mssante.fr", "patientReply"],
    ["Bonjour", "x@PATIENT.mssante.fr", "patientReply"],
    ["Bonjour", "dr@cabinet.mssante.fr", "other"],
  ])("%s from %s: %s", (subject, from, kind) => {
    expect(parseIncoming(raw(`From: ${from}`, `Subject: ${subject}`, "", "texte")).kind).toBe(kind);
  });

  it("reads the matricule of a patient who answers, when it is one", () => {
    const reply = (address: string) =>
      parseIncoming(raw(`From: Paul <${address}>`, "Subject: Re: bonjour", "", "merci"));
    expect(reply("279035121518989@patient.mssante.fr")).toMatchObject({ ins: "279035121518989", text: "merci" });
    expect(reply("279035121518988@patient.mssante.fr")).not.toHaveProperty("ins");
  });

  it.each([
    ["Auto-Submitted: auto-replied", true],
    ["Auto-Submitted: auto-generated; x=y", true],
    ["Auto-Submitted: no", false],
    ["Return-Path: <>", true],
    ["Return-Path: <a@b.fr>", false],
    ["X: y", false],
  ])("%s: automatic %s", (header, automatic) => {
    expect(parseIncoming(raw(header, "Subject: x", "", "y")).automatic).toBe(automatic);
  });

  it("gives an error mail its code and the message that it is about", () => {
    const about = (...lines: string[]) =>
      parseIncoming(
        raw(
          "From: a@b.fr",
          "Subject: =?UTF-8?Q?[KO_Int=C3=A9gration_syst=C3=A8me_!][902]_XDM/1.0/DDM+CR?=",
          ...lines,
          "",
          "902",
        ),
      );
    expect(about("In-Reply-To: <m1@x.fr>")).toMatchObject({
      kind: "errorMail",
      error: { code: "902" },
      originalMessageId: "<m1@x.fr>",
    });
    expect(about("References: <m0@x.fr> <m1@x.fr>")).toMatchObject({ originalMessageId: "<m1@x.fr>" });
    expect(about()).not.toHaveProperty("originalMessageId");
  });

  it("finds the message that an error mail is about in the message attached to it", async () => {
    const mail = await built({
      subject: "[Erreur d’intégration !][905] XDM/1.0/DDM+CR",
      attachments: [{ filename: "message_original.eml", contentType: "message/rfc822", content: ours() }],
    });
    expect(parseIncoming(mail)).toMatchObject({
      kind: "errorMail",
      error: { code: "905" },
      originalMessageId: "<0b6f6f0e-5c7e-4f0c-9d43-7a0c2a0c9d11@ch-test.mssante.fr>",
    });
  });

  it("passes its limits on", () => {
    expect(() => parseIncoming(raw("Subject: x", "", "y"), { limits: { maxBytes: 5 } })).toThrow(
      /reading limit on bytes/,
    );
  });
});
