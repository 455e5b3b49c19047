import { isLdlError } from "@ldl/domain";
import { describe, expect, it } from "vitest";
import { parseIncoming } from "../../src/incoming/parse-incoming.ts";

const mail = (...lines: string[]) => Buffer.from(lines.join("\r\n"), "latin1");
const LONG = 240_000;

/** Messages made to hang, exhaust or mislead a reader. Each is read, or goes over a limit; nothing else may happen. */
const MESSAGES: [string, () => Buffer, string][] = [
  ["empty", () => mail(""), "other"],
  ["only line feeds", () => Buffer.alloc(100_000, "\n"), "other"],
  ["only NUL", () => Buffer.alloc(100_000), "other"],
  ["100 000 empty headers", () => mail(...new Array<string>(20_000).fill("X: y"), "", "z"), "other"],
  ["a subject of encoded words", () => mail(`Subject: ${"=?UTF-8?Q?=C3=A9?= ".repeat(10_000)}`, "", "x"), "other"],
  ["an encoded word without end", () => mail(`Subject: =?UTF-8?Q?${"=".repeat(LONG)}`, "", "x"), "other"],
  ["a return path of brackets", () => mail(`Return-Path: ${"<".repeat(LONG)}`, "", "x"), "other"],
  ["identifiers that never close", () => mail(`References: ${"<a".repeat(LONG / 2)}`, "", "x"), "other"],
  ["an address of commas", () => mail(`From: ${",".repeat(LONG)}`, `To: ${"(".repeat(10_000)}`, "", "x"), "other"],
  ["groups inside groups", () => mail(`To: ${"a:".repeat(20_000)}`, "", "x"), "other"],
  ["parameters by thousands", () => mail(`Content-Type: text/plain${"; a*0*=''x".repeat(20_000)}`, "", "x"), "other"],
  [
    "quotes that never close",
    () => mail(`Content-Type: multipart/mixed; boundary="${'\\"'.repeat(50_000)}`, "", "x"),
    "other",
  ],
  [
    "a name of a prototype",
    () => mail("Content-Type: text/plain; __proto__=x; constructor=y", "__proto__: z", "", "x"),
    "other",
  ],
  ["a subject of brackets", () => mail(`Subject: ${"[".repeat(LONG)}`, "", "x"), "other"],
  ["base64 that is none", () => mail("Content-Transfer-Encoding: base64", "", "=".repeat(LONG)), "other"],
  [
    "a boundary on every line",
    () => mail("Content-Type: multipart/mixed; boundary=b", "", ...new Array<string>(100_000).fill("--bx")),
    "other",
  ],
  [
    "10 000 parts",
    () => mail("Content-Type: multipart/mixed; boundary=b", "", ...new Array<string>(10_000).fill("--b\r\n\r\nx")),
    "LDL_MSS_LIMIT_EXCEEDED",
  ],
  [
    "1 000 messages inside messages",
    () => Buffer.from("Content-Type: message/rfc822\r\n\r\n".repeat(1000)),
    "LDL_MSS_LIMIT_EXCEEDED",
  ],
  [
    "multiparts that share one boundary",
    () => mail(...new Array<string>(1000).fill("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b")),
    "LDL_MSS_LIMIT_EXCEEDED",
  ],
  ["41 MiB", () => Buffer.alloc(41 * 1024 * 1024, "x"), "LDL_MSS_LIMIT_EXCEEDED"],
  ["one header of 1 MiB", () => mail(`X: ${"y".repeat(1024 * 1024)}`, "", "z"), "LDL_MSS_LIMIT_EXCEEDED"],
  [
    "a report without anything to report",
    () => mail("Content-Type: multipart/report; report-type=delivery-status; boundary=b", "", "--b", "", "x", "--b--"),
    "other",
  ],
  [
    "a notification of 100 000 blank lines",
    () =>
      mail(
        "Content-Type: multipart/report; boundary=b",
        "",
        "--b",
        "Content-Type: message/delivery-status",
        "",
        "\r\n \t".repeat(100_000),
        "--b--",
      ),
    "dsn",
  ],
  [
    "a disposition of slashes",
    () =>
      mail(
        "Content-Type: multipart/report; boundary=b",
        "",
        "--b",
        "Content-Type: message/disposition-notification",
        "",
        `Disposition: ${"a;/".repeat(50_000)}`,
        "--b--",
      ),
    "mdn",
  ],
  ["an archive without any content", () => mail('Content-Type: application/zip; name="IHE_XDM.ZIP"', "", ""), "xdm"],
];

describe("hostile messages", () => {
  it.each(MESSAGES)("%s", (_name, make, expected) => {
    let outcome: string;
    try {
      outcome = parseIncoming(make()).kind;
    } catch (error) {
      if (!isLdlError(error)) throw error;
      outcome = error.code;
      expect(error.message).not.toContain("x".repeat(10));
    }
    expect(outcome).toBe(expected);
  });

  it("gives names that hold no folder, no control character and no drive", () => {
    for (const name of ["../../etc/passwd", "..\\..\\boot.ini", "C:\\x.zip", "a\u0000.pdf", "/etc/shadow", "dir/.."]) {
      const message = parseIncoming(
        mail(`Content-Disposition: attachment; filename="${name.replaceAll("\\", "\\\\")}"`, "", "x"),
      );
      if (message.kind !== "other") throw new Error("other expected");
      for (const file of message.attachments) expect(file.name).not.toMatch(/[/\\\p{Cc}]/u);
    }
  });
});
