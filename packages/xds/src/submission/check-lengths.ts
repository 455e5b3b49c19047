import type { LdlIssue } from "@ldl/domain";
import { MAX_LONG_NAME } from "../codes/registry-uuids.ts";
import { type AttributeTable, DOCUMENT_TABLE, SUBMISSION_SET_TABLE } from "../ebrim/attribute-tables.ts";
import { authorSlots } from "../ebrim/author-slots.ts";
import { createFindings, type Report } from "../internal/findings.ts";
import type { Author } from "../model/author.ts";
import type { RegistryObjects } from "../model/submission.ts";

function checkObject<O extends { readonly authors?: readonly Author[] | undefined }>(
  object: O,
  table: AttributeTable<O>,
  path: string,
  report: Report,
): void {
  const check = (key: string, values: readonly (string | undefined)[]): void => {
    if (values.some((value) => value !== undefined && value.length > MAX_LONG_NAME)) {
      report("LDL-XDS-LONG", `${path}.${key}`);
    }
  };
  for (const { key, encode } of table.slots) check(key, encode(object));
  for (const { key, encode } of table.identifiers) check(key, [encode(object)]);
  for (const [index, author] of (object.authors ?? []).entries()) {
    for (const { name, values } of authorSlots(author)) check(`authors.${index}.${name}`, values);
  }
}

/**
 * Finds the values that are longer, once encoded, than a value of ebRIM may be.
 *
 * @internal
 */
export function checkLengths({
  submissionSets,
  documents,
}: Omit<RegistryObjects, "associations">): readonly LdlIssue[] {
  const findings = createFindings();
  for (const set of submissionSets) checkObject(set, SUBMISSION_SET_TABLE, "submissionSet", findings.report);
  for (const [index, entry] of documents.entries()) {
    checkObject(entry, DOCUMENT_TABLE, `documents.${index}`, findings.report);
  }
  return findings.list;
}
