import {
  DOCUMENT_IDENTIFIERS,
  DOCUMENT_SCHEMES,
  REFERENCE_ID_SLOT,
  SUBMISSION_SET_IDENTIFIERS,
  SUBMISSION_SET_SCHEMES,
} from "../codes/registry-uuids.ts";
import { formatPatientInfo, parsePatientInfo } from "../hl7/patient-info-lines.ts";
import { formatRecipient, parseRecipient } from "../hl7/recipient.ts";
import { formatCx, formatCxReference, formatXcn, parseCx, parseCxReference, parseXcn } from "../hl7/values.ts";
import type { CodedValue } from "../model/coded-value.ts";
import type { ReceivedDocumentEntry } from "../model/document-entry.ts";
import type { ReceivedSubmissionSet } from "../model/submission-set.ts";

/** A slot of an object: its name, the field it goes to, how it is written and read. */
export interface SlotRow<O> {
  readonly slot: string;
  readonly key: keyof O & string;
  readonly encode: (object: O) => readonly string[];
  /** What the values mean; checked by the schema of the field afterwards. */
  readonly decode: (values: readonly string[]) => unknown;
}

/** A coded attribute of an object: its scheme, the field it goes to, whether it repeats. */
export interface CodeRow<O> {
  readonly scheme: string;
  readonly key: keyof O & string;
  readonly many: boolean;
  readonly encode: (object: O) => readonly CodedValue[];
}

/** An external identifier of an object: its scheme, its name, the field it goes to. */
export interface IdentifierRow<O> {
  readonly scheme: string;
  readonly name: string;
  readonly key: keyof O & string;
  readonly encode: (object: O) => string | undefined;
  readonly decode: (value: string) => unknown;
}

/** How one kind of object is written and read. */
export interface AttributeTable<O> {
  readonly slots: readonly SlotRow<O>[];
  readonly authorScheme: string;
  readonly codes: readonly CodeRow<O>[];
  readonly identifiers: readonly IdentifierRow<O>[];
}

/** No value, or the value alone. */
export function listOf<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

const first = (values: readonly string[]): string | undefined => values[0];
const same = (value: string): string => value;

type Entry = ReceivedDocumentEntry;
type SubmissionSetObject = ReceivedSubmissionSet;

