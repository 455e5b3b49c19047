import { type DmpExchange, isLdlError, LdlError } from "@ldl/domain";
import { type DmpTransaction, TRANSACTIONS } from "../codes/transactions.ts";
import type { DmpResponse } from "../http/dmp-transport.ts";
import { callFailure, type Progress, transportError } from "../http/transport-failure.ts";
import { AnswerProblem } from "../soap/answer-problem.ts";
import { readAnswer, type SoapAnswer } from "../soap/read-answer.ts";
import { redactedShape } from "../soap/redact.ts";
import { isAccessFault, readFault, type SoapFault } from "../soap/soap-fault.ts";
import { writeEnvelope } from "../soap/write-envelope.ts";
import { mtomBody, type OutgoingBody, type OutgoingPart, plainBody } from "../soap/write-multipart.ts";
import { buildCheckedVihf } from "../vihf/build-vihf.ts";
import type { ClientSettings } from "./client-options.ts";
import type { DmpContext } from "./dmp-context.ts";

/** One call of the DMP. */
export interface Call<T> {
  readonly transaction: DmpTransaction;
  readonly context: DmpContext;
  /** The element of the SOAP body. */
  readonly body: string;
  /** Documents beside it; with them the request is MTOM. */
  readonly parts?: readonly OutgoingPart[];
  /** Number of the attempt. Default: 1. */
  readonly attempt?: number;
  readonly signal?: AbortSignal | undefined;
  /** Called when everything is ready, right before the request goes out. */
  readonly beforeDispatch?: (() => Promise<void>) | undefined;
  /** Makes the result of the answer. */
  readonly read: (answer: SoapAnswer, exchange: DmpExchange) => T | Promise<T>;
}

function faultError(exchange: DmpExchange, fault: SoapFault): LdlError {
  const said = fault.dmpCode ?? fault.subcode ?? fault.code;
  if (isAccessFault(fault)) {
    return new LdlError("LDL_DMP_ACCESS_REFUSED", `${exchange.transaction} : accès refusé par le DMP (${said})`, {
      details: { exchange, ...fault },
    });
  }
  return new LdlError("LDL_DMP_SOAP_FAULT", `${exchange.transaction} : erreur SOAP du DMP (${said})`, {
    details: { exchange, ...fault },
  });
}

/** The assertion of one attempt; plain XDS servers want none. */
async function vihfOf<T>(settings: ClientSettings, call: Call<T>, exchange: DmpExchange): Promise<string | undefined> {
  if (settings.dialect === "ihe-strict") return undefined;
  const { mode, structure, logiciel, signer, now, newId } = settings;
  const { utilisateur, patient, acces } = call.context;
  const vihf = await buildCheckedVihf(
    { mode, structure, logiciel, utilisateur, patient, acces },
    { ...settings.vihf, signer, now, newId, ...(call.signal === undefined ? {} : { signal: call.signal }) },
  );
  settings.onTrace({ kind: "vihf", exchange, vihfId: vihf.id, issuedAt: vihf.issuedAt });
  return vihf.xml;
}

async function requestOf<T>(settings: ClientSettings, call: Call<T>, exchange: DmpExchange): Promise<OutgoingBody> {
  const { action, service } = TRANSACTIONS[call.transaction];
  const vihf = await vihfOf(settings, call, exchange);
  const envelope = writeEnvelope({
    action,
    messageId: exchange.messageId,
    to: settings.urlOf(service),
    vihf,
    body: call.body,
  });
  if (call.parts === undefined) return plainBody({ envelope, action });
  return mtomBody({ envelope, action, parts: call.parts }, settings.newId);
}

/** The bytes of a request, noting how far they were asked for. */
async function* watched(body: OutgoingBody, progress: Progress): AsyncGenerator<Uint8Array> {
  for await (const piece of body.open()) {
    progress.begun = true;
    yield piece;
  }
  progress.complete = true;
}

