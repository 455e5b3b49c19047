import { type ReadDocument, readDocument } from "@ldl/cda";
import { insKindOfOid, LdlError, type LdlIssue } from "@ldl/domain";
import type { FindingRuleId } from "../codes/finding-rules.ts";
import { createFindings, findingOf } from "../internal/findings.ts";
import { DocumentEntry } from "../model/document-entry.ts";
import type { UniqueId } from "../model/identifiers.ts";
import { checkLengths } from "../submission/check-lengths.ts";
import type { DescribeDocumentOptions } from "./describe-options.ts";
import { mapDocument, uniqueIdOf } from "./map-document.ts";
import type { MetadataDraft, MetadataTrace } from "./metadata-draft.ts";
import { encodedValues } from "./trace-of.ts";

/**
 * What is described: the bytes of a CDA document, or an object that has them (what the builders of `@ldl/cda` and
 * `@ldl/crbm` give).
 *
 * @public
 */
export type DescribableDocument = Uint8Array | { readonly xml: Uint8Array };

/** What {@link describeDocument} gives. @public */
export interface DescribedDocument {
  /** The metadata, complete. */
  readonly entry: DocumentEntry;
  /** Where each comes from. Holds health data. */
  readonly trace: readonly MetadataTrace[];
  /** Identifier of the document that this one replaces, when it says so. */
  readonly replaces?: UniqueId;
  /** The document as read. */
  readonly document: ReadDocument;
}

type Key = keyof DocumentEntry;
const KEYS = Object.keys(DocumentEntry.shape).filter((key): key is Key => key in DocumentEntry.shape);

/** Which rule an absent metadata breaks. */
const ABSENT_RULES: Partial<Record<Key, FindingRuleId>> = {
  classCode: "LDL-XDS-CLASS",
  confidentialityCodes: "LDL-XDS-CONFIDENTIALITY",
  formatCode: "LDL-XDS-FORMAT",
  uniqueId: "LDL-XDS-UNIQUEID",
};

function missing(draft: MetadataDraft, values: Readonly<Record<string, unknown>>): readonly LdlIssue[] {
  return KEYS.filter((key) => values[key] === undefined && !DocumentEntry.shape[key].safeParse(undefined).success)
    .filter((key) => key !== "id" || values["uniqueId"] !== undefined)
    .map((key) => {
      const path = draft[key]?.path;
      return findingOf(ABSENT_RULES[key] ?? "LDL-XDS-ABSENT", path === undefined ? key : `${key} <- ${path}`);
    });
}

function fail(issues: readonly LdlIssue[]): never {
  const rules = [...new Set(issues.map(({ rule, path }) => `${path.split(" ")[0]} (${rule})`))];
  throw new LdlError("LDL_XDS_METADATA_MISSING", `métadonnées XDS incomplètes : ${rules.join(", ")}`, {
    details: { issues },
  });
}

/** The metadata with what the caller gives, or throws with everything that is missing or does not fit. */
function complete(draft: MetadataDraft, options: DescribeDocumentOptions): DocumentEntry {
  const omitted = new Set<string>(options.omit ?? []);
  const overrides: Readonly<Record<string, unknown>> = { ...options.overrides };
  const values: Record<string, unknown> = {};
  for (const key of KEYS) {
    const value = overrides[key] ?? draft[key]?.value;
    if (value !== undefined && !omitted.has(key)) values[key] = value;
  }
  const absent = missing(draft, values);
  if (absent.length > 0) fail(absent);
  const entry = DocumentEntry.safeParse(values);
  if (entry.success) return entry.data;
  return fail(entry.error.issues.map(({ path }) => findingOf("LDL-XDS-FORM", path.map(String).join("."))));
}

function checkPatient({ patientId }: DocumentEntry, options: DescribeDocumentOptions): readonly LdlIssue[] {
  const { list, report } = createFindings();
  const kind = insKindOfOid(patientId.autorite);
  const { environment, withoutIns } = options;
  if (kind === undefined && withoutIns === "refuse") report("LDL-XDS-INS", "patientId");
  if (kind !== undefined && environment !== undefined && kind.environnement !== environment) {
    report("LDL-XDS-INS-ENVIRONMENT", "patientId");
  }
  return list;
}

function traceOf(
  entry: DocumentEntry,
  draft: MetadataDraft,
  options: DescribeDocumentOptions,
): readonly MetadataTrace[] {
  const overridden = new Set<string>(Object.keys(options.overrides ?? {}));
  return KEYS.filter((key) => key in draft || overridden.has(key)).map((key) => {
    const values = encodedValues(entry, key);
    const mapped = draft[key];
    if (mapped === undefined || overridden.has(key)) return { slot: key, origin: "override", values };
    const { origin, path, table } = mapped;
    return {
      slot: key,
      origin,
      ...(path === undefined ? {} : { path }),
      ...(table === undefined ? {} : { table }),
      values,
    };
  });
}

/**
 * Describes a CDA document: draws the XDS metadata from its header, and from its bytes the hash and the size.
 *
 * Dates go to UTC, codes are associated by the tables of the NOS, identifiers are encoded for the field. What the document
 * does not give must be given by `overrides`; nothing is guessed. The entryUUID is derived from the identifier of the
 * document ({@link entryUuidOf}).
 *
 * @remarks ANS, Transmission d'un document CDA-R2 en HL7 v2, mapping XDS; CI-SIS, annexe Lien entre l'en-tête CDA et les
 * métadonnées XDS; NOS associations ASS_X04, ASS_A11 and ASS_A12.
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { describeDocument } from "@ldl/xds";
 *
 * const { entry, trace } = describeDocument(readFileSync("lettre.xml"), { environment: "production" });
 * console.log(entry.typeCode.code, entry.classCode.code, trace.length);
 * ```
 * @param source - The document.
 * @param options - What to take, and what to give in place of the document.
 * @returns The metadata, their origin, and the document as read.
 * @throws {@link LdlError} `LDL_XDS_METADATA_MISSING` with one issue per metadata that is missing or does not fit;
 * `LDL_CDA_MALFORMED`, `LDL_CDA_UNEXPECTED_KIND` or `LDL_CDA_INCOMPLETE` when the bytes are no readable CDA document.
 * @public
 */
export function describeDocument(
  source: DescribableDocument,
  options: DescribeDocumentOptions = {},
): DescribedDocument {
  const bytes = source instanceof Uint8Array ? source : source.xml;
  const document = readDocument(bytes);
  const draft = mapDocument(bytes, document, options);
  const entry = complete(draft, options);
  const issues = [
    ...checkPatient(entry, options),
    ...checkLengths({ submissionSets: [], documents: [entry] }).map((issue) => ({
      ...issue,
      path: issue.path.replace("documents.0.", ""),
    })),
  ];
  if (issues.length > 0) fail(issues);
  const replaced = document.header.remplace;
  const replaces = replaced === undefined ? undefined : uniqueIdOf(replaced.id);
  return { entry, trace: traceOf(entry, draft, options), ...(replaces === undefined ? {} : { replaces }), document };
}
