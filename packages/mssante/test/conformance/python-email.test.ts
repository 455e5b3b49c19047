import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { composeMessage } from "../../src/compose/compose-message.ts";
import type { ComposeMessageInput } from "../../src/compose/message-input.ts";
import { pdfFileName } from "../../src/compose/pdf-file-name.ts";
import { parseIncoming } from "../../src/incoming/parse-incoming.ts";
import { buildErrorMail } from "../../src/reports/build-error-mail.ts";
import { buildMdn } from "../../src/reports/build-mdn.ts";
import { archiveOf } from "../support/letter.ts";
import { DPI, FIXED, LGC, messageInput, PDF } from "../support/message-input.ts";
import { type PythonMail, pythonAvailable, readByPython } from "../support/python-reader.ts";

/** Our messages as Python's email package reads them: an implementation that shares nothing with ours. */

const available = pythonAvailable();

const sha256 = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
const lines = (text: string): string => text.replace(/\r\n|\r/g, "\n");
const GOLDEN = path.join(import.meta.dirname, "../golden");
const XDM = archiveOf({}, { id: "2" });

/** Words as people write them, of any script, accents, quotes and signs of mail headers among them. */
const words = (maxLength: number): fc.Arbitrary<string> =>
  fc
    .oneof(
      fc.string({ unit: "grapheme", minLength: 1, maxLength }),
      fc.constantFrom(
        "Zoé Œuvrard-L'Été",
        'D’ARC (née "O\'Neil")',
        "a, b; c: <d@e.fr>",
        "漢字 Ελληνικά",
        "é".repeat(maxLength),
      ),
    )
    .filter((text) => text.trim() === text && !/[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|=\?|\s{2}/u.test(text));

const document = fc.record({
  libelle: words(60),
  typeCode: fc.constantFrom("11490-0", "11502-2", "34112-3"),
  dateActe: fc.constantFrom(...messageInput().documents.map(({ dateActe }) => dateActe)),
  pdf: fc.option(
    fc.uint8Array({ maxLength: 5_000 }).map((bytes) => Buffer.concat([PDF, bytes])),
    { nil: undefined },
  ),
});

/** A letter of ours: who, about whom, several documents with their copies or without, text. */
const letter: fc.Arbitrary<ComposeMessageInput> = fc
  .record({
    entite: words(80),
    nomNaissance: words(30),
    prenom: words(30),
    body: fc.option(fc.string({ unit: "grapheme", maxLength: 400 }), { nil: undefined }),
    documents: fc.array(document, { minLength: 1, maxLength: 5 }),
    insQualifiee: fc.boolean(),
    inReplyTo: fc.constantFrom(undefined, "<precedent@ch-test.mssante.fr>"),
  })
  .map(({ entite, nomNaissance, prenom, insQualifiee, body, documents, inReplyTo }) => ({
    ...messageInput({ xdm: XDM }),
    from: { kind: "entite", adresse: DPI, entite },
    patient: { nomNaissance, prenom, insQualifiee },
    documents: documents.map(({ pdf, ...rest }) => ({ ...rest, ...(pdf === undefined ? {} : { pdf }) })),
    ...(body === undefined ? {} : { body }),
    ...(inReplyTo === undefined ? {} : { inReplyTo }),
  }));

/** Names of the copies, in their order. */
function namesOf({ documents, patient }: ComposeMessageInput): string[] {
  const ranks = new Map<string, number>();
  return documents.flatMap(({ pdf, dateActe, libelle }) => {
    if (pdf === undefined) return [];
    const named = { dateActe, libelle, nomNaissance: patient.nomNaissance, prenom: patient.prenom };
    const rank = (ranks.get(pdfFileName(named)) ?? 0) + 1;
    ranks.set(pdfFileName(named), rank);
    return [pdfFileName(named, { rank })];
  });
}

/** What Python must find in a letter. */
function expectLetter(read: PythonMail | undefined, input: ComposeMessageInput, messageId: string): void {
  if (input.from.kind !== "entite") throw new Error("an entity expected");
  expect(read).toMatchObject({
    from: [input.from.entite, DPI],
    to: [LGC],
    id: messageId,
    type: "multipart/mixed",
    defects: [],
    headers: {
      // What asks for a receipt; delivery notifications are asked for in the envelope.
      "disposition-notification-to": DPI,
      "x-mss-ins": input.patient.insQualifiee ? "O" : "N",
      "x-mss-codecda": [...new Set(input.documents.map(({ typeCode }) => typeCode))].join(","),
      "x-mss-nil": "REF-NIL-1",
    },
  });
  expect(read?.headers["in-reply-to"]).toBe(input.inReplyTo);
  const [text, ...files] = read?.parts ?? [];
  expect(text).toMatchObject({ type: "text/plain", name: null });
  if (input.body !== undefined) expect(lines(text?.text ?? "")).toBe(lines(input.body));
  const copies = input.documents.flatMap(({ pdf }) => (pdf === undefined ? [] : [sha256(pdf)]));
  const names = namesOf(input);
  expect(files).toEqual([
    ...copies.map((hash, index) => ({ type: "application/pdf", name: names[index], hash })),
    { type: "application/zip", name: "IHE_XDM.ZIP", hash: sha256(XDM) },
  ]);
}

describe.skipIf(!available)("Python's email package", () => {
  it("finds the same parts, names, texts and bytes in any letter, and in the receipts and error mails that answer it", () => {
    const inputs = fc.sample(letter, { seed: 20240220, numRuns: 80 });
    const letters = inputs.map((input, index) =>
      composeMessage(input, { ...FIXED, newId: () => `lettre-${index}`, readableCopies: "none" }),
    );
    const received = letters.map(({ raw }) =>
      parseIncoming(Buffer.concat([Buffer.from(`Return-Path: <${DPI}>\r\n`), raw])),
    );
    const author = { from: LGC, label: "Cabinet d’Été", nil: "REF-NIL-2" };
    const rejected = { kind: "rejected", code: "902", explanation: "Aucun dossier à cette identité." } as const;
    const receipts = received.map((original) => buildMdn({ ...author, original, statement: rejected }));
    const former = received.map((original) =>
      buildMdn({ ...author, original, statement: rejected }, { form: "1.1.2" }),
    );
    const integrated = received.map((original) => buildMdn({ ...author, original, statement: { kind: "integrated" } }));
    const mails = received.map((original) => buildErrorMail({ ...author, original, code: "904" }));
    const all = readByPython([letters, receipts, former, integrated, mails].flat().map(({ raw }) => raw));
    expect(all).toHaveLength(5 * inputs.length);
    const of = (rank: number) => all.slice(rank * inputs.length, (rank + 1) * inputs.length);

    const ofFormer = of(2);

    inputs.forEach((input, index) => {
      const messageId = letters[index]?.messageId ?? "";
      const subject = received[index]?.subject ?? "";
      expectLetter(of(0)[index], input, messageId);
      expect(of(0)[index]?.subject).toBe(subject);

      for (const [reports, fields] of [
        [
          of(1),
          {
            Disposition: "automatic-action/MDN-sent-automatically; processed/error",
            Error: expect.stringMatching(/^902\^/) as string,
          },
        ],
        [ofFormer, { Disposition: expect.stringMatching(/; processed\/Error: 902\^/) as string }],
        [of(3), { Disposition: "automatic-action/MDN-sent-automatically; processed" }],
      ] as const) {
        const report = reports[index];
        expect(report).toMatchObject({ type: "multipart/report", from: [author.label, LGC], to: [DPI], defects: [] });
        expect(report?.headers["content-type"]).toContain('report-type="disposition-notification"');
        expect(report?.parts.slice(0, 2).map(({ type }) => type)).toEqual([
          "text/plain",
          "message/disposition-notification",
        ]);
        expect(report?.parts[1]?.fields).toMatchObject({ "Original-Message-ID": messageId, ...fields });
        if (reports === ofFormer) {
          // The former form attaches the text and the files again, the archive first.
          const [text, ...files] = of(0)[index]?.parts ?? [];
          expect(report?.parts.slice(2)).toEqual([text, ...files.slice(-1), ...files.slice(0, -1)]);
        } else {
          expect(report?.parts.slice(2)).toMatchObject([{ type: "message/rfc822" }]);
          expectLetter(report?.parts[2]?.message, input, messageId);
        }
      }

      const mail = of(4)[index];
      expect(mail).toMatchObject({ type: "multipart/mixed", from: [author.label, LGC], to: [DPI], defects: [] });
      expect(mail?.headers["in-reply-to"]).toBe(messageId);
      expect(mail?.parts.map(({ type, name }) => [type, name])).toEqual([
        ["text/plain", null],
        ["message/rfc822", "message_original.eml"],
      ]);
      expectLetter(mail?.parts[1]?.message, input, messageId);
    });
  }, 120_000);

  it("reads the golden messages without a defect, as we do", () => {
    const files = readdirSync(GOLDEN).filter((name) => name.endsWith(".eml"));
    expect(files.length).toBeGreaterThan(5);
    const raws = files.map((name) => readFileSync(path.join(GOLDEN, name)));
    readByPython(raws).forEach((read, index) => {
      const own = parseIncoming(raws[index] ?? Buffer.alloc(0));
      expect([files[index], read.defects, read.subject, read.id, read.from[1]]).toEqual([
        files[index],
        [],
        own.subject,
        own.messageId,
        own.from?.address,
      ]);
    });
  });
});
