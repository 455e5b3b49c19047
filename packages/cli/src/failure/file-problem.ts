/** An error of the file system. */
export interface FileSystemError extends Error {
  readonly code: string;
  readonly path?: string;
}

/** Tells whether an error is about a file. */
export function isFileSystemError(error: unknown): error is FileSystemError {
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
