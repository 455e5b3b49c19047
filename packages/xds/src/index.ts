export { type AnyLdlError, isLdlError, LdlError } from "@ldl/domain";
export { confidentialityCode, type Visibility } from "./codes/confidentiality.ts";
export { ActivityCode, contentTypeCode, contentTypeOfPatientClass } from "./codes/content-types.ts";
export { FINDING_RULES, type FindingRule, type FindingRuleId } from "./codes/finding-rules.ts";
export { authorOfProfessional, authorOfSystem, type SystemAuthor } from "./describe/authors.ts";
export { type DescribableDocument, type DescribedDocument, describeDocument } from "./describe/describe-document.ts";
export type { DescribeDocumentOptions, DocumentEntryOverrides, OptionalMetadata } from "./describe/describe-options.ts";
export type { MetadataOrigin, MetadataTrace } from "./describe/metadata-draft.ts";
export type { EbrimDialect } from "./ebrim/dialect.ts";
export { type EbrimReading, readEbrim } from "./ebrim/read-ebrim.ts";
export { type WriteEbrimOptions, writeEbrim, writeRegistryObjectList } from "./ebrim/write-ebrim.ts";
export { escapeHl7, unescapeHl7 } from "./hl7/escape-hl7.ts";
export {
  formatCx,
  formatCxReference,
  formatXcn,
  formatXon,
  parseCx,
  parseCxReference,
  parseXcn,
  parseXon,
} from "./hl7/values.ts";
export { Association, AssociationType } from "./model/association.ts";
export { Author } from "./model/author.ts";
export { CodedValue } from "./model/coded-value.ts";
export { DocumentEntry, OtherClassification, OtherSlot, ReceivedDocumentEntry } from "./model/document-entry.ts";
export { Dtm } from "./model/dtm.ts";
export { entryUuidOf } from "./model/entry-uuid-of.ts";
export { Cx, CxReference, Specialty, Xcn, Xon, Xpn, Xtn } from "./model/hl7-types.ts";
export { EntryUuid, LogicalId, RegistryId, SymbolicId, UniqueId } from "./model/identifiers.ts";
export { SourcePatientInfo } from "./model/source-patient-info.ts";
export type { RegistryObjects, Submission } from "./model/submission.ts";
export { IntendedRecipient, ReceivedSubmissionSet, SubmissionSet } from "./model/submission-set.ts";
export {
  BuildSubmissionInput,
  type BuildSubmissionOptions,
  buildSubmission,
  SubmissionDocument,
  SubmissionSetInput,
} from "./submission/build-submission.ts";
export { checkSubmission } from "./submission/check-submission.ts";
export { type PreparedXdm, type PreparedXdmDocument, prepareXdm } from "./xdm/prepare-xdm.ts";
export { type ReadXdmOptions, readXdm, type XdmReading, type XdmSubset } from "./xdm/read-xdm.ts";
export type { XdmDocument } from "./xdm/read-xdm-document.ts";
export { type PackXdmOptions, packXdm, type WriteXdmOptions, writeXdm, XDM_FILE_NAME } from "./xdm/write-xdm.ts";
export { type PackXdmInput, type PrepareXdmOptions, type XdmDocumentInput, XdmMedia } from "./xdm/xdm-input.ts";
export { DEFAULT_XDM_LIMITS, type XdmLimits } from "./xdm/xdm-limits.ts";
