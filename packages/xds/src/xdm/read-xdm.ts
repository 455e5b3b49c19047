import { isLdlError, type LdlIssue } from "@ldl/domain";
import { parseEbrimXml } from "../ebrim/parse-ebrim-xml.ts";
import { type EbrimReading, readEbrim } from "../ebrim/read-ebrim.ts";
import { ARCHIVE, createFindings, type Report } from "../internal/findings.ts";
import { samePatient } from "../internal/same-patient.ts";
import type { Association } from "../model/association.ts";
import type { ReceivedDocumentEntry } from "../model/document-entry.ts";
import type { Cx } from "../model/hl7-types.ts";
import type { ReceivedSubmissionSet } from "../model/submission-set.ts";
import { type OpenZip, openZip } from "../zip/open-zip.ts";
import { findSubsets, resolveUri, type SubsetPlace } from "./find-subsets.ts";
import { readXdmDocument, type XdmDocument } from "./read-xdm-document.ts";
import { DEFAULT_XDM_LIMITS, type XdmLimits } from "./xdm-limits.ts";

/** Options of {@link readXdm}. @public */
export interface ReadXdmOptions {
  /** Limits that differ from {@link DEFAULT_XDM_LIMITS}. */
  readonly limits?: Partial<XdmLimits>;
  /** Whether CDA documents are read and compared with their metadata. Default: `true`. */
  readonly readDocuments?: boolean;
  /** Clock of `maxDurationMs`, in milliseconds. Default: that of the process. */
  readonly clock?: () => number;
}

/** One set of an archive: a sub-folder of IHE_XDM. @public */
export interface XdmSubset {
  /** Folder in the archive. */
  readonly folder: string;
  /** The set; absent when METADATA.XML does not have exactly one. */
  readonly submissionSet?: ReceivedSubmissionSet;
  /** The documents that could be taken out. */
  readonly documents: readonly XdmDocument[];
  /** The links. */
  readonly associations: readonly Association[];
}

/** What {@link readXdm} gives. @public */
export interface XdmReading {
  /** Whether nothing of severity `error` was found: the archive may be integrated. */
  readonly accepted: boolean;
  /** The set; the first one when there are several. */
  readonly submissionSet?: ReceivedSubmissionSet;
  /** The documents of all sets. */
  readonly documents: readonly XdmDocument[];
  /** The links of all sets. */
  readonly associations: readonly Association[];
  /** The sets one by one. */
  readonly subsets: readonly XdmSubset[];
  /** What is wrong or doubtful; paths are paths in the archive. Holds no health data. */
  readonly findings: readonly LdlIssue[];
}

/** What reading a set needs. */
interface Session {
  readonly zip: OpenZip;
  readonly limits: XdmLimits;
  readonly report: Report;
  readonly readDocuments: boolean;
  /** Path of each file by its path in lower case. */
  readonly paths: ReadonlyMap<string, string>;
  readonly used: Set<string>;
  readonly isLate: () => boolean;
}

/** Metadata of a set; unreadable ones are a finding. */
function readMetadata({ metadata }: SubsetPlace, session: Session): EbrimReading | undefined {
  const { zip, limits, report } = session;
  session.used.add(metadata);
  if (zip.sizeOf(metadata) > limits.maxMetadataBytes) {
    report("LDL-XDM-METADATA-BYTES", metadata);
    return undefined;
  }
  const bytes = zip.extract(metadata);
  if (bytes === undefined) return undefined;
  try {
    return readEbrim(parseEbrimXml(bytes, limits.maxMetadataBytes));
  } catch (error) {
    if (!isLdlError(error)) throw error;
    report("LDL-EBRIM-MALFORMED", metadata);
    return undefined;
  }
}

/** File of an entry, by its URI; what is wrong is a finding. */
function fileOf(entry: ReceivedDocumentEntry, place: SubsetPlace, at: string, session: Session): string | undefined {
  const { report, paths, used } = session;
  const resolved = entry.uri === undefined ? undefined : resolveUri(entry.uri, place.folder);
  if (resolved === undefined) {
    report("LDL-XDM-URI", at);
    return undefined;
  }
  const path = paths.get(resolved.toLowerCase());
  if (path === undefined) report("LDL-XDM-FILE", at);
  else if (used.has(path)) report("LDL-XDM-FILE-SHARED", path);
  else {
    used.add(path);
    return path;
  }
  return undefined;
}

