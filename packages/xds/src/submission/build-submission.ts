import { randomUUID } from "node:crypto";
import { LdlError, Moment, parseInput, toXdsDtm } from "@ldl/domain";
import { z } from "zod";
import { Association, type AssociationType } from "../model/association.ts";
import { DocumentEntry } from "../model/document-entry.ts";
import { Dtm } from "../model/dtm.ts";
import { entryUuidOf } from "../model/entry-uuid-of.ts";
import { EntryUuid, RegistryId, UniqueId } from "../model/identifiers.ts";
import type { Submission } from "../model/submission.ts";
import { SubmissionSet } from "../model/submission-set.ts";
import { checkSubmission } from "./check-submission.ts";

/** What the sender says of a set; the rest comes from the documents, the clock and the source of identifiers. @public */
export const SubmissionSetInput = SubmissionSet.omit({
  id: true,
  availabilityStatus: true,
  homeCommunityId: true,
  patientId: true,
  submissionTime: true,
  uniqueId: true,
}).extend({
  /** entryUUID or symbolic name. Default: derived from `uniqueId`. */
  id: RegistryId.optional(),
  /** Identifier of the set. Default: a new one. */
  uniqueId: UniqueId.optional(),
});
/** What the schema of the same name gives. @public */
export interface SubmissionSetInput extends z.infer<typeof SubmissionSetInput> {}

/** A document of a submission. @public */
export const SubmissionDocument = z.strictObject({
  /** Its metadata. */
  entry: DocumentEntry,
  /** Document that this one replaces: its identifier (the entry is derived from it), or its entry in a registry. */
  replaces: z.union([EntryUuid, UniqueId]).optional(),
});
/** What the schema of the same name gives. @public */
export interface SubmissionDocument extends z.infer<typeof SubmissionDocument> {}

/** What a submission is made of. @public */
export const BuildSubmissionInput = z.strictObject({
  /** What the sender says of the set. */
  submissionSet: SubmissionSetInput,
  /** The documents, one at least. */
  documents: z.array(SubmissionDocument).min(1).readonly(),
  /** Entry of the signature of the set, for the DMP. */
  signature: DocumentEntry.optional(),
});
/** What the schema of the same name gives. @public */
export interface BuildSubmissionInput extends z.infer<typeof BuildSubmissionInput> {}

/** Options of {@link buildSubmission}. @public */
export interface BuildSubmissionOptions {
  /** Clock that dates the set. Default: the system clock. */
  readonly now?: () => Date;
  /** Source of the identifier of the set: an OID each time. Default: a random UUID under the arc 2.25. */
  readonly newId?: () => string;
}

function randomOid(): string {
  return `2.25.${BigInt(`0x${randomUUID().replaceAll("-", "")}`)}`;
}

/** The links of a submission, numbered. */
function linksOf({ documents, signature }: BuildSubmissionInput, setId: RegistryId): readonly Association[] {
  const links: Association[] = [];
  const add = (type: AssociationType, source: RegistryId, target: RegistryId, isOriginal: boolean): void => {
    const id = `as${String(links.length + 1).padStart(2, "0")}`;
    const status = isOriginal ? { submissionSetStatus: "Original" } : {};
    links.push(Association.parse({ id, type, source, target, ...status }));
  };
  for (const { entry } of documents) add("HasMember", setId, entry.id, true);
  if (signature !== undefined) {
    add("HasMember", setId, signature.id, true);
    add("signs", signature.id, setId, true);
  }
  for (const { entry, replaces } of documents) {
    if (replaces === undefined) continue;
    const replacedUuid = EntryUuid.safeParse(replaces);
    add("RPLC", entry.id, replacedUuid.success ? replacedUuid.data : entryUuidOf(UniqueId.parse(replaces)), false);
  }
  return links;
}

/**
 * Makes a submission: the set, its documents, and the links between them (`HasMember`, `RPLC`, `signs`).
 *
 * @remarks IHE ITI TF-3 §4.2.2. The patient of the set is that of its documents.
 * @example
 * ```ts
 * import { Oid } from "@ldl/domain";
 * import { type Author, buildSubmission, contentTypeCode, type DocumentEntry } from "@ldl/xds";
 *
 * const submit = (entry: DocumentEntry, sender: Author) =>
 *   buildSubmission({
 *     submissionSet: { authors: [sender], contentTypeCode: contentTypeCode("03"), sourceId: Oid.parse("1.2.250.1.999.1") },
 *     documents: [{ entry }],
 *   });
 * ```
 * @param input - The set, the documents, and the signature if there is one.
 * @param options - Clock and source of identifiers.
 * @returns The submission.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` when the input does not fit, `LDL_XDS_LOT_INVALID` when the documents do not
 * agree: two patients, an identifier used twice, a value that ebRIM cannot hold.
 * @public
 */
export function buildSubmission(input: BuildSubmissionInput, options: BuildSubmissionOptions = {}): Submission {
  const checked = parseInput(BuildSubmissionInput, input);
  const {
    uniqueId = parseInput(UniqueId, (options.newId ?? randomOid)(), { name: "newId" }),
    id,
    ...said
  } = checked.submissionSet;
  const now = (options.now ?? (() => new Date()))();
  const setId = id ?? entryUuidOf(uniqueId);
  const documents = [...checked.documents.map(({ entry }) => entry), ...(checked.signature ? [checked.signature] : [])];
  const submission: Submission = {
    submissionSet: SubmissionSet.parse({
      id: setId,
      uniqueId,
      ...said,
      patientId: documents[0]?.patientId,
      submissionTime: Dtm.parse(toXdsDtm(Moment.parse(`${now.toISOString().slice(0, 19)}Z`))),
    }),
    documents,
    associations: linksOf(checked, setId),
  };
  const issues = checkSubmission(submission).filter(({ severity }) => severity === "error");
  if (issues.length > 0) {
    const rules = [...new Set(issues.map(({ rule }) => rule))].join(", ");
    throw new LdlError("LDL_XDS_LOT_INVALID", `lot de soumission incohérent (${rules})`, { details: { issues } });
  }
  return submission;
}
