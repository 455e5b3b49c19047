export { type AnyLdlError, isLdlError, LdlError } from "@ldl/domain";
export type { DistinguishedNameStyle } from "./certificates/distinguished-name.ts";
export type { CreateDmpClientOptions } from "./client/client-options.ts";
export { createDmpClient } from "./client/create-dmp-client.ts";
export type { CallOptions, DmpClient, UpdateOptions } from "./client/dmp-client.ts";
export { DmpContext, type DmpContextInput } from "./client/dmp-context.ts";
export type { DmpTraceEvent, OnDmpTrace } from "./client/dmp-trace.ts";
export { type EntryStatus, entryStatusOf } from "./codes/entry-status.ts";
export type { DigestName } from "./codes/signature-algorithms.ts";
export type { DmpService, DmpTransaction } from "./codes/transactions.ts";
export {
  type CertificateToCheck,
  type CheckDmpCertificatesInput,
  checkDmpCertificates,
} from "./doctor/check-certificates.ts";
export {
  type CreateDmpFeedOptions,
  createDmpFeed,
  type DmpFeed,
  type EnqueueLotOptions,
  type RunFeedOptions,
} from "./feed/create-dmp-feed.ts";
export { type CreateDmpTransportOptions, createDmpTransport, type DmpTls } from "./http/create-dmp-transport.ts";
export type { DmpRequest, DmpResponse, DmpTransport } from "./http/dmp-transport.ts";
export type { DmpDocument, DmpLot } from "./lot/dmp-lot.ts";
export { type PreparedLot, type PreparedPart, parsePreparedLot, serializePreparedLot } from "./lot/prepared-lot.ts";
export type { SendLotOptions, SubmissionReceipt } from "./lot/send-lot.ts";
export type { LotSignatureOptions } from "./lot/signature-options.ts";
export type { DmpExistence } from "./patients/check-existence.ts";
export type { AuthorizationChange, AuthorizationResult } from "./patients/set-authorization.ts";
export type { ChangesSinceOptions, DmpChange, DmpChanges, KnownDocuments } from "./registry/changes-since.ts";
export { FindDocumentsQuery, type FindDocumentsQueryInput, type FoundDocuments } from "./registry/find-documents.ts";
export type { StatusTarget, UpdateSender } from "./registry/update-entries.ts";
export type { RetrievedDocument, RetrieveOptions, RetrieveRequest } from "./repository/retrieve.ts";
export { createKeySigner, type KeyMaterial } from "./signing/create-key-signer.ts";
export { readPkcs12 } from "./signing/read-pkcs12.ts";
export type { Signer } from "./signing/signer.ts";
export type { AnswerLimits } from "./soap/multipart-limits.ts";
export { type BuildVihfOptions, buildVihf, type Vihf } from "./vihf/build-vihf.ts";
export {
  AccessMode,
  AuthenticationMode,
  DmpAccess,
  DmpSoftware,
  DmpStructure,
  DmpUser,
  UserAuthentication,
  VihfInput,
} from "./vihf/vihf-input.ts";
export type { VihfOptions } from "./vihf/vihf-options.ts";
