import { LdlError } from "@ldl/domain";
import { createXmlWriter, type XmlWriter } from "@ldl/xml";
import {
  ASSOCIATION_URNS,
  DOCUMENT_ENTRY_TYPE,
  LCM_NAMESPACE,
  RIM_NAMESPACE,
  SUBMISSION_SET_NODE,
} from "../codes/registry-uuids.ts";
import type { Association } from "../model/association.ts";
import type { ReceivedDocumentEntry } from "../model/document-entry.ts";
import type { RegistryObjects, Submission } from "../model/submission.ts";
import type { ReceivedSubmissionSet } from "../model/submission-set.ts";
import { checkLengths } from "../submission/check-lengths.ts";
import { DOCUMENT_TABLE, listOf, SUBMISSION_SET_TABLE } from "./attribute-tables.ts";
import type { EbrimDialect } from "./dialect.ts";
import { ObjectWriter } from "./object-writer.ts";

/** Options of {@link writeEbrim} and {@link writeRegistryObjectList}. @public */
export interface WriteEbrimOptions {
  /** How ebRIM is spelled. Default: `fr`. */
  readonly dialect?: EbrimDialect;
}

function writeSubmissionSet(xml: XmlWriter, objects: ObjectWriter, set: ReceivedSubmissionSet): void {
  xml.start("rim:RegistryPackage", {
    id: set.id,
    home: set.homeCommunityId,
    objectType: objects.objectType("RegistryPackage"),
    status: set.availabilityStatus,
  });
  objects.content(set, SUBMISSION_SET_TABLE, SUBMISSION_SET_NODE);
  xml.end();
}

function writeDocument(xml: XmlWriter, objects: ObjectWriter, entry: ReceivedDocumentEntry): void {
  xml.start("rim:ExtrinsicObject", {
    id: entry.id,
    home: entry.homeCommunityId,
    lid: entry.logicalId,
    mimeType: entry.mimeType,
    objectType: DOCUMENT_ENTRY_TYPE,
    status: entry.availabilityStatus,
  });
  objects.content(entry, DOCUMENT_TABLE);
  xml.end();
}

function writeAssociation(xml: XmlWriter, objects: ObjectWriter, link: Association): void {
  xml.start("rim:Association", {
    id: link.id,
    associationType: ASSOCIATION_URNS[link.type],
    objectType: objects.objectType("Association"),
    sourceObject: link.source,
    targetObject: link.target,
    status: link.availabilityStatus,
  });
  objects.slot("NewStatus", listOf(link.newStatus));
  objects.slot("OriginalStatus", listOf(link.originalStatus));
  objects.slot("PreviousVersion", listOf(link.previousVersion));
  objects.slot("SubmissionSetStatus", listOf(link.submissionSetStatus));
  xml.end();
}

/** What may be written: a submission, or objects as received. */
function objectsOf(submission: Submission | RegistryObjects): RegistryObjects {
  return "submissionSet" in submission ? { ...submission, submissionSets: [submission.submissionSet] } : submission;
}

/**
 * Writes the objects of a submission as a `rim:RegistryObjectList` in the element that is open, for messages that wrap it:
 * ITI-41, ITI-57, the answer to a query.
 *
 * The list declares the prefix `rim` itself.
 *
 * @example
 * ```ts
 * import { createXmlWriter } from "@ldl/xml";
 * import { writeRegistryObjectList } from "@ldl/xds";
 *
 * const xml = createXmlWriter();
 * xml.start("lcm:SubmitObjectsRequest", { "xmlns:lcm": "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0" });
 * writeRegistryObjectList(xml, { submissionSets: [], documents: [], associations: [] });
 * xml.end();
 * ```
 * @param xml - Writer whose current element receives the list.
 * @param submission - Objects to write.
 * @param options - Dialect.
 * @throws {@link LdlError} `LDL_XDS_LOT_INVALID` when a value is longer than ebRIM allows.
 * @public
 */
export function writeRegistryObjectList(
  xml: XmlWriter,
  submission: Submission | RegistryObjects,
  options: WriteEbrimOptions = {},
): void {
  const all = objectsOf(submission);
  const issues = checkLengths(all);
  if (issues.length > 0) {
    throw new LdlError("LDL_XDS_LOT_INVALID", "métadonnées plus longues que ce qu'ebRIM permet", {
      details: { issues },
    });
  }
  const objects = new ObjectWriter(xml, options.dialect ?? "fr");
  xml.start("rim:RegistryObjectList", { "xmlns:rim": RIM_NAMESPACE });
  for (const set of all.submissionSets) writeSubmissionSet(xml, objects, set);
  for (const entry of all.documents) writeDocument(xml, objects, entry);
  for (const link of all.associations) writeAssociation(xml, objects, link);
  xml.end();
}

/**
 * Writes a submission as an ebRIM message: the METADATA.XML of an archive.
 *
 * @remarks IHE ITI TF-3 §4.2.1; root `lcm:SubmitObjectsRequest`.
 * @example
 * ```ts
 * import { writeEbrim } from "@ldl/xds";
 *
 * const bytes = writeEbrim({ submissionSets: [], documents: [], associations: [] }, { dialect: "ihe-strict" });
 * ```
 * @param submission - Submission to write, or objects as received.
 * @param options - Dialect.
 * @returns The message, UTF-8.
 * @throws {@link LdlError} `LDL_XDS_LOT_INVALID` when a value is longer than ebRIM allows.
 * @public
 */
export function writeEbrim(submission: Submission | RegistryObjects, options: WriteEbrimOptions = {}): Uint8Array {
  const xml = createXmlWriter({ indentation: "spaces" });
  xml.start("lcm:SubmitObjectsRequest", { "xmlns:lcm": LCM_NAMESPACE });
  writeRegistryObjectList(xml, submission, options);
  xml.end();
  return xml.finish();
}
