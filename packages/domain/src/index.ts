export { PS_ID_NAT_OID, STRUCT_ID_NAT_OID } from "./codes/national-oids.ts";
export type { CdaErrorDetails } from "./errors/cda-error-details.ts";
export type { CoreErrorDetails } from "./errors/core-error-details.ts";
export type { CrbmErrorDetails } from "./errors/crbm-error-details.ts";
export type {
  DmpErrorCategory,
  DmpErrorDetails,
  DmpExchange,
  DmpRegistryProblem,
  DmpTransportReason,
} from "./errors/dmp-error-details.ts";
export type { LdlErrorCode, LdlErrorDetails } from "./errors/error-details.ts";
export type { IndicatorsErrorDetails } from "./errors/indicators-error-details.ts";
export type { LdlIssue, LdlSeverity } from "./errors/issue.ts";
export { type AnyLdlError, isLdlError, LdlError, type LdlErrorInit } from "./errors/ldl-error.ts";
export type {
  MssanteEndpoint,
  MssanteErrorDetails,
  MssanteExtractionRefusal,
  MssanteHttpReason,
  MssantePatientRefusal,
  MssanteRefusedRecipient,
  MssanteRetryClass,
  MssanteTlsFailure,
} from "./errors/mssante-error-details.ts";
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
export { Finess } from "./identifiers/finess.ts";
export { IdentiteIns, InsEnvironment, insKindOfOid, insOid } from "./identifiers/identite-ins.ts";
export { Ins, insKey } from "./identifiers/ins.ts";
export { Ipp, LocalIdentifier } from "./identifiers/local-identifier.ts";
export {
  MssanteAddress,
  type MssanteAddressKind,
  mssanteAddressKind,
  patientMssanteAddress,
} from "./identifiers/mssante-address.ts";
export { Oid } from "./identifiers/oid.ts";
export { PsIdNat, psIdNatFromRpps } from "./identifiers/ps-id-nat.ts";
export { Rpps } from "./identifiers/rpps.ts";
export { Siren, Siret } from "./identifiers/siret.ts";
export { StructIdNat, structIdNatFromFiness } from "./identifiers/struct-id-nat.ts";
export { Uuid } from "./identifiers/uuid.ts";
export { Adresse, AdresseEnLignes, AdresseStructuree, AdresseUsage } from "./people/adresse.ts";
export { Code } from "./people/code.ts";
export { Civilite, NomPersonne, Titre } from "./people/nom-personne.ts";
export { Organisation } from "./people/organisation.ts";
export { LieuNaissance, Patient, Sexe } from "./people/patient.ts";
export { Professionnel } from "./people/professionnel.ts";
export { Representant } from "./people/representant.ts";
export { Sejour } from "./people/sejour.ts";
export { Telecom } from "./people/telecom.ts";
export { Libelle, Texte } from "./people/texte.ts";
export { type OpenPgliteOptions, openPglite } from "./storage/open-pglite.ts";
export type { SqlDatabase, SqlExecutor, SqlResult, SqlRow } from "./storage/sql-database.ts";
export {
  type PgAnswer,
  type PgClientLike,
  type PgPoolLike,
  type PgQueryable,
  type SqlFromPgOptions,
  sqlFromPg,
} from "./storage/sql-from-pg.ts";
export {
  type PgliteLike,
  type PgliteQueryOptions,
  type PgliteTransactionLike,
  sqlFromPglite,
} from "./storage/sql-from-pglite.ts";
export { storeFailure } from "./storage/store-failure.ts";
export { CivilDate } from "./time/civil-date.ts";
export { fromHl7Ts, toHl7Ts } from "./time/hl7-ts.ts";
export { Instant } from "./time/instant.ts";
export { Moment } from "./time/moment.ts";
export { isCertainlyAfter, type MomentBounds, momentBounds } from "./time/moment-bounds.ts";
export { instantOf } from "./time/time-zone.ts";
export { toXdsDtm } from "./time/xds-dtm.ts";
