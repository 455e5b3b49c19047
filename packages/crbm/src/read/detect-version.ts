import type { ReadDocument } from "@ldl/cda";
import type { BioContext } from "./bio-context.ts";
import { COPY_TEMPLATE } from "./bio-names.ts";

/** Versions of the model of a report that are read. */
const VERSIONS = ["2021.01", "2023.01", "2024.01"] as const;

/** Version of the model of a report. @public */
export type CrBioVersion = (typeof VERSIONS)[number];

const isKnown = (version: string | undefined): version is CrBioVersion => VERSIONS.some((known) => known === version);

function hasCopySection(document: ReadDocument): boolean {
  return document.sections.some(({ templateIds }) => templateIds.includes(COPY_TEMPLATE));
}

/**
 * Tells which version of the model a report follows: the one it declares, else one that its sections betray. The section
 * of the PDF copy is mandatory in 2024.01, optional in 2023.01, and absent before.
 *
 * @remarks CI-SIS, volet CR-BIO; two official examples of 2024.01 declare no version.
 * @param document - A report as read.
 * @param context - Where a missing or unknown version is reported.
 * @returns The version.
 */
export function detectVersion(document: ReadDocument, context: BioContext): CrBioVersion {
  const { modelVersion, root } = document;
  if (isKnown(modelVersion)) return modelVersion;
  if (modelVersion !== undefined) {
    context.find("LDL-BIO-R-VERSION-UNKNOWN", root, "templateId");
    return "2024.01";
  }
  // Before 2023.01 the template never had an extension: nothing is missing then.
  if (!hasCopySection(document)) return "2021.01";
  context.find("LDL-BIO-R-VERSION", root, "templateId");
  return "2024.01";
}
