import type { IncomingMessage } from "node:http";
import { setTimeout as delay } from "node:timers/promises";
import { TLSSocket } from "node:tls";
import { NS } from "./codes/namespaces.ts";
import { TRANSACTIONS, type TransactionRow } from "./codes/transactions.ts";
import type { DmpFaultAction, DmpFaults } from "./dmp-fault.ts";
import type { DmpLogBodies } from "./dmp-log.ts";
import type { DmpSettings } from "./dmp-settings.ts";
import { HttpRefusal } from "./http/http-refusal.ts";
import { type ReceivedMessage, readMessage } from "./http/read-message.ts";
import { playFault } from "./injected-answer.ts";
import { failedAnswer } from "./registry/failed-answer.ts";
import { RegistryFailure } from "./registry/registry-error.ts";
import { type RequestTrace, traceEnvelope } from "./request-trace.ts";
import { runTransaction } from "./run-transaction.ts";
import { readEnvelope, type SoapRequest } from "./soap/read-envelope.ts";
import { encodeAnswer, type HttpAnswer, type SoapAnswer } from "./soap/soap-answer.ts";
import { SoapFault, writeFault } from "./soap/soap-fault.ts";
import type { DmpStore } from "./store/dmp-store.ts";
import type { TransactionResult } from "./transaction-context.ts";
import { type AuthenticateOptions, authenticate } from "./vihf/authenticate.ts";
import type { Caller } from "./vihf/caller.ts";

/** Path of the services. @remarks DMP WSDL annex. */
export const BASE_PATH = "/si-dmp-server/v2/services";

/** What handling a request needs. */
export interface DmpServices {
  readonly settings: DmpSettings;
  readonly store: DmpStore;
  readonly faults: DmpFaults;
  readonly authentication: AuthenticateOptions;
  /** Message identifiers that were used. */
  readonly messageIds: Set<string>;
  readonly logBodies: DmpLogBodies;
}

/** An answer, and the fault that sending it plays: `silence` or `truncate`. */
export interface HandledRequest {
  readonly answer: HttpAnswer;
  readonly fault?: DmpFaultAction;
}

function routeOf(request: IncomingMessage): string {
  const { pathname } = new URL(request.url ?? "/", "https://dmp.test");
  const service = pathname.startsWith(`${BASE_PATH}/`) ? pathname.slice(BASE_PATH.length + 1) : "";
  if (!TRANSACTIONS.some((row) => row.service === service))
    throw new HttpRefusal(404, "LDL-DMP-PATH", "no such service");
  if (request.method !== "POST") throw new HttpRefusal(405, "LDL-DMP-METHOD", "POST expected");
  return service;
}

/** The transaction that the addressing headers and the body name together. */
function transactionOf(service: string, { action, body }: SoapRequest, message: ReceivedMessage): TransactionRow {
  const row = TRANSACTIONS.find((candidate) => candidate.service === service && candidate.action === action);
  if (row === undefined || (message.action !== undefined && message.action !== action)) {
    throw new SoapFault({
      code: "Sender",
      subcode: "wsa:ActionNotSupported",
      reason: "wsa:Action inconnue de ce service, ou différente de celle du Content-Type",
      rule: "LDL-DMP-WSA-ACTION",
    });
  }
  const [localName, namespace] = row.body;
  if (body.localName !== localName || body.namespace !== NS[namespace]) {
    throw new SoapFault({ code: "Sender", reason: "corps inattendu pour cette action", rule: "LDL-DMP-BODY" });
  }
  return row;
}

/** `To` is empty, as in the samples, or the address of the service; a message identifier serves once. */
function checkAddressing({ to, messageId }: SoapRequest, service: string, { messageIds }: DmpServices): void {
  if (to !== "" && !(URL.canParse(to) && new URL(to).pathname === `${BASE_PATH}/${service}`)) {
    const reason = "wsa:To n'est pas ce service";
    throw new SoapFault({ code: "Sender", subcode: "wsa:DestinationUnreachable", reason, rule: "LDL-DMP-WSA-TO" });
  }
  if (messageIds.has(messageId)) {
    const init = { subcode: "wsa:InvalidAddressingHeader", reason: "wsa:MessageID déjà utilisé" };
    throw new SoapFault({ code: "Sender", ...init, rule: "LDL-DMP-WSA-MESSAGEID-REPLAY" });
  }
  messageIds.add(messageId);
}

