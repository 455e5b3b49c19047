import type { CisisKit, ValidationOptions } from "../cisis-kit.ts";
import { compareKits, type KitDifference } from "../compare-kits.ts";
import { validateDocument } from "../validate-document.ts";
import type { ValidationReport } from "../validation-report.ts";

/** What one kit, or none, says of a file. @public */
export interface KitReport {
  /** Name given to the kit; `undefined` without a kit. */
  readonly kit?: string;
  /** The report. */
  readonly report: ValidationReport;
}

/** A file and what became of it: what reports are made of. @public */
export interface CheckedFile {
  /** Path, as the reader knows it. */
  readonly file: string;
  /** `invalid` when a kit finds it so; `could-not-run` when it could not be read or checked in full. */
  readonly verdict: ValidationReport["verdict"];
  /** One report for each kit; empty when the file could not be read. */
  readonly reports: readonly KitReport[];
  /** What several kits disagree on. */
  readonly differences: readonly KitDifference[];
  /** Why the file could not be read, in French. */
  readonly failure?: string;
}

/** Options of {@link checkFile}. @public */
export interface CheckFileOptions extends ValidationOptions {
  /** Kits by name. Default: none, the rules of the SDK alone. */
  readonly kits?: Readonly<Record<string, CisisKit>>;
}

/**
 * Checks a file for a report, with no kit, one or several.
 *
 * @param file - Its path, for the reader.
 * @param bytes - Its content.
 * @param options - Kits, and which rules apply.
 * @returns What became of it.
 * @throws {@link LdlError} `LDL_VALIDATION_VOLET_UNKNOWN` for a volet that a kit does not hold.
 * @public
 */
export function checkFile(file: string, bytes: Uint8Array, options: CheckFileOptions = {}): CheckedFile {
  const { kits = {}, ...rest } = options;
  if (Object.keys(kits).length === 0) {
    const report = validateDocument(bytes, rest);
    return { file, verdict: report.verdict, reports: [{ report }], differences: [] };
  }
  const { verdict, reports, differences } = compareKits(bytes, { ...rest, kits });
  return {
    file,
    verdict,
    reports: Object.entries(reports).map(([kit, report]) => ({ kit, report })),
    differences,
  };
}

/**
 * A file that could not be read, for a report.
 *
 * @param file - Its path.
 * @param failure - Why, in French.
 * @returns The file, which could not be checked.
 * @public
 */
export function unreadableFile(file: string, failure: string): CheckedFile {
  return { file, verdict: "could-not-run", reports: [], differences: [], failure };
}
