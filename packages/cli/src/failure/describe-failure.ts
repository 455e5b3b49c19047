import { type AnyLdlError, isLdlError, type LdlErrorCode, type LdlErrorDetails } from "@ldl/domain";
import { type ExitCode, UsageError } from "../command.ts";
import { DOCUMENT_SENTENCES } from "./document-sentences.ts";
import { fileProblem, isFileSystemError } from "./file-problem.ts";
import { MAIL_SENTENCES } from "./mail-sentences.ts";

type Sentence = (details: LdlErrorDetails[LdlErrorCode]) => string;

/** Codes of packages that speak English; the others say it in French themselves. */
const SENTENCES = { ...DOCUMENT_SENTENCES, ...MAIL_SENTENCES } as Readonly<Partial<Record<LdlErrorCode, Sentence>>>;

/** What stands in the way is around the data: a kit, a certificate, a server, a trail. */
const AROUND: ReadonlySet<LdlErrorCode> = new Set([
  "LDL_VALIDATION_KIT_NOT_FOUND",
  "LDL_VALIDATION_KIT_REFUSED",
  "LDL_VALIDATION_VOLET_UNKNOWN",
  "LDL_MSS_TLS_FAILED",
  "LDL_MSS_AUTHENTICATION_FAILED",
  "LDL_MSS_TOKEN_FAILED",
  "LDL_MSS_CRL_UNAVAILABLE",
  "LDL_MSS_AUDIT_FAILED",
  "LDL_MSS_HTTP_FAILED",
  "LDL_MSS_EXTRACTION_REFUSED",
  "LDL_DMP_KEY_UNREADABLE",
]);

/**
 * Says an error of the SDK in one French sentence.
 *
 * @param error - The error.
 * @returns The sentence, without the code.
 */
export function sentenceOf(error: AnyLdlError): string {
  return SENTENCES[error.code]?.(error.details) ?? error.message;
}

/** What is said of a failure, and the exit code that goes with it. */
export interface Failure {
  readonly lines: readonly string[];
  readonly exitCode: ExitCode;
}

/**
 * Says a failure in French, one line a defect, with its code and path.
 *
 * @param error - What a command threw.
 * @returns Lines for standard error and exit code: 1 when the data are at fault, 2 when the program could not run.
 */
export function describeFailure(error: unknown): Failure {
  if (error instanceof UsageError) return { lines: [`erreur USAGE : ${error.message}`], exitCode: 2 };
  if (isLdlError(error)) {
    if (error.code === "LDL_INPUT_INVALID") {
      const lines = error.details.issues.map(
        (issue) => `erreur ${error.code} ${issue.path || "."} : ${issue.message} (${issue.rule})`,
      );
      return { lines, exitCode: 1 };
    }
    const exitCode = error.retryable || AROUND.has(error.code) ? 2 : 1;
    return { lines: [`erreur ${error.code} : ${sentenceOf(error)}`], exitCode };
  }
  const problem = fileProblem(error);
  if (problem !== undefined && isFileSystemError(error))
    return { lines: [`erreur FICHIER ${error.path ?? ""} : ${problem}`], exitCode: 2 };
  const message = error instanceof Error ? error.message : "cause inconnue";
  return { lines: [`erreur INATTENDUE : ${message}`], exitCode: 2 };
}
