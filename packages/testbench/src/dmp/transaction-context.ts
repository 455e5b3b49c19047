import type { DmpFaultAction } from "./dmp-fault.ts";
import type { DmpSettings } from "./dmp-settings.ts";
import type { ReceivedMessage } from "./http/read-message.ts";
import type { RegistryError, ResponseStatus } from "./registry/registry-error.ts";
import type { SoapRequest } from "./soap/read-envelope.ts";
import type { SoapAnswer } from "./soap/soap-answer.ts";
import { SoapFault } from "./soap/soap-fault.ts";
import type { DmpStore } from "./store/dmp-store.ts";
import type { Caller } from "./vihf/caller.ts";
import type { Trust } from "./vihf/certificate-trust.ts";
import { isAllowed, type RightsTransaction } from "./vihf/rights-matrix.ts";

/** What a transaction works with. */
export interface TransactionContext {
  readonly settings: DmpSettings;
  readonly store: DmpStore;
  readonly message: ReceivedMessage;
  readonly request: SoapRequest;
  /** Judges the certificates of signatures. */
  readonly trust: Trust;
  /** Absent in the strict dialect. */
  readonly caller?: Caller;
  /** `wsa:Action` of the answer. */
  readonly answerAction: string;
  /** Fault that the transaction itself plays: `partialSuccess`. */
  readonly fault?: DmpFaultAction;
}

/** What a transaction did. */
export interface TransactionResult {
  readonly answer: SoapAnswer;
  readonly status: ResponseStatus;
  readonly errors?: readonly RegistryError[];
}

/** Refuses what the rights matrix refuses, and everything to somebody whom the patient blocked. */
export function checkRights(context: TransactionContext, transaction: RightsTransaction): void {
  const { caller, store } = context;
  if (caller === undefined) return;
  const authorization = store.authorization(caller.patient?.matricule ?? "", holderOf(caller));
  const blocked = authorization?.status === "INTERDIT" && transaction !== "TD0.2";
  if (!blocked && isAllowed(transaction, caller.column, caller.access)) return;
  throw new SoapFault({
    code: "Sender",
    subcode: "soap:DMPAccessDeniedByRightsService",
    reason: "Accès refusé par le service de gestion des droits",
    rule: blocked ? "LDL-DMP-RIGHTS-BLOCKED" : "LDL-DMP-RIGHTS-MATRIX",
  });
}

/** Who an authorization is for: the professional, or the structure of somebody who is none. */
export function holderOf(caller: Caller): string {
  const structure = ["indirect", "airOther", "directCpe"].includes(caller.column);
  return structure ? caller.structure : caller.userId;
}

/** Refuses what the patient has not authorized; emergencies need no authorization. */
export function checkAuthorized({ caller, store }: TransactionContext): void {
  if (caller === undefined || caller.access !== "normal") return;
  const authorization = store.authorization(caller.patient?.matricule ?? "", holderOf(caller));
  if (authorization?.status === "VALIDE") return;
  throw new SoapFault({
    code: "Sender",
    subcode: "soap:DMPAccessDeniedByRightsService",
    reason: "Accès refusé : pas d'autorisation du patient",
    rule: "LDL-DMP-RIGHTS-AUTHORIZATION",
  });
}

/** Refuses to touch a record that is closed. */
export function checkOpen({ caller, store }: TransactionContext): void {
  if (caller?.patient !== undefined && store.patient(caller.patient.matricule)?.status === "closed") {
    throw new SoapFault({ code: "Sender", subcode: "soap:DMPClosed", reason: "DMP fermé", rule: "LDL-DMP-CLOSED" });
  }
}
