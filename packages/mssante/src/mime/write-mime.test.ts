import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseIndependently } from "../../test/support/independent-parser.ts";
import { encodeBase64 } from "./encode-base64.ts";
import { DEFAULT_MAIL_LIMITS } from "./mime-limits.ts";
import { decodeBody, decodeText, leaves, readMime } from "./read-mime.ts";
import { writeMime } from "./write-mime.ts";

const headers = [
  ["From", [{ name: "Labo", address: "a@b.fr" }]],
  ["Date", "Tue, 20 Feb 2024 10:15:00 +0100"],
  ["Message-ID", "<m@b.fr>"],
  ["Subject", "essai"],
] as const;

describe("encodeBase64", () => {
  it.each([0, 1, 56, 57, 58, 113, 114, 115, 1000])("writes %i bytes in lines of 76 characters at most", (length) => {
    const bytes = Buffer.from(Array.from({ length }, (_, index) => index % 256));
    const lines = encodeBase64(bytes).toString().split("\r\n");
    expect(lines.join("")).toBe(bytes.toString("base64"));
    expect(lines.slice(0, -1).every((line) => line.length === 76)).toBe(true);
    expect(lines.at(-1)?.length).toBeLessThanOrEqual(76);
  });

  it("writes the bytes of a view, not those around it", () => {
    const around = Buffer.from("xxxabcxxx");
    expect(encodeBase64(around.subarray(3, 6)).toString()).toBe("YWJj");
  });
});

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
