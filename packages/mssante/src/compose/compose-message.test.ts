import { createHash } from "node:crypto";
import { type CivilDate, Ins, MssanteAddress } from "@ldl/domain";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIndependently } from "../../test/support/independent-parser.ts";
import { FIXED, messageInput, PATIENT, PDF, XDM } from "../../test/support/message-input.ts";
import { composeMessage } from "./compose-message.ts";
import type { ComposeMessageInput } from "./message-input.ts";

const compose = (changes: Partial<ComposeMessageInput> = {}) => composeMessage(messageInput(changes), FIXED);

/** Reads a message with a parser that is not ours. */
const read = (changes: Partial<ComposeMessageInput> = {}) => parseIndependently(compose(changes).raw);

describe("composeMessage", () => {
  it("writes the headers of the Référentiel", async () => {
    const mail = await read({
      from: { kind: "personne", adresse: messageInput().from.adresse, titre: "Dr", prenom: "Zoé", nom: "Noël" },
      replyTo: MssanteAddress.parse("secretariat@ch-test.mssante.fr"),
    });
    expect(mail.from).toEqual({ name: "Dr_Zoé_NOËL", address: "dpi@ch-test.mssante.fr" });
    expect(mail.replyTo).toEqual(["secretariat@ch-test.mssante.fr"]);
    expect(mail.to).toEqual(["medecin@cabinet-test.mssante.fr"]);
    expect(mail.header("date")).toBe("Tue, 20 Feb 2024 10:15:00 +0100");
    expect(mail.messageId).toBe("<0b6f6f0e-5c7e-4f0c-9d43-7a0c2a0c9d11@ch-test.mssante.fr>");
    expect(mail.subject).toBe("XDM/1.0/DDM+Lettre de liaison a la sortie d'un etabl VIAL Paul 26/11/1978");
    expect(mail.header("disposition-notification-to")).toBe("dpi@ch-test.mssante.fr");
    expect(mail.header("x-mss-codecda")).toBe("11490-0");
    expect(mail.header("x-mss-ins")).toBe("O");
    expect(mail.header("x-mss-nil")).toBe("REF-NIL-1");
    expect(mail.header("x-mss-mes")).toBeUndefined();
    expect(mail.header("auto-submitted")).toBeUndefined();
  });

  it("keeps the raw subject readable and the names of X-MSS headers as published", () => {
    const raw = Buffer.from(compose().raw).toString("latin1");
    expect(raw).toContain(
      "\r\nSubject: XDM/1.0/DDM+Lettre de liaison a la sortie d'un etabl VIAL Paul\r\n 26/11/1978\r\n",
    );
    expect(raw).toContain("\r\nX-MSS-CODECDA: 11490-0\r\nX-MSS-INS: O\r\nX-MSS-NIL: REF-NIL-1\r\n");
  });

  it("carries the archive, the readable copies and a text in French", async () => {
    const documents = [
      ...messageInput().documents,
      { ...messageInput().documents[0], libelle: "CR", typeCode: "11502-2" },
    ];
    const mail = await read({ documents: documents as ComposeMessageInput["documents"] });
    expect(mail.subject).toBe("XDM/1.0/DDM+2 documents VIAL Paul 26/11/1978");
    expect(mail.header("x-mss-codecda")).toBe("11490-0,11502-2");
    expect(mail.attachments.map(({ filename, contentType }) => [filename, contentType])).toEqual([
      ["20240219_Lettre de liaison à la sortie d'un établ_VIAL_Paul.pdf", "application/pdf"],
      ["20240219_CR_VIAL_Paul.pdf", "application/pdf"],
      ["IHE_XDM.ZIP", "application/zip"],
    ]);
    expect(mail.attachments[0]?.content.equals(PDF)).toBe(true);
    expect(mail.attachments[2]?.content.equals(XDM)).toBe(true);
    expect(mail.text).toContain(
      "CH Test - Cardiologie vous adresse les documents suivants concernant VIAL Paul, né(e) le 26/11/1978 :",
    );
    expect(mail.text).toContain("- CR du 19/02/2024, copie PDF jointe");
  });

  it("gives two copies of the same name two names", async () => {
    const [document] = messageInput().documents;
    const mail = await read({ documents: [document, document] as ComposeMessageInput["documents"] });
    expect(mail.attachments.map(({ filename }) => filename).slice(0, 2)).toEqual([
      "20240219_Lettre de liaison à la sortie d'un établ_VIAL_Paul.pdf",
      "20240219_Lettre de liaison à la sortie d'un établ_VIAL_Paul_2.pdf",
    ]);
  });

  it("tells a patient the end of the exchange and no technical advice", async () => {
    const mail = await read({ to: [PATIENT], fin: true });
    expect(mail.header("x-mss-mes")).toBe("FIN");
    expect(mail.text).toContain("Vous ne pouvez pas répondre à ce message.");
    expect(mail.text).not.toContain("IHE_XDM");
    expect(mail.text).not.toContain("VIAL");
  });

  it("says that documents replace others, and ties the message to the former one", async () => {
    const inReplyTo = "<ancien@ch-test.mssante.fr>";
    const mail = await read({ annuleEtRemplace: true, inReplyTo });
    expect(mail.subject).toMatch(/26\/11\/1978 \[Annule et remplace\]$/);
    expect(mail.text).toContain("Ce document annule et remplace la version précédente.");
    expect(mail.inReplyTo).toBe(inReplyTo);
    expect(mail.references).toBe(inReplyTo);
  });

  it("asks for no receipt, marks an unqualified INS, takes a text of the caller", async () => {
    const mail = await read({
      receipt: false,
      patient: { ...messageInput().patient, insQualifiee: false },
      body: "Texte à nous.\nDeux lignes.",
    });
    expect(mail.header("disposition-notification-to")).toBeUndefined();
    expect(mail.header("x-mss-ins")).toBe("N");
    expect(mail.text.trim()).toBe("Texte à nous.\nDeux lignes.");
  });

  it.each<[string, "pdfa1" | "pdf" | "none" | undefined, string | undefined, boolean]>([
    ["a PDF, by default", undefined, "%PDF-1.4\nx", true],
    ["none, by default", undefined, undefined, false],
    ["none, when that is accepted", "none", undefined, true],
    ["a PDF without claim, when PDF/A-1 is wanted", "pdfa1", "%PDF-1.4\nx", false],
    ["a claim of PDF/A-1", "pdfa1", "%PDF-1.4\n<pdfaid:part>1</pdfaid:part>", true],
    ["the claim as an attribute", "pdfa1", "%PDF-1.4\n<x pdfaid:part='1'/>", true],
    ["a claim of PDF/A-3", "pdfa1", "%PDF-1.7\n<pdfaid:part>3</pdfaid:part>", false],
  ])("readable copies: %s", (_name, readableCopies, text, accepted) => {
    const { pdf: _pdf, ...document } = messageInput().documents[0] ?? { pdf: undefined };
    const documents = [text === undefined ? document : { ...document, pdf: Buffer.from(text) }];
    const input = messageInput({ documents: documents as ComposeMessageInput["documents"] });
    const composing = () =>
      composeMessage(input, { ...FIXED, ...(readableCopies === undefined ? {} : { readableCopies }) });
    if (accepted) expect(composing().raw.length).toBeGreaterThan(0);
    else expect(composing).toThrow(expect.objectContaining({ code: "LDL_INPUT_INVALID" }) as Error);
  });

  it("gives the same bytes for the same input, and others for another Message-ID", () => {
    const digest = (raw: Uint8Array) => createHash("sha256").update(raw).digest("hex");
    expect(digest(compose().raw)).toBe(digest(compose().raw));
    expect(digest(compose({ messageId: "<autre@ch-test.mssante.fr>" }).raw)).not.toBe(digest(compose().raw));
  });

  it("keeps the identifier that an outbox gave, and the envelope without the labels", () => {
    const composed = compose({ messageId: "<deja@ch-test.mssante.fr>" });
    expect(composed.messageId).toBe("<deja@ch-test.mssante.fr>");
    expect(composed.envelope).toEqual({ from: "dpi@ch-test.mssante.fr", to: ["medecin@cabinet-test.mssante.fr"] });
  });

  it("writes lines that every mail server takes", () => {
    const lines = Buffer.from(compose({ body: "é".repeat(5000) }).raw)
      .toString("latin1")
      .split("\r\n");
    expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(78);
    expect(lines.join("")).toMatch(/^[ -~\t]*$/);
  });
});

