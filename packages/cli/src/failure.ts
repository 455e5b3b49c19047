import { isLdlError } from "@ldl/domain";
import { type ExitCode, UsageError } from "./command.ts";

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
    return { lines: [`erreur ${error.code} : ${error.message}`], exitCode: error.retryable ? 2 : 1 };
  }
  if (isFileSystemError(error)) {
    const problem = FILE_PROBLEMS[error.code] ?? "lecture ou écriture impossible";
    return { lines: [`erreur FICHIER ${error.path ?? ""} : ${problem} (${error.code})`], exitCode: 2 };
  }
  const message = error instanceof Error ? error.message : "cause inconnue";
  return { lines: [`erreur INATTENDUE : ${message}`], exitCode: 2 };
}
