import { isLdlError } from "@ldl/domain";
import fc from "fast-check";
import MailComposer from "nodemailer/lib/mail-composer";
import { describe, expect, it } from "vitest";
import { parseIndependently } from "../../test/support/independent-parser.ts";
import { DEFAULT_MAIL_LIMITS, type MailLimits } from "./mime-limits.ts";
import { decodeBody, decodeText, leaves, type MimeEntity, readMime } from "./read-mime.ts";

const parse = (text: string | Uint8Array, limits: Partial<MailLimits> = {}) =>
  readMime(typeof text === "string" ? Buffer.from(text, "latin1") : text, { ...DEFAULT_MAIL_LIMITS, ...limits });

const mail = (...lines: string[]) => lines.join("\r\n");

const shape = (entity: MimeEntity): unknown =>
  entity.parts.length === 0 ? entity.contentType : [entity.contentType, ...entity.parts.map(shape)];

const two = mail(
  "Content-Type: multipart/mixed; boundary=b",
  "",
  "preamble",
  "--b",
  "Content-Type: text/plain",
  "",
  "un",
  "--b  ",
  "Content-Type: application/octet-stream",
  "",
  "deux",
  "",
  "--b--",
  "epilogue",
);

describe("readMime", () => {
  it("splits a multipart, and gives the line break before a delimiter to the delimiter", () => {
    const root = parse(two);
    expect(shape(root)).toEqual(["multipart/mixed", "text/plain", "application/octet-stream"]);
    expect(root.parts.map((part) => part.body.toString())).toEqual(["un", "deux\r\n"]);
  });

  it("takes line feeds alone", () => {
    expect(parse(two.replaceAll("\r\n", "\n")).parts.map((part) => part.body.toString())).toEqual(["un", "deux\n"]);
  });

  it.each<[string, string, unknown]>([
    ["nothing", "", "text/plain"],
    ["a text without headers", "\r\nbonjour", "text/plain"],
    ["headers without a body", "Subject: x", "text/plain"],
    ["no content type", mail("Subject: x", "", "bonjour"), "text/plain"],
    ["an unknown content type", mail("Content-Type: ???", "", "x"), "???"],
    ["a multipart without boundary", mail("Content-Type: multipart/mixed", "", "--b", "x"), "multipart/mixed"],
    ["a boundary that never comes", mail("Content-Type: multipart/mixed; boundary=b", "", "x"), "multipart/mixed"],
    [
      "a multipart without its end",
      mail("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "un"),
      ["multipart/mixed", "text/plain"],
    ],
    [
      "a boundary inside a line",
      mail("Content-Type: multipart/mixed; boundary=b", "", "--b", "", "x --b", "--bc", "--b--"),
      ["multipart/mixed", "text/plain"],
    ],
    [
      "a message inside a message",
      mail("Content-Type: message/rfc822", "", "Content-Type: text/html", "", "x"),
      ["message/rfc822", "text/html"],
    ],
  ])("reads %s", (_name, text, expected) => {
    expect(shape(parse(text))).toEqual(expected);
  });

  it.each([
    ["base64", "w6l0w6k=", "été"],
    ["base64", "w6l0\r\nw6k=", "été"],
    ["base64", "w6l0!!w6k", "été"],
    ["quoted-printable", "=C3=A9t=\r\n=C3=A9", "été"],
    ["QUOTED-PRINTABLE", "=c3=a9t=c3=a9", "été"],
    ["8bit", Buffer.from("été").toString("latin1"), "été"],
    ["x-unknown", "abc", "abc"],
  ])("decodes %s", (encoding, body, expected) => {
    const entity = parse(
      mail(`Content-Transfer-Encoding: ${encoding}`, "Content-Type: text/plain; charset=utf-8", "", body),
    );
    expect(decodeBody(entity).toString()).toBe(expected);
    expect(decodeText(entity)).toBe(expected);
  });

  it.each([
    ["iso-8859-1", "\xe9", "é"],
    ["windows-1252", "\x80", "€"],
    ["utf-8", "\xc3\xa9", "é"],
    ["bogus", "\xc3\xa9", "é"],
  ])("reads a text in %s", (charset, body, expected) => {
    expect(decodeText(parse(mail(`Content-Type: text/plain; charset=${charset}`, "", body)))).toBe(expected);
  });

  it.each([
    ['Content-Disposition: attachment; filename="a.pdf"', "a.pdf"],
    ["Content-Disposition: attachment; filename*=UTF-8''m%C3%A9decin%27s.pdf", "médecin's.pdf"],
    ["Content-Disposition: attachment;\r\n filename*0*=UTF-8''m%C3%A9;\r\n filename*1*=decin.pdf", "médecin.pdf"],
    ['Content-Type: application/pdf; name="=?UTF-8?Q?m=C3=A9decin.pdf?="', "médecin.pdf"],
    ['Content-Disposition: attachment; filename="../../etc/passwd"', "passwd"],
    ['Content-Disposition: attachment; filename="C:\\\\temp\\\\x.zip"', "x.zip"],
    ["Content-Disposition: attachment; filename*=UTF-8''a%0D%0Ab%00.pdf", "ab.pdf"],
  ])("names the file of %s", (header, expected) => {
    expect(parse(mail(header, "", "x")).fileName).toBe(expected);
  });

  it.each<[string, string, Partial<MailLimits>, string]>([
    ["bytes", "x".repeat(101), { maxBytes: 100 }, "bytes"],
    [
      "parts",
      mail("Content-Type: multipart/mixed; boundary=b", "", ...new Array<string>(300).fill("--b\r\n\r\nx")),
      {},
      "parts",
    ],
    ["depth", nested(30), {}, "depth"],
    ["messages inside messages", "Content-Type: message/rfc822\r\n\r\n".repeat(30), {}, "depth"],
    ["headers", `X: ${"y".repeat(300_000)}\r\n\r\n`, {}, "headers"],
  ])("refuses more than the limit of %s", (_name, text, limits, limit) => {
    let error: unknown;
    try {
      parse(text, limits);
    } catch (thrown) {
      error = thrown;
    }
    expect(isLdlError(error) && error.code === "LDL_MSS_LIMIT_EXCEEDED" && error.details.limit).toBe(limit);
  });
});

function nested(levels: number): string {
  if (levels === 0) return mail("Content-Type: text/plain", "", "fond");
  return mail(
    `Content-Type: multipart/mixed; boundary=b${levels}`,
    "",
    `--b${levels}`,
    nested(levels - 1),
    `--b${levels}--`,
  );
}

describe("readMime beside other people's software", () => {
  const name = fc
    .string({ unit: "grapheme", minLength: 1, maxLength: 40 })
    .map((text) => text.replace(/[\p{C}\p{Z}/\\"]+/gu, "_"));
  const file = fc.record({
    filename: name,
    content: fc.uint8Array({ maxLength: 2000 }).map((bytes) => Buffer.from(bytes)),
  });

  it("finds the files and the text that nodemailer wrote, as mailparser finds them", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(file, { maxLength: 4 }),
        fc.string({ unit: "grapheme", maxLength: 300 }),
        async (files, text) => {
          fc.pre(!/\p{Cc}/u.test(text));
          const raw = await new MailComposer({ from: "a@b.fr", to: "c@d.fr", text, attachments: files })
            .compile()
            .build();
          const found = leaves(parse(raw)).filter(({ fileName }) => fileName !== undefined);
          const theirs = await parseIndependently(raw);
          expect(found.map(({ fileName }) => fileName)).toEqual(files.map(({ filename }) => filename));
          expect(theirs.attachments.map(({ filename }) => filename)).toEqual(files.map(({ filename }) => filename));
          for (const [index, { content }] of files.entries()) {
            expect(decodeBody(found[index] as MimeEntity).equals(content)).toBe(true);
          }
          const body = leaves(parse(raw)).find(
            ({ contentType, fileName }) => contentType === "text/plain" && fileName === undefined,
          );
          expect(body === undefined ? "" : decodeText(body).trimEnd()).toBe(text.trimEnd());
        },
      ),
      { seed: 20240220, numRuns: 100 },
    );
  });

  it("never fails on arbitrary bytes but over a limit", () => {
    const piece = fc.constantFrom(
      "Content-Type: multipart/mixed; boundary=b\r\n",
      "Content-Type: message/rfc822\r\n",
      'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n',
      "Content-Transfer-Encoding: base64\r\n",
      "\r\n",
      "\n",
      "--b\r\n",
      "--b--\r\n",
      "--",
      "Subject: =?UTF-8?Q?=\r\n",
      "From: <<<>>>@,;:\r\n",
      "é\u0000",
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof(piece, fc.string({ unit: "binary", maxLength: 20 })), { maxLength: 40 }),
        (pieces) => {
          try {
            for (const part of leaves(parse(Buffer.from(pieces.join(""), "utf8")))) decodeText(part);
          } catch (error) {
            expect(isLdlError(error) ? error.code : error).toBe("LDL_MSS_LIMIT_EXCEEDED");
          }
        },
      ),
      { seed: 20240220, numRuns: 500 },
    );
  });
});
