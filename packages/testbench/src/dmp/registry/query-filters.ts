import type { CodedValue, ReceivedDocumentEntry, ReceivedSubmissionSet } from "@ldl/xds";
import { formatCxReference, formatXcn } from "@ldl/xds";
import { firstValue, type QueryParameters, type QueryValues } from "./query-parameters.ts";

function matchesLists(lists: QueryValues | undefined, has: (value: string) => boolean): boolean {
  return lists === undefined || lists.every((values) => values.some(has));
}

function coded(codes: readonly (CodedValue | undefined)[]): (value: string) => boolean {
  const known = codes.flatMap((code) => (code === undefined ? [] : [`${code.code}^^${code.systeme}`]));
  return (value) => known.includes(value);
}

/** SQL LIKE: `%` any text, `_` any character. */
function like(pattern: string): RegExp {
  const escaped = pattern.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("%", ".*").replaceAll("_", ".")}$`, "su");
}

/** Pads a date with zeros, so that different precisions compare. */
function padded(dtm: string): string {
  return dtm.padEnd(14, "0");
}

/** `From` is included, `To` is not. */
function within(parameters: QueryParameters, name: string, value: string | undefined): boolean {
  const from = firstValue(parameters, `${name}From`);
  const to = firstValue(parameters, `${name}To`);
  if (from === undefined && to === undefined) return true;
  if (value === undefined) return false;
  return (from === undefined || padded(value) >= padded(from)) && (to === undefined || padded(value) < padded(to));
}

function byAuthor(
  parameters: QueryParameters,
  name: string,
  object: ReceivedDocumentEntry | ReceivedSubmissionSet,
): boolean {
  const persons = (object.authors ?? []).flatMap(({ authorPerson }) =>
    authorPerson === undefined ? [] : [formatXcn(authorPerson)],
  );
  return matchesLists(parameters.get(name), (value) => persons.some((person) => like(value).test(person)));
}

const DOCUMENT = "$XDSDocumentEntry";

/** Coded attributes of a document that a query may filter on. */
const DOCUMENT_CODES: readonly (readonly [
  name: string,
  codes: (e: ReceivedDocumentEntry) => readonly (CodedValue | undefined)[],
])[] = [
  ["ClassCode", (e) => [e.classCode]],
  ["TypeCode", (e) => [e.typeCode]],
  ["PracticeSettingCode", (e) => [e.practiceSettingCode]],
  ["HealthcareFacilityTypeCode", (e) => [e.healthcareFacilityTypeCode]],
  ["FormatCode", (e) => [e.formatCode]],
  ["EventCodeList", (e) => e.eventCodeList ?? []],
  ["ConfidentialityCode", (e) => e.confidentialityCodes ?? []],
];

/** Whether a document answers the parameters of `FindDocuments`. @remarks IHE ITI TF-2 §3.18.4.1.2.3.7.1. */
export function matchesDocument(entry: ReceivedDocumentEntry, parameters: QueryParameters): boolean {
  const references = (entry.referenceIdList ?? []).map(formatCxReference);
  return (
    matchesLists(parameters.get(`${DOCUMENT}Status`), (value) => value === entry.availabilityStatus) &&
    DOCUMENT_CODES.every(([name, codes]) => matchesLists(parameters.get(DOCUMENT + name), coded(codes(entry)))) &&
    within(parameters, `${DOCUMENT}CreationTime`, entry.creationTime) &&
    within(parameters, `${DOCUMENT}ServiceStartTime`, entry.serviceStartTime) &&
    within(parameters, `${DOCUMENT}ServiceStopTime`, entry.serviceStopTime) &&
    matchesLists(parameters.get(`${DOCUMENT}ReferenceIdList`), (value) => references.includes(value)) &&
    byAuthor(parameters, `${DOCUMENT}AuthorPerson`, entry)
  );
}

const SET = "$XDSSubmissionSet";

/** Whether a submission set answers the parameters of `FindSubmissionSets`. @remarks IHE ITI TF-2 §3.18.4.1.2.3.7.2. */
export function matchesSet(set: ReceivedSubmissionSet, parameters: QueryParameters): boolean {
  return (
    matchesLists(parameters.get(`${SET}Status`), (value) => value === set.availabilityStatus) &&
    matchesLists(parameters.get(`${SET}SourceId`), (value) => value === set.sourceId) &&
    matchesLists(parameters.get(`${SET}ContentType`), coded([set.contentTypeCode])) &&
    within(parameters, `${SET}SubmissionTime`, set.submissionTime) &&
    byAuthor(parameters, `${SET}AuthorPerson`, set)
  );
}
