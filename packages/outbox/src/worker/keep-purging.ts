import { isLdlError } from "@ldl/domain";
import type { OutboxRetention } from "../outbox.ts";
import { purgeOld } from "../store/purge-entries.ts";
import type { WorkerContext } from "./worker-context.ts";

const EVERY_MS = 3_600_000;

/** Purges at the start and once an hour, until `ended`. */
export async function keepPurging(
  context: WorkerContext,
  retention: OutboxRetention,
  ended: AbortSignal,
): Promise<void> {
  while (!ended.aborted) {
    try {
      await purgeOld(context.store, retention, ended);
    } catch (error) {
      if (ended.aborted) return;
      if (!isLdlError(error)) throw error;
      context.emit({ kind: "store-failed", error, retryInMs: EVERY_MS });
    }
    await context.delay(EVERY_MS, ended).catch(() => undefined);
  }
}
