import { LdlError, type LdlIssue } from "@ldl/domain";
import { childElements, type XmlElement, xpathOf } from "@ldl/xml";
import { ASSOCIATION_URNS, DOCUMENT_ENTRY_TYPE, FOLDER_NODE, SUBMISSION_SET_NODE } from "../codes/registry-uuids.ts";
import { createFindings, type Report } from "../internal/findings.ts";
import { Association, AssociationType } from "../model/association.ts";
import { ReceivedDocumentEntry } from "../model/document-entry.ts";
import type { RegistryObjects } from "../model/submission.ts";
import { ReceivedSubmissionSet } from "../model/submission-set.ts";
import { DOCUMENT_TABLE, SUBMISSION_SET_TABLE } from "./attribute-tables.ts";
import { keepReadable } from "./keep-readable.ts";
import { parseEbrimXml } from "./parse-ebrim-xml.ts";
import { readObject } from "./read-object.ts";
import { attributeText, readSlots, slotValue } from "./read-parts.ts";

/** What {@link readEbrim} gives. @public */
export interface EbrimReading extends RegistryObjects {
  /** Identifiers of the objects that an answer only names (`ObjectRef`). */
  readonly objectRefs: readonly string[];
  /** What was left out or is doubtful; paths are XPaths in the message. */
  readonly findings: readonly LdlIssue[];
}

/** First element of a name, the element itself included, breadth first: envelopes are shallow. */
function findElement(root: XmlElement, localName: string): XmlElement | undefined {
  let level: readonly XmlElement[] = [root];
  while (level.length > 0) {
    const found = level.find((element) => element.localName === localName);
    if (found !== undefined) return found;
    level = level.flatMap((element) => childElements(element));
  }
  return undefined;
}

/** Nodes of the packages, told by a classification inside the package or beside it. */
function packageNodes(list: XmlElement, element: XmlElement): readonly (string | undefined)[] {
  const id = attributeText(element, "id");
  const beside = childElements(list, "Classification").filter((one) => attributeText(one, "classifiedObject") === id);
  return [...childElements(element, "Classification"), ...beside].map((one) =>
    attributeText(one, "classificationNode"),
  );
}

function readPackage(list: XmlElement, element: XmlElement, report: Report): ReceivedSubmissionSet | undefined {
  const nodes = packageNodes(list, element);
  if (nodes.includes(FOLDER_NODE)) {
    report("LDL-EBRIM-OBJECT", xpathOf(element));
    return undefined;
  }
  if (!nodes.includes(SUBMISSION_SET_NODE)) report("LDL-EBRIM-NODE", xpathOf(element));
  const context = { report, node: SUBMISSION_SET_NODE };
  return readObject(element, ReceivedSubmissionSet, SUBMISSION_SET_TABLE, {}, context);
}

function readDocument(element: XmlElement, report: Report): ReceivedDocumentEntry | undefined {
  const type = attributeText(element, "objectType");
  if (type !== undefined && type !== DOCUMENT_ENTRY_TYPE) {
    report("LDL-EBRIM-OBJECT", xpathOf(element));
    return undefined;
  }
  const version = childElements(element, "VersionInfo").map((info) => attributeText(info, "versionName"))[0];
  const attributes = {
    mimeType: attributeText(element, "mimeType"),
    logicalId: attributeText(element, "lid"),
    version,
  };
  return readObject(element, ReceivedDocumentEntry, DOCUMENT_TABLE, attributes, { report });
}

function readLink(element: XmlElement, report: Report): Association | undefined {
  const urn = attributeText(element, "associationType");
  const slots = readSlots(element);
  const raw = {
    id: attributeText(element, "id"),
    // Messages made from XDS.a give the types without their URN.
    type: AssociationType.options.find((type) => ASSOCIATION_URNS[type] === urn || type === urn),
    source: attributeText(element, "sourceObject"),
    target: attributeText(element, "targetObject"),
    submissionSetStatus: slotValue(slots, "SubmissionSetStatus"),
    previousVersion: slotValue(slots, "PreviousVersion"),
    originalStatus: slotValue(slots, "OriginalStatus"),
    newStatus: slotValue(slots, "NewStatus"),
    availabilityStatus: attributeText(element, "status"),
  };
  const said = Object.fromEntries(Object.entries(raw).filter(([, value]) => value !== undefined));
  const link = keepReadable(Association, said, () => undefined);
  if (link === undefined) report("LDL-EBRIM-LINK", xpathOf(element));
  return link;
}

/**
 * Reads an ebRIM message of either dialect: METADATA.XML, ITI-41 or ITI-57 request, answer to ITI-18, with or without its
 * SOAP envelope. What does not fit the model is left out and reported, slots and classifications that the model does
 * not know are kept.
 *
 * @remarks IHE ITI TF-3 §4.2. Elements are matched by local name: prefixes and name spaces vary between senders.
 * @example
 * ```ts
 * import { readEbrim, writeEbrim } from "@ldl/xds";
 *
 * const { documents, findings } = readEbrim(writeEbrim({ submissionSets: [], documents: [], associations: [] }));
 * ```
 * @param source - Bytes of the message, or the element that holds `RegistryObjectList`.
 * @returns The objects and the findings.
 * @throws {@link LdlError} `LDL_XDS_EBRIM_MALFORMED` when it is no XML or holds no `RegistryObjectList`.
 * @public
 */
export function readEbrim(source: Uint8Array | XmlElement): EbrimReading {
  const root = source instanceof Uint8Array ? parseEbrimXml(source) : source;
  const list = findElement(root, "RegistryObjectList");
  if (list === undefined) {
    throw new LdlError("LDL_XDS_EBRIM_MALFORMED", "métadonnées XDS : aucun RegistryObjectList", {
      details: { line: root.line, column: root.column, reason: "no RegistryObjectList" },
    });
  }
  const { list: findings, report } = createFindings();
  const submissionSets: ReceivedSubmissionSet[] = [];
  const documents: ReceivedDocumentEntry[] = [];
  const associations: Association[] = [];
  const objectRefs: string[] = [];
  const keep = <T>(target: T[], value: T | undefined): void => {
    if (value !== undefined) target.push(value);
  };
  for (const element of childElements(list)) {
    if (element.localName === "RegistryPackage") keep(submissionSets, readPackage(list, element, report));
    else if (element.localName === "ExtrinsicObject") keep(documents, readDocument(element, report));
    else if (element.localName === "Association") keep(associations, readLink(element, report));
    else if (element.localName === "ObjectRef") keep(objectRefs, attributeText(element, "id"));
    else if (element.localName !== "Classification") report("LDL-EBRIM-OBJECT", xpathOf(element));
  }
  return { submissionSets, documents, associations, objectRefs, findings };
}
