import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIndependently } from "../../test/support/independent-parser.ts";
import { DEFAULT_MAIL_LIMITS } from "./mime-limits.ts";
import { decodeBody, decodeText, leaves, readMime } from "./read-mime.ts";
import { writeMime } from "./write-mime.ts";

const headers = [
  ["From", [{ name: "Labo", address: "a@b.fr" }]],
  ["Date", "Tue, 20 Feb 2024 10:15:00 +0100"],
  ["Message-ID", "<m@b.fr>"],
  ["Subject", "essai"],
] as const;

describe("writeMime", () => {
  it("is read back the same by us and by mailparser, whatever the parts", async () => {
    const text = fc.string({ unit: "grapheme", maxLength: 500 }).filter((value) => !/\p{Cc}/u.test(value));
    const file = fc.uint8Array({ maxLength: 3000 });
    await fc.assert(
      fc.asyncProperty(text, fc.array(file, { maxLength: 4 }), async (body, files) => {
        const raw = writeMime({
          headers,
          contentType: "multipart/mixed",
          seed: "m",
          parts: [
            { kind: "text", text: body },
            ...files.map((bytes, index) => ({
              kind: "file" as const,
              contentType: "application/pdf",
              name: `é ${index}.pdf`,
              bytes,
            })),
          ],
        });
        const [first, ...rest] = leaves(readMime(raw, DEFAULT_MAIL_LIMITS));
        expect(first === undefined ? "" : decodeText(first)).toBe(body);
        expect(rest.map((part) => decodeBody(part))).toEqual(files.map((bytes) => Buffer.from(bytes)));
        const theirs = await parseIndependently(raw);
        expect(theirs.attachments.map(({ filename }) => filename)).toEqual(files.map((_, index) => `é ${index}.pdf`));
      }),
      { seed: 20240220, numRuns: 100 },
    );
  });

  it("chooses a boundary that no part contains", () => {
    const write = (text: string) =>
      writeMime({
        headers,
        contentType: "multipart/mixed",
        seed: "m",
        parts: [{ kind: "message", bytes: Buffer.from(text) }],
      });
    const boundary = /boundary="([^"]+)"/.exec(write("").toString())?.[1] ?? "";
    const raw = write(`Subject: piège\r\n\r\n--${boundary}\r\n\r\nfaux\r\n--${boundary}--\r\n`);
    const root = readMime(raw, DEFAULT_MAIL_LIMITS);
    expect(root.params["boundary"]).not.toBe(boundary);
    expect(root.parts).toHaveLength(1);
  });

  it("carries a message with accents as it is, in 8bit", () => {
    const bytes = Buffer.from("Subject: x\r\n\r\né\r\n");
    const raw = writeMime({ headers, contentType: "multipart/mixed", seed: "m", parts: [{ kind: "message", bytes }] });
    expect(raw.toString()).toContain(
      "Content-Type: message/rfc822\r\nContent-Transfer-Encoding: 8bit\r\n\r\nSubject: x\r\n\r\né",
    );
  });
});
