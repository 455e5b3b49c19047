import type { LdlIssue } from "@ldl/domain";
import { createFindings, type Report } from "../internal/findings.ts";
import { samePatient } from "../internal/same-patient.ts";
import type { Submission } from "../model/submission.ts";
import { checkLengths } from "./check-lengths.ts";

function repeated(values: readonly string[]): ReadonlySet<string> {
  return new Set(values.filter((value, index) => values.indexOf(value) !== index));
}

function checkIdentifiers({ submissionSet, documents, associations }: Submission, report: Report): void {
  const ids = repeated([submissionSet.id, ...[...documents, ...associations].map(({ id }) => id)]);
  const uniqueIds = repeated([submissionSet.uniqueId, ...documents.map(({ uniqueId }) => uniqueId)]);
  if (ids.has(submissionSet.id)) report("LDL-XDS-ID-REPEATED", "submissionSet.id");
  if (uniqueIds.has(submissionSet.uniqueId)) report("LDL-XDS-UNIQUEID-REPEATED", "submissionSet.uniqueId");
  for (const [index, { id, uniqueId }] of documents.entries()) {
    if (ids.has(id)) report("LDL-XDS-ID-REPEATED", `documents.${index}.id`);
    if (uniqueIds.has(uniqueId)) report("LDL-XDS-UNIQUEID-REPEATED", `documents.${index}.uniqueId`);
  }
  for (const [index, { id }] of associations.entries()) {
    if (ids.has(id)) report("LDL-XDS-ID-REPEATED", `associations.${index}.id`);
  }
}

function checkLinks({ submissionSet, documents, associations }: Submission, report: Report): void {
  const ids = new Set<string>([submissionSet.id, ...documents.map(({ id }) => id)]);
  for (const [index, { source, target }] of associations.entries()) {
    if (!ids.has(source)) report("LDL-XDS-REFERENCE", `associations.${index}.source`);
    // An entry of a registry is named by its entryUUID: it need not be in the message.
    if (!ids.has(target) && !target.startsWith("urn:uuid:"))
      report("LDL-XDS-REFERENCE", `associations.${index}.target`);
  }
  for (const [index, { id }] of documents.entries()) {
    const members = associations.filter((link) => link.type === "HasMember" && link.target === id);
    if (members.length !== 1 || members[0]?.source !== submissionSet.id)
      report("LDL-XDS-MEMBER", `documents.${index}.id`);
  }
}

function checkDocuments({ submissionSet, documents }: Submission, report: Report): void {
  for (const [index, { patientId, creationTime, confidentialityCodes }] of documents.entries()) {
    if (!samePatient(patientId, submissionSet.patientId)) report("LDL-XDS-PATIENT", `documents.${index}.patientId`);
    const precision = Math.min(creationTime.length, submissionSet.submissionTime.length);
    if (creationTime.slice(0, precision) > submissionSet.submissionTime.slice(0, precision)) {
      report("LDL-XDS-TIME", `documents.${index}.creationTime`);
    }
    const [first, ...others] = confidentialityCodes.map(({ code }) => /^[NRV]$/.test(code));
    if (first !== true || others.includes(true))
      report("LDL-XDS-CONFIDENTIALITY", `documents.${index}.confidentialityCodes`);
  }
}

/**
 * Checks that the objects of a submission agree: one patient, each document a member of the set once, links to objects that
 * exist, identifiers used once, values that ebRIM can hold.
 *
 * @remarks IHE ITI TF-3 §4.2; CI-SIS, Volet Partage de documents de santé.
 * @example
 * ```ts
 * import { checkSubmission, type Submission } from "@ldl/xds";
 *
 * const isSound = (submission: Submission) => checkSubmission(submission).every(({ severity }) => severity !== "error");
 * ```
 * @param submission - The submission.
 * @returns What is wrong; empty when nothing is.
 * @public
 */
export function checkSubmission(submission: Submission): readonly LdlIssue[] {
  const { list, report } = createFindings();
  checkIdentifiers(submission, report);
  checkLinks(submission, report);
  checkDocuments(submission, report);
  return [...list, ...checkLengths({ ...submission, submissionSets: [submission.submissionSet] })];
}
