import { isLdlError } from "@ldl/domain";
import { type EbrimReading, type ReceivedDocumentEntry, type ReceivedSubmissionSet, readEbrim } from "@ldl/xds";
import { attributeOf, childElements, firstChild, textContent, type XmlElement } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";
import type { DmpSettings } from "../dmp-settings.ts";
import type { Part } from "../http/read-multipart.ts";
import { Spool, type Spooled } from "../http/spool.ts";
import type { DmpStore } from "../store/dmp-store.ts";
import type { Caller } from "../vihf/caller.ts";
import type { Trust } from "../vihf/certificate-trust.ts";
import { RegistryFailure } from "./registry-error.ts";

/** What the rules of a submission look at. */
export interface SubmissionContext {
  readonly settings: DmpSettings;
  readonly store: DmpStore;
  /** Absent in the strict dialect. */
  readonly caller?: Caller;
  readonly trust: Trust;
  /** The `RegistryObjectList` as written. */
  readonly list: XmlElement;
  readonly reading: EbrimReading;
  /** The submission set; rules on it run only when there is one, and one only. */
  readonly set: ReceivedSubmissionSet;
  readonly documents: readonly ReceivedDocumentEntry[];
  /** Documents by the identifier that they share with their entry. */
  readonly contents: ReadonlyMap<string, Spooled>;
}

/** What a rule found. */
export interface Broken {
  readonly location?: string;
  readonly context?: string;
}

/** A rule that a submission may break. */
export interface SubmissionRule {
  readonly id: string;
  /** Code of the error. */
  readonly code: string;
  readonly message: string;
  readonly check: (context: SubmissionContext) => Iterable<Broken> | Promise<Iterable<Broken>>;
}

/** Class of a signature document. @remarks IHE ITI DSG; DMP sample messages. */
const SIGNATURE_CLASS = "urn:oid:1.3.6.1.4.1.19376.1.2.1.1.1";

/** Whether an entry is that of the signature of the submission set. */
export function isSignature(entry: ReceivedDocumentEntry): boolean {
  return entry.classCode?.code === SIGNATURE_CLASS;
}

function metadataError(context: string, rule: string): RegistryFailure {
  return new RegistryFailure([{ code: "XDSRepositoryMetadataError", context, rule }]);
}

/** Reads the metadata of a request. */
export function readObjects(request: XmlElement): { readonly list: XmlElement; readonly reading: EbrimReading } {
  const list = firstChild(request, "RegistryObjectList", NS.rim);
  if (list === undefined) throw metadataError("RegistryObjectList attendu", "LDL-DMP-EBRIM");
  try {
    return { list, reading: readEbrim(request) };
  } catch (error) {
    if (!isLdlError(error)) throw error;
    throw metadataError(error.message, "LDL-DMP-EBRIM");
  }
}

/** The part that an `xop:Include` names (XOP §4.1; RFC 2392). */
function included(element: XmlElement, parts: ReadonlyMap<string, Part>): Spooled | undefined {
  const include = firstChild(element, "Include", NS.xop);
  const href = include === undefined ? undefined : attributeOf(include, "href");
  if (href === undefined) return undefined;
  const id = /^cid:(.+)$/.exec(href)?.[1];
  if (id === undefined) return undefined;
  try {
    return parts.get(decodeURIComponent(id))?.content;
  } catch {
    return undefined;
  }
}

async function inline(element: XmlElement, context: { readonly dir: string; readonly settings: DmpSettings }) {
  const { memoryBytes, maxDocumentBytes } = context.settings.limits;
  const spool = new Spool({ dir: context.dir, memoryBytes, maxBytes: maxDocumentBytes });
  await spool.write(Buffer.from(textContent(element), "base64"));
  return spool.finish();
}

/** Documents of a request: beside the envelope, or in base64 inside it. */
export async function readContents(
  request: XmlElement,
  parts: ReadonlyMap<string, Part>,
  context: { readonly dir: string; readonly settings: DmpSettings },
): Promise<ReadonlyMap<string, Spooled>> {
  const contents = new Map<string, Spooled>();
  for (const element of childElements(request, "Document", NS.xdsb)) {
    const id = attributeOf(element, "id") ?? "";
    if (contents.has(id)) throw metadataError("Document répété", "LDL-DMP-DOCUMENT-REPEATED");
    const referenced = firstChild(element, "Include") !== undefined;
    const content = referenced ? included(element, parts) : await inline(element, context);
    if (content === undefined) {
      throw new RegistryFailure([
        { code: "XDSMissingDocument", context: "partie introuvable", location: id, rule: "LDL-DMP-XOP" },
      ]);
    }
    contents.set(id, content);
  }
  return contents;
}
