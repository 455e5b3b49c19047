import { fromHl7Ts, toXdsDtm } from "@ldl/domain";
import type { ReceivedDocumentEntry } from "@ldl/xds";
import { attributeOf, isXmlError, parseXml, selectElements, selectFirst, textContent, type XmlElement } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";
import { type Broken, isSignature, type SubmissionContext, type SubmissionRule } from "./submission.ts";

/** An entry with its document, read. */
interface ReadEntry {
  readonly entry: ReceivedDocumentEntry;
  /** Absent when the document is no CDA. */
  readonly root?: XmlElement;
}

const namespaces = { c: NS.hl7 };

function attributeAt(root: XmlElement, path: string, name: string): string | undefined {
  const found = selectFirst(root, path, { namespaces });
  return found && attributeOf(found, name);
}

function parseClinicalDocument(bytes: Uint8Array): XmlElement | undefined {
  try {
    const { root } = parseXml(bytes);
    return root.localName === "ClinicalDocument" && root.namespace === NS.hl7 ? root : undefined;
  } catch (error) {
    if (!isXmlError(error)) throw error;
    return undefined;
  }
}

/** Documents are read once for all the rules of a submission. */
const known = new WeakMap<SubmissionContext, Promise<readonly ReadEntry[]>>();

async function readDocuments(context: SubmissionContext): Promise<readonly ReadEntry[]> {
  const reading = known.get(context) ?? parseDocuments(context);
  known.set(context, reading);
  return reading;
}

/** Reads the clinical documents of a submission; those over the limit are left out, as are those without bytes. */
async function parseDocuments({ documents, contents, settings }: SubmissionContext): Promise<readonly ReadEntry[]> {
  const read: ReadEntry[] = [];
  for (const entry of documents) {
    const content = contents.get(entry.id);
    if (isSignature(entry) || content === undefined || content.size > settings.limits.maxReadDocumentBytes) continue;
    const root = parseClinicalDocument(await content.bytes());
    read.push(root === undefined ? { entry } : { entry, root });
  }
  return read;
}

/** A CDA date in the form of XDS; as written when it cannot be read. */
function dtm(timestamp: string | undefined): string | undefined {
  const moment = timestamp === undefined ? undefined : fromHl7Ts(timestamp);
  return moment === undefined ? timestamp : toXdsDtm(moment);
}

function spaces(text: string | undefined): string | undefined {
  return text?.replaceAll(/\s+/g, " ").trim();
}

function textAt(root: XmlElement, path: string): string | undefined {
  const found = selectFirst(root, path, { namespaces });
  return found && spaces(textContent(found));
}

/** What the document says and what its entry says, for each metadata that both hold. @remarks ANS mapping table of the HL7v2 guide. */
const PAIRS: readonly (readonly [
  metadata: string,
  said: (root: XmlElement) => string | undefined,
  entered: (entry: ReceivedDocumentEntry) => string | undefined,
])[] = [
  ["creationTime", (root) => dtm(attributeAt(root, "c:effectiveTime", "value")), (entry) => entry.creationTime],
  ["languageCode", (root) => attributeAt(root, "c:languageCode", "code"), (entry) => entry.languageCode],
  ["title", (root) => textAt(root, "c:title"), (entry) => spaces(entry.titre)],
  ["typeCode", (root) => attributeAt(root, "c:code", "code"), (entry) => entry.typeCode?.code],
  [
    "confidentialityCode",
    (root) => attributeAt(root, "c:confidentialityCode", "code"),
    (entry) => entry.confidentialityCodes?.[0]?.code,
  ],
  [
    "legalAuthenticator",
    (root) => attributeAt(root, "c:legalAuthenticator/c:assignedEntity/c:id", "extension"),
    (entry) => entry.legalAuthenticator?.id,
  ],
];

function differences({ entry, root }: ReadEntry): readonly Broken[] {
  if (root === undefined) return [];
  return PAIRS.filter(([, said, entered]) => {
    const inDocument = said(root);
    return inDocument !== undefined && inDocument !== entered(entry);
  }).map(([metadata]) => ({ location: `${entry.id}/${metadata}` }));
}

