import { type AnyLdlError, isLdlError } from "@ldl/domain";
import { type ExitCode, UsageError } from "./command.ts";
import { directoryProblem } from "./directory/directory-problem.ts";

interface FileSystemError extends Error {
  readonly code: string;
  readonly path?: string;
}

function isFileSystemError(error: unknown): error is FileSystemError {
  return error instanceof Error && "code" in error && typeof error.code === "string" && "syscall" in error;
}

const FILE_PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: "fichier introuvable",
  EACCES: "accès refusé",
  EISDIR: "c'est un dossier",
  ENOSPC: "disque plein",
};

/**
 * Says why a file cannot be read or written.
 *
 * @param error - What was thrown.
 * @returns The reason in French, with the code of the system; `undefined` when it is about no file.
 */
export function fileProblem(error: unknown): string | undefined {
  if (!isFileSystemError(error)) return undefined;
  return `${FILE_PROBLEMS[error.code] ?? "lecture ou écriture impossible"} (${error.code})`;
}

/** Why the official rules cannot be used, in French; `undefined` for another error. */
function kitProblem(error: AnyLdlError): string | undefined {
  switch (error.code) {
    case "LDL_VALIDATION_KIT_NOT_FOUND":
      return `le dossier n'est pas celui du kit officiel (attendu : ${error.details.expected.join(", ")})`;
    case "LDL_VALIDATION_KIT_REFUSED": {
      const { file, line, expression, reason } = error.details;
      const what = expression === undefined ? "" : ` : ${expression}`;
      return `le kit ne s'ouvre pas, ${file}:${line} n'est pas pris en charge (${reason})${what}`;
    }
    case "LDL_VALIDATION_VOLET_UNKNOWN":
      return `volet inconnu du kit (connus : ${error.details.known.join(", ")})`;
    default:
      return undefined;
  }
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
    const kit = kitProblem(error);
    if (kit !== undefined) return { lines: [`erreur ${error.code} : ${kit}`], exitCode: 2 };
    const directory = directoryProblem(error);
    if (directory !== undefined) return { lines: [`erreur ${error.code} : ${directory}`], exitCode: 2 };
    return { lines: [`erreur ${error.code} : ${error.message}`], exitCode: error.retryable ? 2 : 1 };
  }
  const problem = fileProblem(error);
  if (problem !== undefined && isFileSystemError(error))
    return { lines: [`erreur FICHIER ${error.path ?? ""} : ${problem}`], exitCode: 2 };
  const message = error instanceof Error ? error.message : "cause inconnue";
  return { lines: [`erreur INATTENDUE : ${message}`], exitCode: 2 };
}
