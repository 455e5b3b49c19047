import type { EmbeddedFile, ReadDocument, ReadDocumentContent } from "@ldl/cda";
import type { LdlIssue, Patient } from "@ldl/domain";
import type { FlatResult } from "../flat/flat-result.ts";
import type { LabReport } from "../model/lab-report.ts";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import type { CrBioVersion } from "./detect-version.ts";

/** What a report says without its files: what `JSON.stringify` writes of it. @public */
export interface CrBioContent extends Omit<ReadDocumentContent, "modelVersion"> {
  /** Version of the model: as declared, else as deduced. */
  readonly modelVersion: CrBioVersion;
  /** `final`, or `partiel` while results are awaited. */
  readonly statut: LabReport["statut"];
  /** Every result, one row each, in the order of the document. */
  readonly results: readonly FlatResult[];
}

/**
 * A report as read: rows to store and plot, the tree from which a report is built, the document itself.
 *
 * @public
 */
export interface CrBioLu {
  /** Always `CR-BIO`. */
  readonly kind: "CR-BIO";
  /** 1 around a PDF, 2 with text only, 3 with coded results. */
  readonly level: 1 | 2 | 3;
  /** Version of the model: as declared, else as deduced. */
  readonly modelVersion: CrBioVersion;
  /** Identity of the patient, to be compared with the local record before anything is filed. */
  readonly patient: Patient;
  /** Every result, one row each, in the order of the document. */
  readonly results: readonly FlatResult[];
  /**
   * The report in the shape from which it is built. What is due and the document lacks is empty, with a finding; a
   * document of level 1 or 2 has no chapter.
   */
  readonly report: LabReportComplete;
  /** PDF copies of the report, which a receiver offers first. */
  readonly pdfCopies: readonly EmbeddedFile[];
  /** The document: header, sections with their text, files, XML. */
  readonly document: ReadDocument;
  /** What deviates from the CI-SIS: findings on the document, then on the results. */
  readonly issues: readonly LdlIssue[];
  /** Gives the content without the files, for `JSON.stringify`. */
  toJSON(): CrBioContent;
}
