export {
  type StartTestbenchOptions,
  startTestbench,
  type Testbench,
  type TestbenchMailbox,
  type TestbenchPorts,
} from "./bench/start-testbench.ts";
export type {
  StartDirectoryServerOptions,
  TestDirectoryMailbox,
  TestDirectoryPerson,
  TestDirectoryStructure,
} from "./directory/directory-data.ts";
export { type DirectoryServer, startDirectoryServer } from "./directory/start-directory-server.ts";
export type { DmpTransaction } from "./dmp/codes/transactions.ts";
export type { DmpFault, DmpFaultAction } from "./dmp/dmp-fault.ts";
export type { DmpLogBodies, DmpLogEntry } from "./dmp/dmp-log.ts";
export type {
  DmpLimits,
  DmpSubmissionPolicy,
  DmpTestPatient,
  DmpTestProfessional,
  DmpTestStructure,
  DmpVihfPolicy,
  StartDmpOptions,
} from "./dmp/dmp-options.ts";
export { type DmpServer, startDmp } from "./dmp/start-dmp.ts";
export type { DmpStoreView, DmpTestAuthorization } from "./dmp/store/store-view.ts";
export type { HttpFault, HttpFaultAction } from "./http/http-fault.ts";
export { type FileServer, type StartFileServerOptions, startFileServer } from "./http/start-file-server.ts";
export type { ClientCertificateVerdict } from "./operator/client-certificate.ts";
export type { OperatorMailbox, StoredMail } from "./operator/imap-account.ts";
export type { OperatorLogEntry, ReceivedMail, ReceivedRecipient } from "./operator/operator-log.ts";
export type {
  ClientCertificatePolicy,
  OperatorAuthMechanism,
  OperatorPorts,
  StartMssanteOperatorOptions,
  TestMailbox,
  TokenIntrospection,
} from "./operator/operator-options.ts";
export type { SmtpFault, SmtpFaultAction, SmtpFaultPoint } from "./operator/smtp-fault.ts";
export type { SmtpReply } from "./operator/smtp-reply.ts";
export { type MssanteOperator, startMssanteOperator } from "./operator/start-mssante-operator.ts";
export {
  type CreateTestPkiOptions,
  createTestPki,
  type IssueCrlsOptions,
  type TestPki,
} from "./pki/create-test-pki.ts";
export type {
  RefusedClientCertificates,
  RefusedServerCertificates,
  TestCard,
  TestCertificate,
  TestOrganisation,
} from "./pki/test-certificate.ts";
export { type WriteTestPkiOptions, writeTestPki } from "./pki/write-test-pki.ts";
export { findPostgres } from "./postgres/postgres-binaries.ts";
export { type StartTestPostgresOptions, startTestPostgres, type TestPostgres } from "./postgres/start-test-postgres.ts";
export { startTokenEndpoint, type TokenEndpoint } from "./token/start-token-endpoint.ts";
export type { StartTokenEndpointOptions, TestTokenClient, TestTokenUser } from "./token/token-options.ts";
