import type { LdlIssue } from "@ldl/domain";

/** What a file to import is read from: a file stream, a response body, or pieces in memory. @public */
export type EventSource = AsyncIterable<Uint8Array | string> | Iterable<Uint8Array | string>;

/** A line that could not be read, and why. */
export interface UnreadableLine {
  readonly line: number;
  readonly issue: LdlIssue;
}

/** One line of a file: its data, or why it could not be read. */
export type SourceLine = { readonly line: number; readonly data: unknown } | UnreadableLine;

/** Longest line that is read; a longer one is refused and skipped without being kept in memory. */
export const MAX_LINE_BYTES = 1_048_576;

const MESSAGES = {
  "LDL-IND-LINE-JSON": "objet JSON attendu sur une ligne",
  "LDL-IND-LINE-UTF8": "texte UTF-8 attendu",
  "LDL-IND-LINE-LONG": "ligne de plus de 1 Mio",
  "LDL-IND-CSV-COLUMNS": "nombre de colonnes différent de celui de l'en-tête",
  "LDL-IND-CSV-RECORD": "enregistrement CSV mal formé",
} as const;

/** A line that could not be read. */
export function unreadable(line: number, rule: keyof typeof MESSAGES): UnreadableLine {
  return { line, issue: { rule, path: "", message: MESSAGES[rule], severity: "error" } };
}