function readDocuments(place: SubsetPlace, reading: EbrimReading, session: Session): readonly XdmDocument[] {
  const documents: XdmDocument[] = [];
  for (const [index, entry] of reading.documents.entries()) {
    if (session.isLate()) {
      session.report("LDL-XDM-ZIP-DURATION", ARCHIVE);
      break;
    }
    const at = `${place.metadata}#documents.${index}`;
    const path = fileOf(entry, place, at, session);
    const bytes = path === undefined ? undefined : session.zip.extract(path);
    if (path !== undefined && bytes === undefined) session.report("LDL-XDM-FILE", at);
    if (path === undefined || bytes === undefined) continue;
    const { associations } = reading;
    documents.push(readXdmDocument(entry, { path, bytes }, { ...session, associations }));
  }
  return documents;
}

function checkPatients(readings: readonly EbrimReading[], report: Report): void {
  const ids: Cx[] = [];
  for (const { patientId } of readings.flatMap(({ submissionSets, documents }) => [...submissionSets, ...documents])) {
    if (patientId === undefined) report("LDL-XDM-PATIENT-ABSENT", ARCHIVE);
    else ids.push(patientId);
  }
  const [first] = ids;
  if (first !== undefined && ids.some((id) => !samePatient(id, first))) report("LDL-XDM-PATIENT", ARCHIVE);
}

function readSubset(place: SubsetPlace, reading: EbrimReading, session: Session, findings: LdlIssue[]): XdmSubset {
  const { submissionSets, associations } = reading;
  findings.push(...reading.findings.map((finding) => ({ ...finding, path: `${place.metadata}#${finding.path}` })));
  if (submissionSets.length !== 1) session.report("LDL-EBRIM-SET", place.metadata);
  if (reading.documents.length === 0) session.report("LDL-XDM-EMPTY", place.metadata);
  const documents = readDocuments(place, reading, session);
  const [submissionSet] = submissionSets;
  const folder = place.folder.slice(0, -1);
  return { folder, ...(submissionSet === undefined ? {} : { submissionSet }), documents, associations };
}

/**
 * Reads an IHE_XDM archive that came from outside. Whatever the bytes are, it does not throw: what is wrong is in
 * `findings`, what is dangerous is left out. Files are checked by CRC, documents by hash and size, and CDA documents are
 * read and compared with their metadata: patient, identifier, type.
 *
 * @remarks IHE ITI TF-2 §3.32.4.1; limits and refusals are ours. Files that no metadata describe are not inflated.
 * @example
 * ```ts
 * import { readXdm } from "@ldl/xds";
 *
 * const { accepted, documents, findings } = readXdm(new Uint8Array());
 * console.log(accepted, documents.length, findings[0]?.rule); // false 0 "LDL-XDM-ZIP"
 * ```
 * @param bytes - The ZIP file.
 * @param options - Limits, whether documents are read.
 * @returns The sets, the documents, and what was found.
 * @public
 */
export function readXdm(bytes: Uint8Array, options: ReadXdmOptions = {}): XdmReading {
  const limits = { ...DEFAULT_XDM_LIMITS, ...options.limits };
  const clock = options.clock ?? (() => performance.now());
  const start = clock();
  const findings: LdlIssue[] = [];
  const { list, report } = createFindings();
  const zip = openZip(bytes, limits, report);
  const session: Session = {
    zip,
    limits,
    report,
    readDocuments: options.readDocuments ?? true,
    paths: new Map(zip.paths.map((path) => [path.toLowerCase(), path])),
    used: new Set(),
    isLate: () => clock() - start > limits.maxDurationMs,
  };
  const { subsets: places, root } = zip.paths.length === 0 ? { subsets: [], root: "" } : findSubsets(zip.paths, report);
  const readings = places.flatMap((place) => {
    const reading = readMetadata(place, session);
    return reading === undefined ? [] : [{ place, reading }];
  });
  checkPatients(
    readings.map(({ reading }) => reading),
    report,
  );
  const subsets = readings.map(({ place, reading }) => readSubset(place, reading, session, findings));
  reportUnreferenced(session, root);
  return summary(subsets, [...list, ...findings]);
}

function reportUnreferenced({ zip, used, report }: Session, root: string): void {
  const companions = new Set([`${root}index.htm`, `${root}readme.txt`].map((path) => path.toLowerCase()));
  for (const path of zip.paths) {
    if (!used.has(path) && !companions.has(path.toLowerCase())) report("LDL-XDM-UNREFERENCED", path);
  }
}

function summary(subsets: readonly XdmSubset[], findings: readonly LdlIssue[]): XdmReading {
  const submissionSet = subsets[0]?.submissionSet;
  return {
    accepted: findings.every(({ severity }) => severity !== "error"),
    ...(submissionSet === undefined ? {} : { submissionSet }),
    documents: subsets.flatMap(({ documents }) => documents),
    associations: subsets.flatMap(({ associations }) => associations),
    subsets,
    findings,
  };
}
