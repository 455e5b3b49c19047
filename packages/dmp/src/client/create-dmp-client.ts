import { isLdlError, parseInput } from "@ldl/domain";
import { prepareLot } from "../lot/prepare-lot.ts";
import type { PreparedLot } from "../lot/prepared-lot.ts";
import { isOutcomeUnknown, type SubmissionReceipt, sendLot } from "../lot/send-lot.ts";
import { checkExistence } from "../patients/check-existence.ts";
import { setAuthorization } from "../patients/set-authorization.ts";
import { changesSince } from "../registry/changes-since.ts";
import { findDocuments, findEntryUuid, getDocuments } from "../registry/find-documents.ts";
import { changeStatus, changeVisibility } from "../registry/update-entries.ts";
import { retrieveDocuments } from "../repository/retrieve.ts";
import { type ClientSettings, type CreateDmpClientOptions, clientSettings } from "./client-options.ts";
import type { CallOptions, DmpClient } from "./dmp-client.ts";
import { DmpContext, type DmpContextInput } from "./dmp-context.ts";
import { deletedEvent, failedEvents, failureCode, submittedEvents } from "./lot-events.ts";

const checked = (context: DmpContextInput): DmpContext => parseInput(DmpContext, context, { name: "context" });

/** Sends a lot at once, and once more after a look when nobody knows what became of it. */
async function sendAtOnce(
  settings: ClientSettings,
  lot: PreparedLot,
  options: CallOptions,
): Promise<SubmissionReceipt> {
  try {
    return await sendLot(settings, lot, options);
  } catch (error) {
    if (!isOutcomeUnknown(error)) throw error;
    return sendLot(settings, lot, { ...options, uncertain: true, attempt: 2 });
  }
}

async function submitAtOnce(
  settings: ClientSettings,
  lot: PreparedLot,
  options: CallOptions,
): Promise<SubmissionReceipt> {
  try {
    const receipt = await sendAtOnce(settings, lot, options);
    for (const event of submittedEvents(lot, settings.now())) settings.onEvent(event);
    return receipt;
  } catch (error) {
    if (isLdlError(error))
      for (const event of failedEvents(lot, settings.now(), failureCode(error))) settings.onEvent(event);
    throw error;
  }
}

function readingMethods(
  settings: ClientSettings,
): Pick<
  DmpClient,
  | "checkExistence"
  | "findDocuments"
  | "getDocuments"
  | "findEntryUuid"
  | "changesSince"
  | "retrieve"
  | "setAuthorization"
> {
  return {
    checkExistence: async (context, { signal } = {}) => checkExistence(settings, checked(context), signal),
    setAuthorization: async (change, context, { signal } = {}) =>
      setAuthorization(settings, checked(context), change, signal),
    findDocuments: async (query, context, { signal } = {}) => findDocuments(settings, checked(context), query, signal),
    getDocuments: async (ids, context, { signal } = {}) => getDocuments(settings, checked(context), ids, signal),
    findEntryUuid: async (uniqueId, context, { signal } = {}) =>
      findEntryUuid(settings, checked(context), uniqueId, signal),
    changesSince: (options, context) => changesSince(settings, checked(context), options),
    retrieve: async (requests, context, options) => retrieveDocuments(settings, checked(context), requests, options),
  };
}

function updatingMethods(
  settings: ClientSettings,
): Pick<DmpClient, "mask" | "unmask" | "makeVisible" | "archive" | "unarchive" | "remove"> {
  return {
    mask: async (entry, context, { signal, ...sender }) =>
      changeVisibility(settings, checked(context), { entry, change: { add: "MASQUE_PS" }, sender }, signal),
    unmask: async (entry, context, { signal, ...sender }) =>
      changeVisibility(settings, checked(context), { entry, change: { remove: "MASQUE_PS" }, sender }, signal),
    makeVisible: async (entry, restriction, context, { signal, ...sender }) =>
      changeVisibility(settings, checked(context), { entry, change: { remove: restriction }, sender }, signal),
    archive: async (id, context, { signal, ...sender }) =>
      changeStatus(settings, checked(context), { id, statut: "approved", to: "archived", sender }, signal),
    unarchive: async (id, context, { signal, ...sender }) =>
      changeStatus(settings, checked(context), { id, statut: "archived", to: "approved", sender }, signal),
    async remove({ id, statut, uniqueId }, context, { signal, ...sender }) {
      await changeStatus(settings, checked(context), { id, statut, to: "deleted", sender }, signal);
      if (uniqueId !== undefined) settings.onEvent(deletedEvent(uniqueId, settings.now()));
    },
  };
}

/**
 * Creates a client of the DMP.
 *
 * @remarks SEL-MP-037 as public sources tell it: TD0.2, TD0.3, TD2.1, TD3.1, TD3.2, TD3.3, in DIRECTE, INDIRECTE and AIR. The
 * rights matrix is the DMP's own: only feeding in AIR, which no column allows, is refused here.
 * @example
 * ```ts
 * import { type CreateDmpClientOptions, createDmpClient, type DmpContextInput } from "@ldl/dmp";
 *
 * const hasDmp = async (options: CreateDmpClientOptions, context: DmpContextInput) =>
 *   (await createDmpClient(options).checkExistence(context)).active;
 * ```
 * @param options - Addresses, certificates, structure, software.
 * @returns The client.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` when an identifier does not fit; TypeError when an option makes no sense.
 * @public
 */
export function createDmpClient(options: CreateDmpClientOptions): DmpClient {
  const settings = clientSettings(options);
  return {
    ...readingMethods(settings),
    ...updatingMethods(settings),
    prepare: async (lot, context, { signal } = {}) => prepareLot(settings, lot, context, signal),
    send: async (lot, sendOptions) => sendLot(settings, lot, sendOptions),
    async submit(lot, context, callOptions = {}) {
      return submitAtOnce(settings, await prepareLot(settings, lot, context, callOptions.signal), callOptions);
    },
  };
}
