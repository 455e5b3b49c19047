import { type EmbeddedFile, type ReadDocument, type ReadDocumentOptions, readDocument } from "@ldl/cda";
import { LdlError, type LdlIssue, type Patient } from "@ldl/domain";
import type { FlatResult } from "../flat/flat-result.ts";
import { flattenReport } from "../flat/flatten-report.ts";
import type { LabReportComplete } from "../model/lab-report-complete.ts";
import { type BioContext, createBioContext } from "./bio-context.ts";
import type { CrBioContent, CrBioLu } from "./cr-bio-lu.ts";
import { type CrBioVersion, detectVersion } from "./detect-version.ts";
import { readReport } from "./read-report.ts";

/** A report on top of its document; findings get their paths when they are first asked for. */
class CrBioOfDocument implements CrBioLu {
  readonly kind = "CR-BIO";
  readonly level: CrBioLu["level"];
  readonly modelVersion: CrBioVersion;
  readonly report: LabReportComplete;
  readonly results: readonly FlatResult[];
  readonly document: ReadDocument;
  private readonly context: BioContext;
  private found: readonly LdlIssue[] | undefined;

  constructor(document: ReadDocument) {
    this.document = document;
    this.level = document.level;
    this.context = createBioContext(document);
    this.modelVersion = detectVersion(document, this.context);
    this.report = readReport(this.modelVersion, this.context);
    this.results = flattenReport(this.report);
  }

  get patient(): Patient {
    return this.report.patient;
  }

  get pdfCopies(): readonly EmbeddedFile[] {
    return this.document.pdfCopies;
  }

  get issues(): readonly LdlIssue[] {
    this.found ??= [...this.document.issues, ...this.context.issues()];
    return this.found;
  }

  toJSON(): CrBioContent {
    const { modelVersion, results, issues } = this;
    return { ...this.document.toJSON(), modelVersion, statut: this.report.statut, results, issues };
  }
}

/**
 * Reads a compte rendu d'examens de biologie médicale: 2021.01, 2023.01, 2024.01, or level 1 around a PDF.
 *
 * The reading is tolerant to what producers do (missing version, links to the wrong cell, codes in a translation, times
 * without offset…): what deviates is in `issues`, and what has no place in the typed report stays in `document`.
 *
 * @remarks CI-SIS, volet Compte rendu d'examens de biologie médicale 2024.01; IHE PaLM XD-LAB.
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { readCrBio } from "@ldl/crbm";
 *
 * const { patient, results } = readCrBio(readFileSync("cr-bio.xml"));
 * for (const { label, value, unit, interpretation } of results) console.log(patient.nomNaissance, label, value, unit, interpretation);
 * ```
 * @param source - The XML file, or the document that `readDocument` made of it.
 * @param options - Reading limits, when the source is a file.
 * @returns The report.
 * @throws {@link LdlError} `LDL_CDA_MALFORMED` when the bytes are no XML that can be read within the limits,
 * `LDL_CDA_UNEXPECTED_KIND` for a document of another kind, `LDL_CDA_INCOMPLETE` without identifier, date or patient.
 * @public
 */
export function readCrBio(source: Uint8Array | ReadDocument, options: ReadDocumentOptions = {}): CrBioLu {
  const document = source instanceof Uint8Array ? readDocument(source, options) : source;
  if (document.kind !== "CR-BIO")
    throw new LdlError("LDL_CDA_UNEXPECTED_KIND", `a CR-BIO is expected, not ${document.kind}`, {
      details: { expected: "CR-BIO", found: document.kind },
    });
  return new CrBioOfDocument(document);
}
