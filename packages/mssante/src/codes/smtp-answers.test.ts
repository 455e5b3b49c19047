import { describe, expect, it } from "vitest";
import { classifySmtpAnswer, enhancedCodeOf, isRetryable, type SmtpStage } from "./smtp-answers.ts";

describe("classifySmtpAnswer", () => {
  it.each<[SmtpStage, number, string | undefined, string]>([
    ["CONNECT", 421, undefined, "transient"],
    ["CONNECT", 421, "4.3.2", "transient"],
    ["CONNECT", 421, "4.7.0", "transient"],
    ["CONNECT", 421, "4.7.1", "transient"],
    ["EHLO", 421, "4.7.0", "transient"],
    ["CONNECT", 421, "4.7.8", "configuration"],
    ["EHLO", 421, "4.7.10", "configuration"],
    ["STARTTLS", 421, "4.7.14", "configuration"],
    ["MESSAGE", 421, "4.7.0", "transient"],
    ["CONNECT", 554, "5.7.1", "configuration"],
    ["CONNECT", 554, undefined, "configuration"],
    ["AUTH", 535, "5.7.8", "authentication"],
    ["AUTH", 454, "4.7.0", "authentication"],
    ["AUTH", 530, undefined, "configuration"],
    ["AUTH", 534, "5.7.9", "configuration"],
    ["MAIL FROM", 530, "5.7.0", "configuration"],
    ["MAIL FROM", 550, "5.7.1", "configuration"],
    ["MAIL FROM", 553, "5.7.1", "configuration"],
    ["MAIL FROM", 552, "5.3.4", "permanentSize"],
    ["MAIL FROM", 452, "4.3.1", "transientLong"],
    ["MAIL FROM", 503, undefined, "transient"],
    ["RCPT TO", 450, undefined, "transientLong"],
    ["RCPT TO", 451, undefined, "transientLong"],
    ["RCPT TO", 451, "4.7.1", "transientLong"],
    ["RCPT TO", 451, "4.3.0", "transient"],
    ["MAIL FROM", 451, "4.7.1", "transientLong"],
    ["MESSAGE", 451, "4.7.0", "transientLong"],
    ["MESSAGE", 451, undefined, "transient"],
    ["RCPT TO", 452, "4.5.3", "tooManyRecipients"],
    ["RCPT TO", 452, "4.2.2", "transientLong"],
    ["RCPT TO", 550, "5.1.1", "permanentAddress"],
    ["RCPT TO", 550, "5.1.2", "permanentAddress"],
    ["RCPT TO", 556, "5.1.10", "permanentAddress"],
    ["RCPT TO", 550, "5.7.1", "permanentAddress"],
    ["RCPT TO", 552, "5.2.2", "transientLong"],
    ["RCPT TO", 550, undefined, "permanentAddress"],
    ["RCPT TO", 512, undefined, "permanentAddress"],
    ["RCPT TO", 500, undefined, "permanent"],
    ["DATA", 503, undefined, "transient"],
    ["MESSAGE", 552, undefined, "permanentSize"],
    ["MESSAGE", 523, undefined, "permanentSize"],
    ["MESSAGE", 552, "5.2.3", "permanentSize"],
    ["MESSAGE", 554, undefined, "permanentContent"],
    ["MESSAGE", 554, "5.7.1", "permanentContent"],
    ["MESSAGE", 550, "5.7.1", "permanentContent"],
    ["MESSAGE", 541, undefined, "permanentContent"],
    ["MESSAGE", 451, "4.3.0", "transient"],
    ["MESSAGE", 500, undefined, "permanent"],
  ])("%s %i %s: %s", (stage, smtpCode, enhancedCode, expected) => {
    expect(classifySmtpAnswer({ stage, smtpCode, ...(enhancedCode === undefined ? {} : { enhancedCode }) })).toBe(
      expected,
    );
  });

  it("lets every answer of the 400 family but a refused identity be tried again, and none of the 500 family but 503 and a full mailbox", () => {
    const stages: SmtpStage[] = ["CONNECT", "EHLO", "MAIL FROM", "RCPT TO", "DATA", "MESSAGE"];
    for (const stage of stages) {
      for (let smtpCode = 400; smtpCode < 600; smtpCode += 1) {
        if (smtpCode === 432) continue;
        const retryable = isRetryable(classifySmtpAnswer({ stage, smtpCode }));
        const expected = smtpCode < 500 || smtpCode === 503;
        expect([stage, smtpCode, retryable]).toEqual([stage, smtpCode, expected]);
      }
    }
  });
});

describe("enhancedCodeOf", () => {
  it.each([
    ["550 5.1.1 unknown", "5.1.1"],
    ["452-4.5.3 too many", "4.5.3"],
    ["250 2.0.0", "2.0.0"],
    ["550 unknown 5.1.1", undefined],
    ["550 5.1", undefined],
    ["", undefined],
  ])("%s: %s", (response, expected) => {
    expect(enhancedCodeOf(response)).toBe(expected);
  });
});
