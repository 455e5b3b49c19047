import { type ReadDocument, type ReadDocumentOptions, readDocument } from "@ldl/cda";
import { LdlError } from "@ldl/domain";
import { flattenReport } from "../flat/flatten-report.ts";
import { createBioContext } from "./bio-context.ts";
import type { CrBioLu } from "./cr-bio-lu.ts";
import { detectVersion } from "./detect-version.ts";
import { readReport } from "./read-report.ts";

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
  const context = createBioContext(document);
  const modelVersion = detectVersion(document, context);
  const report = readReport(modelVersion, context);
  const results = flattenReport(report);
  const { level, pdfCopies } = document;
  const allIssues = () => [...document.issues, ...context.issues()];
  let issues: ReturnType<typeof allIssues> | undefined;
  return {
    kind: "CR-BIO",
    level,
    modelVersion,
    patient: report.patient,
    results,
    report,
    pdfCopies,
    document,
    get issues() {
      issues ??= allIssues();
      return issues;
    },
    toJSON() {
      return { ...document.toJSON(), modelVersion, statut: report.statut, results, issues: this.issues };
    },
  };
}