describe("what composeMessage refuses", () => {
  const doc = messageInput().documents[0] as ComposeMessageInput["documents"][number];
  const OTHER = MssanteAddress.parse("187126938000161@patient.mssante.fr");
  const LGC = messageInput().to[0] as MssanteAddress;
  it.each<[string, Partial<Record<keyof ComposeMessageInput, unknown>>, string, string]>([
    ["no recipient", { to: [] }, "to", "LDL-MSS-008"],
    ["a recipient twice", { to: [LGC, LGC.toUpperCase()] }, "to", "LDL-MSS-015"],
    ["an address that is none", { to: ["medecin@"] }, "to.0", "LDL-ID-MSS"],
    ["an address with a header in it", { to: ["a@b.fr\r\nBcc: c@d.fr"] }, "to.0", "LDL-ID-MSS"],
    ["no document", { documents: [] }, "documents", "LDL-MSS-009"],
    ["an archive that is no ZIP", { xdm: Buffer.from("%PDF-") }, "xdm", "LDL-MSS-010"],
    ["an archive that is text", { xdm: "PK" }, "xdm", "LDL-MSS-005"],
    [
      "a copy that is no PDF",
      { documents: [{ ...doc, pdf: Buffer.from("<html>") }] },
      "documents.0.pdf",
      "LDL-MSS-007",
    ],
    ["a strange type code", { documents: [{ ...doc, typeCode: "1\r\nX: y" }] }, "documents.0.typeCode", "LDL-MSS-006"],
    ["an impossible date", { documents: [{ ...doc, dateActe: "2024-02-30" }] }, "documents.0.dateActe", "LDL-T-002"],
    [
      "a name on two lines",
      { patient: { ...messageInput().patient, prenom: "Paul\nBcc: x" } },
      "patient.prenom",
      "LDL-MSS-003",
    ],
    ["an encoded word", { nil: "=?UTF-8?Q?=0D=0ABcc:?=" }, "nil", "LDL-MSS-003"],
    ["an empty NIL", { nil: "" }, "nil", "LDL-MSS-001"],
    ["a long label", { from: { ...messageInput().from, entite: "x".repeat(251) } }, "from.entite", "LDL-MSS-002"],
    ["a message identifier without brackets", { messageId: "a@b" }, "messageId", "LDL-MSS-004"],
    ["a patient among professionals", { to: [PATIENT, LGC] }, "to", "LDL-MSS-011"],
    ["two patients", { to: [PATIENT, OTHER] }, "to", "LDL-MSS-011"],
    [
      "the mailbox of another patient",
      { to: [OTHER], patient: { ...messageInput().patient, ins: Ins.parse("279035121518989") } },
      "to",
      "LDL-MSS-013",
    ],
    ["the end of an exchange with a professional", { fin: true }, "fin", "LDL-MSS-014"],
    ["a member that does not exist", { bcc: ["x@y.fr"] } as never, "bcc", "LDL-SCHEMA-UNRECOGNIZED-KEYS"],
  ])("%s", (_name, changes, path, rule) => {
    const input = { ...messageInput(), ...changes } as ComposeMessageInput;
    expect(() => composeMessage(input, FIXED)).toThrowError(
      expect.objectContaining({
        code: "LDL_INPUT_INVALID",
        details: { issues: expect.arrayContaining([expect.objectContaining({ path, rule })]) as unknown },
      }) as Error,
    );
  });

  it("a source of identifiers that would break the header", () => {
    expect(() => composeMessage(messageInput(), { newId: () => "a>\r\nBcc: <b" })).toThrow(/LDL-MSS-004/);
  });

  it("attachments over the limit, with their size", () => {
    expect(() => composeMessage(messageInput(), { maxAttachmentsBytes: 10 })).toThrowError(
      expect.objectContaining({
        code: "LDL_MSS_MESSAGE_TOO_LARGE",
        details: { size: XDM.length + PDF.length, limit: 10 },
      }) as Error,
    );
  });

  it("plain strings, at compile time", () => {
    // @ts-expect-error a plain string is no MssanteAddress
    const input: ComposeMessageInput = { ...messageInput(), to: ["medecin@cabinet-test.mssante.fr"] };
    // @ts-expect-error a plain string is no CivilDate
    const date: CivilDate = "2024-02-19";
    expect([input.to.length, date.length]).toEqual([1, 10]);
  });
});

