import type { EntryUuid, ReceivedDocumentEntry, UniqueId, Visibility } from "@ldl/xds";
import type { DmpLot } from "../lot/dmp-lot.ts";
import type { PreparedLot } from "../lot/prepared-lot.ts";
import type { SendLotOptions, SubmissionReceipt } from "../lot/send-lot.ts";
import type { DmpExistence } from "../patients/check-existence.ts";
import type { AuthorizationChange, AuthorizationResult } from "../patients/set-authorization.ts";
import type { ChangesSinceOptions, DmpChanges } from "../registry/changes-since.ts";
import type { FindDocumentsQueryInput, FoundDocuments } from "../registry/find-documents.ts";
import type { StatusTarget, UpdateSender } from "../registry/update-entries.ts";
import type { RetrievedDocument, RetrieveOptions, RetrieveRequest } from "../repository/retrieve.ts";
import type { DmpContextInput } from "./dmp-context.ts";

/** Who updates, and a way to stop. @public */
export interface UpdateOptions extends UpdateSender {
  /** Aborts. */
  readonly signal?: AbortSignal;
}

/** A way to stop. @public */
export interface CallOptions {
  /** Aborts. */
  readonly signal?: AbortSignal;
}

/**
 * Client of the DMP, for one structure and one certificate. Each call makes its own VIHF.
 *
 * Every method rejects with an {@link LdlError} of a code `LDL_DMP_*`, or with the reason of its signal.
 *
 * @public
 */
export interface DmpClient {
  /** Asks whether a patient has an open DMP (TD0.2): to be done before feeding it. */
  checkExistence(context: DmpContextInput, options?: CallOptions): Promise<DmpExistence>;
  /** Declares or ends the caller's authorization (TD0.3); DIRECTE and AIR. */
  setAuthorization(
    change: AuthorizationChange,
    context: DmpContextInput,
    options?: CallOptions,
  ): Promise<AuthorizationResult>;
  /** Describes, checks and signs a lot. Nothing is sent; the result serves every attempt. */
  prepare(lot: DmpLot, context: DmpContextInput, options?: CallOptions): Promise<PreparedLot>;
  /**
   * Sends a prepared lot once (TD2.1). Idempotence over crashes and machines needs the memory of what was sent: that is what
   * `createDmpFeed` adds.
   */
  send(lot: PreparedLot, options?: SendLotOptions): Promise<SubmissionReceipt>;
  /** Prepares and sends a lot; once more, after a look, when the outcome of the first attempt is unknown. */
  submit(lot: DmpLot, context: DmpContextInput, options?: CallOptions): Promise<SubmissionReceipt>;
  /** Finds documents (TD3.1a); DIRECTE and AIR. Only when a person asks: never by itself after a deposit (EX_3.1-2030). */
  findDocuments(
    query: FindDocumentsQueryInput,
    context: DmpContextInput,
    options?: CallOptions,
  ): Promise<FoundDocuments>;
  /** Gives the entries of documents, whatever their status (TD3.1a). */
  getDocuments(
    ids: { readonly uniqueIds: readonly UniqueId[] } | { readonly entryUuids: readonly EntryUuid[] },
    context: DmpContextInput,
    options?: CallOptions,
  ): Promise<FoundDocuments>;
  /** Finds the entry of a document (TD3.1b), in every mode; `null` when the DMP does not have it. */
  findEntryUuid(uniqueId: UniqueId, context: DmpContextInput, options?: CallOptions): Promise<EntryUuid | null>;
  /** Tells what is new since a moment (EX_3.1-1020). */
  changesSince(options: ChangesSinceOptions, context: DmpContextInput): DmpChanges;
  /** Reads documents (TD3.2), each with its own outcome; DIRECTE and AIR. */
  retrieve(
    requests: readonly RetrieveRequest[],
    context: DmpContextInput,
    options?: RetrieveOptions,
  ): Promise<readonly RetrievedDocument[]>;
  /** Hides a document from professionals (TD3.3a). */
  mask(entry: ReceivedDocumentEntry, context: DmpContextInput, options: UpdateOptions): Promise<void>;
  /** Shows a document to professionals again (TD3.3a). */
  unmask(entry: ReceivedDocumentEntry, context: DmpContextInput, options: UpdateOptions): Promise<void>;
  /** Shows a document to the patient or to the legal representatives (TD3.3b). There is no way back. */
  makeVisible(
    entry: ReceivedDocumentEntry,
    restriction: Exclude<Visibility, "MASQUE_PS">,
    context: DmpContextInput,
    options: UpdateOptions,
  ): Promise<void>;
  /** Archives a document (TD3.3d). */
  archive(entryUuid: EntryUuid, context: DmpContextInput, options: UpdateOptions): Promise<void>;
  /** Takes a document out of the archives (TD3.3d). */
  unarchive(entryUuid: EntryUuid, context: DmpContextInput, options: UpdateOptions): Promise<void>;
  /** Deletes a document (TD3.3c), in every mode, when the caller or the caller's structure is its author. */
  remove(
    target: StatusTarget & { readonly uniqueId?: UniqueId },
    context: DmpContextInput,
    options: UpdateOptions,
  ): Promise<void>;
}