/** INS of the document: the identifier of the patient whose OID is one of the environment. */
function insOf(root: XmlElement, insOids: readonly string[]): string | undefined {
  return selectElements(root, "c:recordTarget/c:patientRole/c:id", { namespaces })
    .filter((id) => insOids.includes(attributeOf(id, "root") ?? ""))
    .map((id) => attributeOf(id, "extension"))[0];
}

/** A script, or a link to outside: what a document shown as it is may not hold. */
function isActive(root: XmlElement): boolean {
  const links = selectElements(root, ".//c:linkHtml", { namespaces });
  return (
    selectElements(root, ".//script").length > 0 ||
    links.some((link) => /^\s*(?:https?|ftp|javascript):/i.test(attributeOf(link, "href") ?? ""))
  );
}

/** Unique identifiers that the document says it replaces. */
function parents(root: XmlElement): readonly string[] {
  return selectElements(root, "c:relatedDocument[@typeCode='RPLC']/c:parentDocument/c:id", { namespaces }).map(
    (id) => attributeOf(id, "root") ?? "",
  );
}

/** Replacements are announced by the document and by the submission alike. */
function replacementDiffers({ entry, root }: ReadEntry, { reading, store }: SubmissionContext): boolean {
  if (root === undefined) return false;
  const targets = reading.associations
    .filter(({ type, source }) => type === "RPLC" && source === entry.id)
    .map(({ target }) => store.entries.get(target)?.entry.uniqueId)
    .filter((uniqueId) => uniqueId !== undefined);
  return targets.toSorted().join(" ") !== parents(root).toSorted().join(" ");
}

function rule(
  id: string,
  code: string,
  message: string,
  broken: (read: ReadEntry & { readonly root: XmlElement }, context: SubmissionContext) => boolean,
): SubmissionRule {
  return {
    id,
    code,
    message,
    check: async (context) =>
      (await readDocuments(context))
        .filter((read) => read.root !== undefined && broken({ ...read, root: read.root }, context))
        .map(({ entry }) => ({ location: entry.id })),
  };
}

/**
 * Metadata against the document. The codes of the real DMP for these are not published.
 *
 * @remarks CI-SIS Structuration minimale; ANS mapping table; EX_2.1-1115 (no script, no link to outside).
 */
export const CDA_RULES: readonly SubmissionRule[] = [
  {
    id: "LDL-DMP-CDA",
    code: "InvalidDocumentContent",
    message: "document qui n'est pas un CDA lisible",
    check: async (context) =>
      (await readDocuments(context))
        .filter(({ root }) => root === undefined)
        .map(({ entry }) => ({ location: entry.id })),
  },
  rule("LDL-DMP-CDA-ACTIVE", "InvalidDocumentContent", "script ou lien externe dans le document", ({ root }) =>
    isActive(root),
  ),
  rule(
    "LDL-DMP-CDA-ID",
    "XDSRepositoryMetadataError",
    "uniqueId différent de l'identifiant du document, qui n'a pas d'extension",
    ({ root, entry }) =>
      attributeAt(root, "c:id", "root") !== entry.uniqueId || attributeAt(root, "c:id", "extension") !== undefined,
  ),
  rule(
    "LDL-DMP-CDA-PATIENT",
    "XDSPatientIdDoesNotMatch",
    "patient du document différent de celui de la fiche",
    ({ root, entry }, { settings }) => insOf(root, settings.insOids) !== entry.patientId?.id,
  ),
  {
    id: "LDL-DMP-CDA-METADATA",
    code: "XDSRepositoryMetadataError",
    message: "métadonnée différente de ce que dit le document",
    check: async (context) => (await readDocuments(context)).flatMap(differences),
  },
  rule(
    "LDL-DMP-CDA-REPLACES",
    "XDSRepositoryMetadataError",
    "remplacement annoncé par le lot ou par le document, non par les deux",
    replacementDiffers,
  ),
];
