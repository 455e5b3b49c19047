export type {
  ExchangeEvent,
  LdlIssue,
  MssanteEndpoint,
  MssanteErrorDetails,
  MssanteExtractionRefusal,
  MssanteHttpReason,
  MssantePatientRefusal,
  MssanteRefusedRecipient,
  MssanteRetryClass,
  MssanteTlsFailure,
  SqlDatabase,
  SqlExecutor,
  SqlResult,
  SqlRow,
  TransmissionAccepted,
  TransmissionAcknowledged,
  TransmissionDelivered,
  TransmissionFailed,
  TransmissionSubmitted,
} from "@ldl/domain";
export {
  type AnyLdlError,
  CivilDate,
  Finess,
  IdentiteIns,
  Ins,
  InsEnvironment,
  isLdlError,
  LdlError,
  MssanteAddress,
  Rpps,
} from "@ldl/domain";
export {
  type AuditChainHead,
  type AuditChainVerdict,
  ChainedAuditEvent,
  type CreateAuditChainOptions,
  createAuditChain,
  type VerifyAuditChainOptions,
  verifyAuditChain,
} from "./audit/audit-chain.ts";
export { AuditAction, AuditAuthor, type AuditEntry, AuditEvent, AuditOutcome } from "./audit/audit-event.ts";
export {
  type AuditSink,
  type AuditTrail,
  type CreateAuditTrailOptions,
  createAuditTrail,
} from "./audit/audit-trail.ts";
export type { TracedMessage } from "./audit/audited-context.ts";
export {
  INTEGRATION_ERRORS,
  type IntegrationError,
  type IntegrationErrorCode,
  isIntegrationErrorCode,
} from "./codes/integration-errors.ts";
export type { PatientBounce } from "./codes/patient-bounces.ts";
export {
  type ComposedMessage,
  type ComposeMessageOptions,
  composeMessage,
  type MessageEnvelope,
} from "./compose/compose-message.ts";
export {
  type ComposeMessagesInput,
  type ComposeMessagesOptions,
  composeMessages,
  type MessagePart,
} from "./compose/compose-messages.ts";
export { ComposeMessageInput, MessageDocument, MessagePatient, MessageSender } from "./compose/message-input.ts";
export { type PdfFileNameInput, pdfFileName } from "./compose/pdf-file-name.ts";
export { type SenderPerson, senderLabel } from "./compose/sender-label.ts";
export { buildSubject, type MessageSubjectInput } from "./compose/subject.ts";
export type { CrlProvider } from "./connection/crl-provider.ts";
export {
  type DiscoverServersOptions,
  discoverServers,
  type SrvNames,
  type SrvRecord,
} from "./connection/discover-servers.ts";
export {
  type CertificateStanding,
  type InspectCertificateOptions,
  inspectCertificate,
} from "./connection/inspect-certificate.ts";
export type {
  MailServer,
  OperatorAuth,
  OperatorProfile,
  OperatorTls,
  TokenMechanism,
} from "./connection/operator-profile.ts";
export { type CreateCrlStoreOptions, type CrlStore, createCrlStore, type RevocationState } from "./crl/crl-store.ts";
export {
  type DirectoryAnswer,
  type DirectoryMailbox,
  type DirectoryPerson,
  DirectoryQuery,
  type DirectorySearchOptions,
  type DirectoryStructure,
  type MailboxDirectory,
} from "./directory/directory.ts";
export {
  type DownloadExtractionOptions,
  type DownloadedExtraction,
  downloadExtraction,
} from "./directory/extraction/download-extraction.ts";
export type { MalformedReason } from "./directory/extraction/extraction-line.ts";
export type { ExtractionReport, MalformedLines } from "./directory/extraction/extraction-report.ts";
export { type ImportExtractionOptions, importExtraction } from "./directory/extraction/import-extraction.ts";
export { type OpenExtractionOptions, openExtraction } from "./directory/extraction/open-extraction.ts";
export { createFhirDirectory } from "./directory/fhir/create-fhir-directory.ts";
export type { FhirDirectoryOptions } from "./directory/fhir/fhir-client.ts";
export {
  type CreateMailboxFinderOptions,
  createMailboxFinder,
  type FindMailboxOptions,
  type FoundMailbox,
  type MailboxFinder,
} from "./directory/mailbox-finder.ts";
export type { MailboxPreference } from "./directory/prefer-mailbox.ts";
export { type CreateStoredDirectoryOptions, createStoredDirectory } from "./directory/store/create-stored-directory.ts";
export {
  type CreateWhiteListOptions,
  createWhiteList,
  type DomainTrust,
  type WhiteList,
} from "./directory/white-list/white-list.ts";
export { createRecipientKey } from "./events/recipient-key.ts";
export { acknowledgementEvents, deliveryEvents } from "./events/report-events.ts";
export { sendFailureEvents, sendResultEvents, submittedEvents } from "./events/sending-events.ts";
export type { SentMessage, TransmissionContext } from "./events/transmission-context.ts";
export {
  assessHealth,
  type Health,
  type HealthFacts,
  type HealthFinding,
  type HealthLimits,
} from "./health/assess-health.ts";
export type { HttpOptions, HttpTls } from "./http/http-options.ts";
export { type CreateImapMailboxOptions, createImapMailbox } from "./imap/create-imap-mailbox.ts";
export type {
  AppendMailOptions,
  FetchedFacts,
  FetchedMail,
  FetchNewOptions,
  ImapCallOptions,
  ImapCursor,
  ImapFolder,
  ImapMailbox,
  ImapMessageRef,
  WaitForNewOptions,
} from "./imap/imap-mailbox.ts";
export { type CreateMssanteInboxOptions, createMssanteInbox } from "./inbox/create-mssante-inbox.ts";
export { DocumentOutcome } from "./inbox/document-outcome.ts";
export type {
  DocumentContext,
  FindPatient,
  HumanMessage,
  InboxAnswer,
  InboxCallOptions,
  InboxEntry,
  InboxMetrics,
  InboxNotice,
  InboxState,
  MssanteInbox,
  OnDocument,
} from "./inbox/mssante-inbox.ts";
export {
  checkIdentity,
  type IdentityTrait,
  type IdentityVerdict,
  type PatientTraits,
} from "./inbox/patient-identity.ts";
export type { ReceivedDocument, ReplacementVerdict } from "./inbox/received-document.ts";
export type {
  IncomingAddress,
  IncomingBase,
  IncomingDsn,
  IncomingErrorMail,
  IncomingFile,
  IncomingFin,
  IncomingMdn,
  IncomingMessage,
  IncomingMssHeaders,
  IncomingOther,
  IncomingPatientReply,
  IncomingXdm,
} from "./incoming/incoming-message.ts";
export { type ParseIncomingOptions, parseIncoming } from "./incoming/parse-incoming.ts";
export { displayedSubject, isXdmSubject } from "./incoming/xdm-subject.ts";
export type { MailLimits } from "./mime/mime-limits.ts";
export { type CreateMssanteOutboxOptions, createMssanteOutbox } from "./outbox/create-mssante-outbox.ts";
export type {
  EnqueuedMessage,
  EnqueueMessageOptions,
  MssanteOutbox,
  OverdueOptions,
  OverdueRecipient,
  RecordedReport,
  ReportVerdict,
  RunSendingOptions,
  SendingAlert,
} from "./outbox/mssante-outbox.ts";
export type { BeforeSending, SendingPermission } from "./outbox/send-entry.ts";
export type { ReceiptDelay, SendingMetrics } from "./outbox/sending-metrics.ts";
export type { SendingDelays } from "./outbox/sending-outcome.ts";
export type { SentCopyOptions } from "./outbox/sent-copies.ts";
export {
  RecipientState,
  TracedDocuments,
  type Transmission,
  type TransmissionRecipient,
} from "./outbox/transmission.ts";
export type { TransmissionEvents } from "./outbox/transmission-events.ts";
export { composeEndMessage, EndMessageInput } from "./patients/compose-end-message.ts";
export { type DecideSendingOptions, decideSending } from "./patients/decide-sending.ts";
export { classifyPatientBounce } from "./patients/patient-bounce.ts";
export { AddressedPatient, type PatientMailboxOptions, patientMailbox } from "./patients/patient-mailbox.ts";
export {
  DocumentRestrictions,
  restrictionsOf,
  type SendingDecision,
  SendingRequest,
  type SendingTarget,
} from "./patients/sending-request.ts";
export { type BuildErrorMailInput, buildErrorMail } from "./reports/build-error-mail.ts";
export { type BuildMdnInput, type BuildMdnOptions, buildMdn, type MdnStatement } from "./reports/build-mdn.ts";
export { type Correlation, correlate } from "./reports/correlation.ts";
export type { Mdn, MdnOutcome, ReportedError } from "./reports/mdn.ts";
export type { Dsn, DsnAction, DsnRecipient } from "./reports/parse-dsn.ts";
export { type BuildReportOptions, ReportAuthor } from "./reports/report-message.ts";
export { type CreateSmtpTransportOptions, createSmtpTransport } from "./smtp/create-smtp-transport.ts";
export type { RecipientResult, SendResult } from "./smtp/send-result.ts";
export type { DsnRequest, SendOptions, SmtpTransport } from "./smtp/smtp-transport.ts";
export { asciiFold } from "./text/ascii-fold.ts";
export {
  type CreateClientCredentialsProviderOptions,
  createClientCredentialsProvider,
} from "./tokens/client-credentials.ts";
export {
  type CreateProSanteConnectOptions,
  createProSanteConnect,
  type LoginAnswer,
  type PendingLogin,
  type ProSanteConnect,
} from "./tokens/pro-sante-connect.ts";
export type { TokenClientAuthentication, TokenIssuer, TokenRenewalOptions } from "./tokens/token-issuer.ts";
export type { GetTokenOptions, TokenProvider } from "./tokens/token-provider.ts";
export type { TokenSession } from "./tokens/token-session.ts";
