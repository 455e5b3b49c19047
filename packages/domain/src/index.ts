export type { CdaErrorDetails } from "./errors/cda-error-details.ts";
export type { CoreErrorDetails } from "./errors/core-error-details.ts";
export type { CrbmErrorDetails } from "./errors/crbm-error-details.ts";
export type { DmpErrorDetails } from "./errors/dmp-error-details.ts";
export type { LdlErrorCode, LdlErrorDetails } from "./errors/error-details.ts";
export type { IndicatorsErrorDetails } from "./errors/indicators-error-details.ts";
export type { LdlIssue, LdlSeverity } from "./errors/issue.ts";
export { type AnyLdlError, isLdlError, LdlError, type LdlErrorInit } from "./errors/ldl-error.ts";
export type { MssanteErrorDetails } from "./errors/mssante-error-details.ts";
export type { OutboxErrorDetails } from "./errors/outbox-error-details.ts";
export { parseInput } from "./errors/parse-input.ts";
export type { ValidationErrorDetails } from "./errors/validation-error-details.ts";
export type { XdsErrorDetails } from "./errors/xds-error-details.ts";
export {
  ActivityDeclared,
  DmpDeleted,
  DmpFailed,
  DmpSubmitted,
  DocumentCancelled,
  DocumentHandedOver,
  DocumentKind,
  DocumentProduced,
  DocumentValidated,
  EventKey,
  ExchangeEvent,
  type OnEvent,
  PatientObjected,
  StayCancelled,
  StayDischarged,
  StayField,
  StayMode,
  StayUpdated,
  TransmissionAccepted,
  TransmissionAcknowledged,
  TransmissionDelivered,
  TransmissionFailed,
  TransmissionSubmitted,
} from "./events/exchange-event.ts";
export type { SqlDatabase, SqlExecutor, SqlResult, SqlRow } from "./storage/sql-database.ts";
export { type PgClientLike, type PgPoolLike, type PgQueryable, sqlFromPg } from "./storage/sql-from-pg.ts";
export { type PgliteLike, type PgliteTransactionLike, sqlFromPglite } from "./storage/sql-from-pglite.ts";
export { Instant } from "./time/instant.ts";
