import { LdlError, type MssanteEndpoint, type MssanteRefusedRecipient, type MssanteRetryClass } from "@ldl/domain";
import type { NodemailerError } from "nodemailer/lib/errors";
import { classifySmtpAnswer, enhancedCodeOf, isRetryable, type SmtpStage } from "../codes/smtp-answers.ts";
import type { OperatorTls } from "../connection/operator-profile.ts";
import { ownCause } from "../connection/sasl.ts";
import { tlsError } from "../connection/tls-failure.ts";
import { definedOnly } from "../internal/defined-only.ts";

/** What the mapping of an error needs to know of the attempt. */
export interface SmtpAttempt {
  readonly endpoint: MssanteEndpoint;
  readonly tls: OperatorTls;
  readonly now: Date;
  /** The message, when one was being sent. */
  readonly message?: {
    readonly messageId: string;
    readonly size: number;
    readonly to: readonly string[];
    /** Whether all its bytes had left. */
    readonly handedOver: boolean;
  };
}

/** An answer of the server, taken apart. */
export interface SmtpAnswer {
  readonly smtpCode: number;
  readonly enhancedCode?: string;
  readonly retryClass: MssanteRetryClass;
}

/** Postfix says at RCPT what it holds against the sender (`smtpd_delay_reject`, which is its default). */
const ABOUT_SENDER = /\bsender address rejected\b/i;

function stageOf({ code, command = "", response = "" }: NodemailerError): SmtpStage {
  if (command === "RCPT TO" && ABOUT_SENDER.test(response)) return "MAIL FROM";
  if (command === "DATA") return code === "EMESSAGE" ? "MESSAGE" : "DATA";
  if (command.startsWith("AUTH") || code === "EAUTH") return "AUTH";
  const stages: readonly SmtpStage[] = ["EHLO", "STARTTLS", "MAIL FROM", "RCPT TO"];
  return stages.find((stage) => stage === command) ?? "CONNECT";
}

/** Takes an answer of the server apart. */
export function readAnswer(error: NodemailerError): SmtpAnswer | undefined {
  const { responseCode, response = "" } = error;
  if (responseCode === undefined) return undefined;
  const facts = { smtpCode: responseCode, ...definedOnly({ enhancedCode: enhancedCodeOf(response) }) };
  return { ...facts, retryClass: classifySmtpAnswer({ ...facts, stage: stageOf(error) }) };
}

/** The part after the last @ in lower case, as nodemailer writes the addresses that it hands on. */
function sameDomainCase(address: string): string {
  const at = address.lastIndexOf("@");
  return address.slice(0, at) + address.slice(at).toLowerCase();
}

/** The refused recipients of a message, by their position in it. */
export function refusedRecipients(
  errors: readonly NodemailerError[],
  to: readonly string[],
): MssanteRefusedRecipient[] {
  const handedOn = to.map(sameDomainCase);
  return errors.flatMap((error) => {
    const answer = readAnswer(error);
    const index = handedOn.indexOf(sameDomainCase(error.recipient ?? ""));
    return answer === undefined || index < 0 ? [] : [{ index, ...answer }];
  });
}

function connectionReason(error: NodemailerError): "dns" | "refused" | "timeout" | "closed" {
  if (error.code === "EDNS") return "dns";
  if (error.originalCode === "ECONNREFUSED") return "refused";
  return error.code === "ETIMEDOUT" || error.originalCode === "ETIMEDOUT" ? "timeout" : "closed";
}

function withoutAnswer(error: NodemailerError, attempt: SmtpAttempt): LdlError {
  const { endpoint, message } = attempt;
  if (error.code === "EMESSAGE" && message !== undefined) {
    return new LdlError("LDL_MSS_MESSAGE_TOO_LARGE", "the message is larger than the server announces to take", {
      details: { size: message.size },
      cause: error,
    });
  }
  if (message?.handedOver === true) {
    const details = { ...endpoint, messageId: message.messageId };
    return new LdlError("LDL_MSS_OUTCOME_UNKNOWN", "connection lost after the message, before the answer", {
      details,
      retryable: true,
      cause: error,
    });
  }
  const reason = connectionReason(error);
  return new LdlError("LDL_MSS_CONNECTION_FAILED", `no SMTP connection: ${reason}`, {
    details: { ...endpoint, reason },
    retryable: true,
    cause: error,
  });
}

function refused(error: NodemailerError, answer: SmtpAnswer, attempt: SmtpAttempt): LdlError {
  const { endpoint, message } = attempt;
  const { retryClass, ...codes } = answer;
  const command = stageOf(error);
  const recipients = refusedRecipients(error.rejectedErrors ?? [], message?.to ?? []);
  if (recipients.length > 0 && command !== "MAIL FROM") {
    return new LdlError("LDL_MSS_RECIPIENTS_REFUSED", "the server refused every recipient", {
      details: { ...endpoint, recipients },
      retryable: recipients.some((recipient) => isRetryable(recipient.retryClass)),
      cause: error,
    });
  }
  if (retryClass === "permanentSize" && message !== undefined) {
    return new LdlError("LDL_MSS_MESSAGE_TOO_LARGE", "the server refused the size of the message", {
      details: { size: message.size },
      cause: error,
    });
  }
  return new LdlError("LDL_MSS_COMMAND_REFUSED", `the server refused ${command} with ${answer.smtpCode}`, {
    details: { ...endpoint, command, ...codes, retryClass },
    retryable: isRetryable(retryClass),
    cause: error,
  });
}

function authenticationError(error: NodemailerError, answer: SmtpAnswer | undefined, attempt: SmtpAttempt): LdlError {
  const { smtpCode, enhancedCode } = answer ?? {};
  return new LdlError("LDL_MSS_AUTHENTICATION_FAILED", "the server refused the user, password or token", {
    details: { ...attempt.endpoint, ...definedOnly({ smtpCode, enhancedCode }) },
    retryable: smtpCode === 454,
    cause: error,
  });
}

/** Whether STARTTLS was refused or is not offered. */
function lacksStartTls({ code, command }: NodemailerError): boolean {
  return command === "STARTTLS" && code === "ETLS";
}

/** Turns any error of nodemailer into ours: the one place where that is done. */
export function toSmtpError(error: NodemailerError, attempt: SmtpAttempt): LdlError {
  const own = ownCause(error);
  if (own !== undefined) return own;
  const answer = readAnswer(error);
  const early = answer === undefined || ["CONNECT", "EHLO", "STARTTLS", "AUTH"].includes(stageOf(error));
  const tls = early
    ? tlsError(
        { code: error.originalCode ?? error.code, message: error.message, serverText: error.response },
        { ...attempt, cause: error },
      )
    : undefined;
  if (tls !== undefined) return tls;
  if (lacksStartTls(error) && answer !== undefined && answer.smtpCode >= 500) {
    return new LdlError("LDL_MSS_TLS_FAILED", "TLS connection refused: starttls-not-offered", {
      details: { ...attempt.endpoint, reason: "starttls-not-offered" },
      cause: error,
    });
  }
  if (error.code === "EAUTH" || error.code === "ENOAUTH" || error.code === "EOAUTH2") {
    if (answer === undefined || answer.retryClass === "authentication" || answer.retryClass === "configuration") {
      return authenticationError(error, answer, attempt);
    }
  }
  return answer === undefined ? withoutAnswer(error, attempt) : refused(error, answer, attempt);
}