async function post<T>(
  settings: ClientSettings,
  call: Call<T>,
  body: OutgoingBody,
  progress: Progress,
): Promise<DmpResponse> {
  const { service, action } = TRANSACTIONS[call.transaction];
  return settings.transport.post({
    url: settings.urlOf(service),
    headers: {
      "content-type": body.contentType,
      "content-length": String(body.contentLength),
      accept: "multipart/related, application/soap+xml, application/xop+xml",
      "mime-version": "1.0",
      soapaction: `"${action}"`,
    },
    body: watched(body, progress),
    ...(call.signal === undefined ? {} : { signal: call.signal }),
  });
}

async function readResponse<T>(
  settings: ClientSettings,
  call: Call<T>,
  response: DmpResponse,
  facts: { readonly exchange: DmpExchange; readonly progress: Progress; readonly startedAt: number },
): Promise<T> {
  const { exchange, progress, startedAt } = facts;
  let answer: SoapAnswer;
  try {
    answer = await readAnswer(response, settings.limits);
  } catch (error) {
    const isBare = response.status < 200 || response.status > 299;
    if (!(error instanceof AnswerProblem) || error.kind !== "malformed" || !isBare) throw error;
    throw transportError(exchange, { reason: "status", status: response.status, progress, cause: error });
  }
  settings.onTrace({
    kind: "answer",
    exchange,
    status: response.status,
    durationMs: settings.now().getTime() - startedAt,
    relates: answer.relatesTo === exchange.messageId,
    shape: redactedShape(answer.payload),
  });
  const fault = readFault(answer.payload);
  if (fault !== undefined) throw faultError(exchange, fault);
  return call.read(answer, exchange);
}

/** Lets go of a body that nobody reads to its end, so that its connection does not stay busy. */
async function release(response: DmpResponse | undefined): Promise<void> {
  const iterator = response?.body[Symbol.asyncIterator]();
  await iterator?.return?.().catch(() => undefined);
}

async function attempt<T>(settings: ClientSettings, call: Call<T>, exchange: DmpExchange): Promise<T> {
  const progress: Progress = { begun: false, complete: false };
  call.signal?.throwIfAborted();
  const body = await requestOf(settings, call, exchange);
  await call.beforeDispatch?.();
  const startedAt = settings.now().getTime();
  const { service } = TRANSACTIONS[call.transaction];
  settings.onTrace({ kind: "request", exchange, service, bytes: body.contentLength });
  let response: DmpResponse | undefined;
  try {
    response = await post(settings, call, body, progress);
    return await readResponse(settings, call, response, { exchange, progress, startedAt });
  } catch (error) {
    if (call.signal?.aborted === true) throw call.signal.reason;
    const failure = isLdlError(error) ? error : callFailure(exchange, progress, error);
    const durationMs = settings.now().getTime() - startedAt;
    settings.onTrace({ kind: "failure", exchange, durationMs, code: failure.code });
    throw failure;
  } finally {
    await release(response);
  }
}

/**
 * Makes one call: VIHF, envelope, request, answer. Each attempt has its own `MessageID` and its own VIHF.
 *
 * @throws {@link LdlError} one of the codes `LDL_DMP_*`; the reason of the signal when it is aborted.
 */
export async function exchange<T>(settings: ClientSettings, call: Call<T>): Promise<T> {
  const number = call.attempt ?? 1;
  const messageId = `urn:uuid:${settings.newId()}`;
  return attempt(settings, call, { transaction: call.transaction, messageId, attempt: number });
}

/** Makes a call that changes nothing in the DMP: it is made again when the network fails. */
export async function readingExchange<T>(settings: ClientSettings, call: Call<T>): Promise<T> {
  for (let number = 1; ; number++) {
    try {
      return await exchange(settings, { ...call, attempt: number });
    } catch (error) {
      if (!isLdlError(error) || error.code !== "LDL_DMP_TRANSPORT_FAILED") throw error;
      if (number >= settings.readAttempts || error.details.reason === "tooLarge") throw error;
    }
  }
}
