import { setTimeout as delayFor } from "node:timers/promises";
import { type AnyLdlError, isLdlError } from "@ldl/domain";
import { exponentialBackoff } from "@ldl/outbox";
import { fetchMessages } from "./fetch-messages.ts";
import { fileMessages } from "./file-messages.ts";
import type { InboxSetting } from "./inbox-setting.ts";
import { processMessage } from "./process-message.ts";

/** Between two tries of a mailbox that fails. */
const BACKOFF = exponentialBackoff({ firstMs: 5_000, maxMs: 300_000 });

/** Deals with everything that is due. */
async function processAll(setting: InboxSetting, signal: AbortSignal): Promise<number> {
  const { store, leaseMs, now } = setting;
  for (let settled = 0; ; settled += 1) {
    signal.throwIfAborted();
    const claimed = await store.claim(now(), leaseMs);
    if (claimed === undefined) return settled;
    await processMessage({ setting, claimed, signal });
  }
}

/** One round: fetch, deal with, file. What is stored is dealt with even when the mailbox gives no more. */
export async function receiveOnce(setting: InboxSetting, signal: AbortSignal) {
  const [fetched] = await Promise.allSettled([fetchMessages(setting, signal)]);
  const settled = await processAll(setting, signal);
  if (fetched.status === "rejected") throw fetched.reason;
  await fileMessages(setting, signal);
  return { stored: fetched.value, settled };
}

/** What only a person can correct. */
function mustStop({ code, retryable }: AnyLdlError): boolean {
  const stopping = ["LDL_MSS_AUTHENTICATION_FAILED", "LDL_MSS_TOKEN_FAILED", "LDL_MSS_TLS_FAILED"];
  return stopping.includes(code) && !retryable;
}

/** Rounds until the signal. */
export async function runInbox(
  setting: InboxSetting,
  waiting: { readonly idle: boolean; readonly pollMs: number; readonly random: () => number },
  signal: AbortSignal,
): Promise<void> {
  const { imap, folder } = setting;
  let failures = 0;
  while (!signal.aborted) {
    try {
      await receiveOnce(setting, signal);
      failures = 0;
      if (waiting.idle) await imap.waitForNew({ folder, signal, timeoutMs: waiting.pollMs });
      else await delayFor(waiting.pollMs, undefined, { signal });
    } catch (error) {
      if (signal.aborted) return;
      if (!isLdlError(error) || mustStop(error)) throw error;
      failures += 1;
      const retryInMs = BACKOFF(failures, waiting.random());
      setting.notify({ kind: "mailboxFailed", error, retryInMs });
      await delayFor(retryInMs, undefined, { signal }).catch(() => undefined);
    }
  }
}
