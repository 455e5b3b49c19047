import { type DmpRegistryProblem, isLdlError, LdlError } from "@ldl/domain";
import type { UniqueId } from "@ldl/xds";
import type { ClientSettings } from "../client/client-options.ts";
import { exchange as call } from "../client/exchange.ts";
import { findEntryUuid } from "../registry/find-documents.ts";
import { readVerdict, registryRefusal } from "../registry/read-registry-response.ts";
import { AnswerProblem } from "../soap/answer-problem.ts";
import { notAllowed } from "../vihf/vihf-options.ts";
import type { PreparedLot } from "./prepared-lot.ts";

/** What the DMP took charge of. @public */
export interface SubmissionReceipt {
  /** Identifier of the submission set. */
  readonly submissionSetId: UniqueId;
  /** Identifiers of the documents. */
  readonly documentIds: readonly [UniqueId, ...UniqueId[]];
  /** True when an earlier attempt had put the lot there. */
  readonly alreadySubmitted: boolean;
  /** Warnings of the DMP. */
  readonly warnings: readonly DmpRegistryProblem[];
}

/** Options of `send`. @public */
export interface SendLotOptions {
  /**
   * True when an earlier attempt may have put the lot in the DMP: its outcome is unknown, or the program stopped in between.
   * The DMP is asked first whether the document is there (TD3.1b), then the same lot is sent. Default: `false`.
   */
  readonly uncertain?: boolean;
  /** Number of the attempt, for errors and traces. Default: 1. */
  readonly attempt?: number;
  /** Called when everything is ready, right before the request goes out; from then on the DMP may have the lot. */
  readonly beforeDispatch?: () => Promise<void>;
  /** Aborts. */
  readonly signal?: AbortSignal;
}

function receiptOf(
  lot: PreparedLot,
  facts: Pick<SubmissionReceipt, "alreadySubmitted" | "warnings">,
): SubmissionReceipt {
  return { submissionSetId: lot.submissionSetId, documentIds: lot.documentIds, ...facts };
}

async function provideAndRegister(
  settings: ClientSettings,
  lot: PreparedLot,
  options: SendLotOptions,
): Promise<SubmissionReceipt> {
  return call(settings, {
    transaction: "TD2.1",
    context: lot.context,
    body: lot.body,
    parts: lot.parts.map(({ contentId, mimeType, bytes }) => ({ contentId, contentType: mimeType, content: bytes })),
    attempt: options.attempt ?? 1,
    signal: options.signal,
    beforeDispatch: options.beforeDispatch,
    read: ({ payload }, exchange) => {
      const verdict = readVerdict(payload);
      if (verdict === undefined) throw new AnswerProblem("malformed", "no status in the answer to a submission");
      if (verdict.status !== "success") throw registryRefusal(exchange, verdict.problems);
      return receiptOf(lot, { alreadySubmitted: false, warnings: verdict.problems });
    },
  });
}

/** Whether errors say that this very set is in the registry: they name it, or no identifier at all. */
function namesLot(errors: readonly DmpRegistryProblem[], { submissionSetId }: PreparedLot): boolean {
  return errors
    .filter(({ code }) => code === "XDSDuplicateUniqueIdInRegistry")
    .some(({ context = "", location = "" }) => {
      const said = `${context} ${location}`;
      return said.includes(submissionSetId) || !/\d+(?:\.\d+){3,}/.test(said);
    });
}

/** Reads a refusal in the light of what was sent before. */
function afterRefusal(lot: PreparedLot, error: unknown, uncertain: boolean): SubmissionReceipt {
  if (!isLdlError(error) || error.code !== "LDL_DMP_REGISTRY_REFUSED") throw error;
  const { category, errors, exchange } = error.details;
  if (category === "duplicate" && uncertain && namesLot(errors, lot)) {
    return receiptOf(lot, { alreadySubmitted: true, warnings: [] });
  }
  if (category !== "duplicate" && category !== "conflict") throw error;
  const code = errors[0]?.code ?? "";
  throw new LdlError("LDL_DMP_CONFLICT", `${exchange.transaction} : identifiant déjà présent dans le DMP (${code})`, {
    details: { exchange, code, id: category === "duplicate" ? lot.submissionSetId : lot.documentIds[0] },
    cause: error,
  });
}

/**
 * Sends a prepared lot once (TD2.1). Identifiers and bytes are those of the lot; message identifier and VIHF are new.
 *
 * A lot is never sent under another identifier "to get through": the DMP would hold it twice.
 */
export async function sendLot(
  settings: ClientSettings,
  lot: PreparedLot,
  options: SendLotOptions = {},
): Promise<SubmissionReceipt> {
  if (settings.mode === "INDIRECTE_RENFORCEE") notAllowed("TD2.1", settings.mode);
  const { uncertain = false, signal } = options;
  if (uncertain && (await findEntryUuid(settings, lot.context, lot.documentIds[0], signal)) !== null) {
    return receiptOf(lot, { alreadySubmitted: true, warnings: [] });
  }
  try {
    return await provideAndRegister(settings, lot, options);
  } catch (error) {
    return afterRefusal(lot, error, uncertain);
  }
}

/** Whether nobody knows what an error left in the DMP. */
export function isOutcomeUnknown(error: unknown): boolean {
  if (!isLdlError(error)) return false;
  if (error.code === "LDL_DMP_TRANSPORT_FAILED" || error.code === "LDL_DMP_ANSWER_MALFORMED") {
    return error.details.outcome === "unknown";
  }
  // The server failed: the specification gives it one more try, once it was looked whether the document is there.
  if (error.code === "LDL_DMP_REGISTRY_REFUSED") return error.details.category === "server";
  return error.code === "LDL_DMP_SOAP_FAULT" && error.details.code === "Receiver";
}
