import type { DmpErrorCategory } from "@ldl/domain";

/**
 * What each error code of XDS is about.
 *
 * @remarks IHE ITI TF-3 table 4.2.4.1-2, from memory, cross-checked with the code list of oehf/ipf.
 */
export const XDS_ERROR_CATEGORIES: Readonly<Record<string, DmpErrorCategory>> = {
  XDSRegistryBusy: "transient",
  XDSRepositoryBusy: "transient",
  XDSRegistryNotAvailable: "transient",
  XDSRegistryOutOfResources: "transient",
  XDSRepositoryOutOfResources: "transient",
  XDSRegistryError: "server",
  XDSRepositoryError: "server",
  XDSDuplicateUniqueIdInRegistry: "duplicate",
  XDSNonIdenticalHash: "conflict",
  XDSNonIdenticalSize: "conflict",
  XDSRegistryDuplicateUniqueIdInMessage: "invalid",
  XDSRepositoryDuplicateUniqueIdInMessage: "invalid",
  XDSRegistryMetadataError: "invalid",
  XDSRepositoryMetadataError: "invalid",
  XDSMissingDocument: "invalid",
  XDSMissingDocumentMetadata: "invalid",
  InvalidDocumentContent: "invalid",
  XDSExtraMetadataNotSaved: "invalid",
  XDSUnknownStoredQuery: "invalid",
  XDSStoredQueryMissingParam: "invalid",
  XDSStoredQueryParamNumber: "invalid",
  XDSUnknownPatientId: "patient",
  XDSPatientIdDoesNotMatch: "patient",
  XDSResultNotSinglePatient: "patient",
  XDSDocumentUniqueIdError: "notFound",
  XDSUnknownRepositoryId: "notFound",
  XDSRegistryDeprecatedDocumentError: "replace",
  XDSReplaceFailed: "replace",
  XDSTooManyResults: "tooManyResults",
  XDSMetadataUpdateError: "version",
  XDSMetadataUpdateOperationError: "version",
  XDSMetadataVersionError: "version",
  XDSPatientIDReconciliationError: "version",
  UnresolvedReferenceException: "version",
};

/** Category of a code. Codes of the DMP that refuse access are about rights. */
export function categoryOf(code: string): DmpErrorCategory {
  const known = XDS_ERROR_CATEGORIES[code];
  if (known !== undefined) return known;
  return /^DMPAccessDenied/.test(code) ? "rights" : "other";
}
