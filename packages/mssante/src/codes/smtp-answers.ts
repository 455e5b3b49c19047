import type { MssanteRetryClass } from "@ldl/domain";

/** Command that an answer is about. `MESSAGE` is the answer after the final dot. */
export type SmtpStage = "CONNECT" | "EHLO" | "STARTTLS" | "AUTH" | "MAIL FROM" | "RCPT TO" | "DATA" | "MESSAGE";

/** One line of the table: the first that fits decides. */
interface AnswerRule {
  readonly code?: RegExp;
  readonly enhanced?: RegExp;
  readonly stages?: readonly SmtpStage[];
  readonly retryClass: MssanteRetryClass;
}

/**
 * What to do with an answer. RFC 5321 for the codes, RFC 3463 for the enhanced codes, which win when there is one, and the
 * table SMTPERRORCODE of the ANS volet « Transmission d'un document CDA-R2 en HL7v2 ».
 */
const RULES: readonly AnswerRule[] = [
  { stages: ["AUTH"], code: /^(?:535|454)$/, retryClass: "authentication" },
  { code: /^(?:432|530|534|538)$/, retryClass: "configuration" },
  // Credentials, encryption, trust (registry of enhanced codes). X.7.0 and X.7.1 are what servers say of too many connections, errors or messages.
  {
    code: /^421$/,
    enhanced: /^4\.7\.(?:[4-9]|1[0134])$/,
    stages: ["CONNECT", "EHLO", "STARTTLS"],
    retryClass: "configuration",
  },
  { enhanced: /^4\.5\.3$/, retryClass: "tooManyRecipients" },
  { enhanced: /^[45]\.2\.2$/, retryClass: "transientLong" },
  { enhanced: /^5\.(?:2\.3|3\.4)$/, retryClass: "permanentSize" },
  { enhanced: /^5\.1\.(?:0|1|2|3|6|10)$/, stages: ["RCPT TO"], retryClass: "permanentAddress" },
  { enhanced: /^5\.7\.1$/, stages: ["RCPT TO"], retryClass: "permanentAddress" },
  {
    code: /^5/,
    stages: ["CONNECT", "EHLO", "STARTTLS", "AUTH", "MAIL FROM"],
    enhanced: /^5\.(?!3\.4|2\.3)/,
    retryClass: "configuration",
  },
  { enhanced: /^5\.(?:6\.\d|7\.\d)$/, stages: ["DATA", "MESSAGE"], retryClass: "permanentContent" },
  { code: /^503$/, retryClass: "transient" },
  { code: /^(?:450|422|431|452)$/, retryClass: "transientLong" },
  // Greylisting (RFC 6647), with its enhanced code or without one.
  { code: /^451$/, enhanced: /^4\.7\.[01]$/, retryClass: "transientLong" },
  { code: /^451$/, enhanced: /^$/, stages: ["RCPT TO"], retryClass: "transientLong" },
  { code: /^4/, retryClass: "transient" },
  { code: /^(?:552|523)$/, retryClass: "permanentSize" },
  { code: /^(?:510|511|512|513|550|551|553)$/, stages: ["RCPT TO"], retryClass: "permanentAddress" },
  { code: /^5/, stages: ["CONNECT", "EHLO", "STARTTLS", "AUTH", "MAIL FROM"], retryClass: "configuration" },
  { code: /^(?:541|550|554)$/, stages: ["DATA", "MESSAGE"], retryClass: "permanentContent" },
];

/**
 * Classes an SMTP answer: try again, when, or who must act.
 *
 * @param answer - Three-digit code, enhanced code when there is one, and the command that it answers.
 * @returns The class.
 */
export function classifySmtpAnswer(answer: {
  readonly smtpCode: number;
  readonly enhancedCode?: string;
  readonly stage: SmtpStage;
}): MssanteRetryClass {
  const code = String(answer.smtpCode);
  const rule = RULES.find(
    ({ code: wantedCode, enhanced, stages }) =>
      (wantedCode === undefined || wantedCode.test(code)) &&
      (enhanced === undefined || enhanced.test(answer.enhancedCode ?? "")) &&
      (stages === undefined || stages.includes(answer.stage)),
  );
  return rule?.retryClass ?? "permanent";
}

/** Whether the same message may succeed later without anybody changing anything. */
export function isRetryable(retryClass: MssanteRetryClass): boolean {
  return ["transient", "transientLong", "tooManyRecipients", "uncertain"].includes(retryClass);
}

/** Reads the enhanced status code of an answer, `550 5.1.1 …`. */
export function enhancedCodeOf(response: string): string | undefined {
  return /^\d{3}[ -]([245]\.\d{1,3}\.\d{1,3})(?:\s|$)/.exec(response)?.[1];
}