/** Attributes of a document entry. @remarks IHE ITI TF-3 §4.2.3.2 and table 4.2.5.2-1. */
export const DOCUMENT_TABLE: AttributeTable<Entry> = {
  slots: [
    { slot: "creationTime", key: "creationTime", encode: (e) => listOf(e.creationTime), decode: first },
    { slot: "hash", key: "hash", encode: (e) => listOf(e.hash), decode: (values) => first(values)?.toLowerCase() },
    { slot: "languageCode", key: "languageCode", encode: (e) => listOf(e.languageCode), decode: first },
    {
      slot: "legalAuthenticator",
      key: "legalAuthenticator",
      encode: (e) => listOf(e.legalAuthenticator).map(formatXcn),
      decode: (values) => values.map(parseXcn)[0],
    },
    {
      slot: REFERENCE_ID_SLOT,
      key: "referenceIdList",
      encode: (e) => (e.referenceIdList ?? []).map(formatCxReference),
      decode: (values) => values.map(parseCxReference),
    },
    {
      slot: "repositoryUniqueId",
      key: "repositoryUniqueId",
      encode: (e) => listOf(e.repositoryUniqueId),
      decode: first,
    },
    { slot: "serviceStartTime", key: "serviceStartTime", encode: (e) => listOf(e.serviceStartTime), decode: first },
    { slot: "serviceStopTime", key: "serviceStopTime", encode: (e) => listOf(e.serviceStopTime), decode: first },
    {
      slot: "size",
      key: "size",
      encode: (e) => listOf(e.size).map(String),
      decode: (values) => (/^\d{1,15}$/.test(values[0] ?? "") ? Number(values[0]) : values[0]),
    },
    {
      slot: "sourcePatientId",
      key: "sourcePatientId",
      encode: (e) => listOf(e.sourcePatientId).map(formatCx),
      decode: (values) => values.map(parseCx)[0],
    },
    {
      slot: "sourcePatientInfo",
      key: "sourcePatientInfo",
      encode: (e) => (e.sourcePatientInfo === undefined ? [] : formatPatientInfo(e.sourcePatientInfo)),
      decode: parsePatientInfo,
    },
    { slot: "URI", key: "uri", encode: (e) => listOf(e.uri), decode: first },
  ],
  authorScheme: DOCUMENT_SCHEMES.author,
  codes: [
    { scheme: DOCUMENT_SCHEMES.classCode, key: "classCode", many: false, encode: (e) => listOf(e.classCode) },
    {
      scheme: DOCUMENT_SCHEMES.confidentialityCode,
      key: "confidentialityCodes",
      many: true,
      encode: (e) => e.confidentialityCodes ?? [],
    },
    { scheme: DOCUMENT_SCHEMES.eventCodeList, key: "eventCodeList", many: true, encode: (e) => e.eventCodeList ?? [] },
    { scheme: DOCUMENT_SCHEMES.formatCode, key: "formatCode", many: false, encode: (e) => listOf(e.formatCode) },
    {
      scheme: DOCUMENT_SCHEMES.healthcareFacilityTypeCode,
      key: "healthcareFacilityTypeCode",
      many: false,
      encode: (e) => listOf(e.healthcareFacilityTypeCode),
    },
    {
      scheme: DOCUMENT_SCHEMES.practiceSettingCode,
      key: "practiceSettingCode",
      many: false,
      encode: (e) => listOf(e.practiceSettingCode),
    },
    { scheme: DOCUMENT_SCHEMES.typeCode, key: "typeCode", many: false, encode: (e) => listOf(e.typeCode) },
  ],
  identifiers: [
    {
      scheme: DOCUMENT_IDENTIFIERS.patientId,
      name: "XDSDocumentEntry.patientId",
      key: "patientId",
      encode: (e) => listOf(e.patientId).map(formatCx)[0],
      decode: parseCx,
    },
    {
      scheme: DOCUMENT_IDENTIFIERS.uniqueId,
      name: "XDSDocumentEntry.uniqueId",
      key: "uniqueId",
      encode: (e) => e.uniqueId,
      decode: same,
    },
  ],
};

/** Attributes of a submission set. @remarks IHE ITI TF-3 §4.2.3.3 and table 4.2.5.2-1. */
export const SUBMISSION_SET_TABLE: AttributeTable<SubmissionSetObject> = {
  slots: [
    {
      slot: "intendedRecipient",
      key: "intendedRecipients",
      encode: (set) => (set.intendedRecipients ?? []).map(formatRecipient),
      decode: (values) => values.map(parseRecipient),
    },
    { slot: "submissionTime", key: "submissionTime", encode: (set) => listOf(set.submissionTime), decode: first },
  ],
  authorScheme: SUBMISSION_SET_SCHEMES.author,
  codes: [
    {
      scheme: SUBMISSION_SET_SCHEMES.contentTypeCode,
      key: "contentTypeCode",
      many: false,
      encode: (set) => listOf(set.contentTypeCode),
    },
  ],
  identifiers: [
    {
      scheme: SUBMISSION_SET_IDENTIFIERS.patientId,
      name: "XDSSubmissionSet.patientId",
      key: "patientId",
      encode: (set) => listOf(set.patientId).map(formatCx)[0],
      decode: parseCx,
    },
    {
      scheme: SUBMISSION_SET_IDENTIFIERS.sourceId,
      name: "XDSSubmissionSet.sourceId",
      key: "sourceId",
      encode: (set) => set.sourceId,
      decode: same,
    },
    {
      scheme: SUBMISSION_SET_IDENTIFIERS.uniqueId,
      name: "XDSSubmissionSet.uniqueId",
      key: "uniqueId",
      encode: (set) => set.uniqueId,
      decode: same,
    },
  ],
};