describe("header injection", () => {
  const NAMES = [
    "from",
    "to",
    "date",
    "message-id",
    "subject",
    "disposition-notification-to",
    "x-mss-codecda",
    "x-mss-ins",
    "x-mss-nil",
    "mime-version",
    "content-type",
  ];

  it("never adds a header, whatever the texts", async () => {
    const text = fc.oneof(
      fc.string({ unit: "binary", minLength: 1, maxLength: 60 }),
      fc.string({ unit: "grapheme", minLength: 1, maxLength: 60 }),
      fc.constantFrom(
        "\r\nBcc: x@y.fr",
        "a\nX-Evil: 1",
        "=?utf-8?q?=0d=0aBcc:_x?=",
        'a" <x@y.fr>, "b',
        "a, b; c:",
        "a\u2028Bcc: x",
        "\u0000",
      ),
    );
    let composedCount = 0;
    await fc.assert(
      fc.asyncProperty(text, text, text, text, async (entite, nomNaissance, prenom, nil) => {
        const input = messageInput({
          from: { kind: "entite", adresse: messageInput().from.adresse, entite },
          patient: { nomNaissance, prenom, insQualifiee: true },
          nil,
        });
        let raw: Uint8Array;
        try {
          raw = composeMessage(input, FIXED).raw;
        } catch {
          return;
        }
        composedCount += 1;
        const mail = await parseIndependently(raw);
        expect(mail.headerNames).toEqual(NAMES);
        expect(mail.from).toMatchObject({ address: "dpi@ch-test.mssante.fr" });
        expect(mail.attachments).toHaveLength(2);
      }),
      { seed: 20240220, numRuns: 200 },
    );
    expect(composedCount).toBeGreaterThan(50);
  });

  it("keeps any name as it was given", async () => {
    const name = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 80 })
      .filter((value) => value.trim() === value && !value.includes("=?"));
    await fc.assert(
      fc.asyncProperty(name, async (entite) => {
        fc.pre(!/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]/u.test(entite) && !/\s{2}/u.test(entite));
        const from = { kind: "entite", adresse: messageInput().from.adresse, entite } as const;
        const mail = await parseIndependently(composeMessage(messageInput({ from }), FIXED).raw);
        expect(mail.from?.name).toBe(entite);
      }),
      { seed: 20240220, numRuns: 200 },
    );
  });
});