function callerOf(request: IncomingMessage, soap: SoapRequest, envelope: Uint8Array, services: DmpServices) {
  if (services.settings.strict) return undefined;
  const { socket } = request;
  const certificate = socket instanceof TLSSocket ? socket.getPeerX509Certificate() : undefined;
  return authenticate(
    {
      envelope,
      ...(soap.security === undefined ? {} : { security: soap.security }),
      ...(certificate === undefined ? {} : { certificate }),
    },
    services.authentication,
  );
}

/** Runs a transaction; a `Failure` is an answer like another. */
async function run(
  row: TransactionRow,
  received: { readonly soap: SoapRequest; readonly message: ReceivedMessage; readonly caller?: Caller },
  fault: DmpFaultAction | undefined,
  { settings, store, authentication }: DmpServices,
): Promise<TransactionResult> {
  const { soap: request, message, caller } = received;
  const { trust } = authentication;
  const context = { settings, store, trust, message, request, answerAction: row.answer };
  try {
    playFault(fault, row);
    return await runTransaction(row.transaction, {
      ...context,
      ...(caller === undefined ? {} : { caller }),
      ...(fault === undefined ? {} : { fault }),
    });
  } catch (error) {
    if (!(error instanceof RegistryFailure)) throw error;
    return { answer: failedAnswer(row, error.errors), status: "Failure", errors: error.errors };
  }
}

function traceResult(trace: RequestTrace, { status, errors = [] }: TransactionResult): void {
  trace.outcome = status === "Success" ? "success" : status === "Failure" ? "failure" : "partialSuccess";
  trace.codes = errors.map(({ code }) => code);
  trace.rules = errors.map(({ rule }) => rule);
}

const SILENT: HttpAnswer = { status: 200, contentType: "text/plain", chunks: () => [] };

async function answerSoap(
  row: TransactionRow,
  received: Parameters<typeof run>[1],
  services: DmpServices,
  trace: RequestTrace,
): Promise<HandledRequest> {
  const fault = services.faults.take(row.transaction);
  if (fault !== undefined) trace.fault = fault.kind;
  if (fault?.kind === "slow") await delay(fault.delayMs);
  if (fault?.kind === "silence" && !fault.commit) return { answer: SILENT, fault };
  const result = await run(row, received, fault, services);
  traceResult(trace, result);
  const init = { status: 200, newId: services.settings.newId, relatesTo: received.soap.messageId };
  return { answer: encodeAnswer(result.answer, init), ...(fault === undefined ? {} : { fault }) };
}

function faultAnswer(
  error: SoapFault,
  service: string,
  services: DmpServices,
  relatesTo: string | undefined,
): HttpAnswer {
  const answer: SoapAnswer = {
    action: `${NS.wsa}/soap/fault`,
    write: (xml) => writeFault(xml, error.init),
    // The repository answers faults in MTOM too when documents are retrieved: DRIMbox.
    ...(service === "repository" ? { attachments: [] } : {}),
  };
  const related = relatesTo === undefined ? {} : { relatesTo };
  return encodeAnswer(answer, { status: 500, newId: services.settings.newId, ...related });
}

/** Reads a request, checks it and answers it. What it throws is an `HttpRefusal`, or a defect of the bench. */
export async function handleRequest(
  request: IncomingMessage,
  services: DmpServices,
  trace: RequestTrace,
): Promise<HandledRequest> {
  const service = routeOf(request);
  const { maxDocumentBytes: maxPartBytes, ...limits } = services.settings.limits;
  const message = await readMessage(request, { ...limits, maxPartBytes, dir: services.store.incoming });
  Object.assign(trace, { multipart: message.multipart, parts: message.parts.size });
  traceEnvelope(trace, message.envelope, services.logBodies);
  try {
    const soap = readEnvelope(message.envelope);
    trace.messageId = soap.messageId;
    const row = transactionOf(service, soap, message);
    trace.transaction = row.transaction;
    checkAddressing(soap, service, services);
    const caller = callerOf(request, soap, message.envelope, services);
    if (caller !== undefined) Object.assign(trace, { mode: caller.mode, assertionId: caller.assertionId });
    const received = { soap, message, ...(caller === undefined ? {} : { caller }) };
    return await answerSoap(row, received, services, trace);
  } catch (error) {
    if (!(error instanceof SoapFault)) throw error;
    const { subcode, code, rule } = error.init;
    Object.assign(trace, { outcome: "fault", codes: [subcode ?? `soap:${code}`], rules: [rule] });
    return { answer: faultAnswer(error, service, services, trace.messageId) };
  } finally {
    await message.discard();
  }
}
