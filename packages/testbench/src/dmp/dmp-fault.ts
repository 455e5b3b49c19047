import type { DmpTransaction } from "./codes/transactions.ts";

/**
 * What a fault does to a request.
 *
 * - `busy`: `XDSRegistryBusy` or `XDSRepositoryBusy`; for TD0.2 and TD0.3, a SOAP fault of the receiver.
 * - `registryError`: answers `Failure` with that code, nothing done.
 * - `duplicate`: `XDSDuplicateUniqueIdInRegistry`, nothing done.
 * - `silence`: never answers; with `commit` the request is carried out first, which the client cannot know. `close` resets
 *   the connection in place of leaving it open.
 * - `truncate`: carries the request out, then cuts the connection in the middle of the answer.
 * - `partialSuccess`: answers what was found with the status `PartialSuccess` and one error (ITI-18, ITI-43).
 * - `soapFault`: answers with a fault, nothing done.
 * - `http`: answers with that status and a page of text, nothing done.
 * - `slow`: waits, then carries on.
 *
 * @public
 */
export type DmpFaultAction =
  | { readonly kind: "busy" }
  | { readonly kind: "registryError"; readonly code: string }
  | { readonly kind: "duplicate" }
  | { readonly kind: "silence"; readonly commit: boolean; readonly close?: boolean }
  | { readonly kind: "truncate" }
  | { readonly kind: "partialSuccess"; readonly code?: string }
  | {
      readonly kind: "soapFault";
      readonly code?: "Sender" | "Receiver";
      readonly subcode?: string;
      readonly reason?: string;
    }
  | { readonly kind: "http"; readonly status: number }
  | { readonly kind: "slow"; readonly delayMs: number };

/**
 * A fault to inject. `expiredCrl` strikes every new connection until it is disposed of.
 *
 * @public
 */
export type DmpFault =
  | {
      /** Which requests it strikes. Default: all. */
      readonly at?: DmpTransaction;
      readonly action: DmpFaultAction;
      /** How many times it strikes. Default: once. `Infinity` until it is disposed of. */
      readonly times?: number;
    }
  | { readonly action: { readonly kind: "expiredCrl" } };

/** The faults of requests that still have to strike. */
export interface DmpFaults {
  add(fault: Extract<DmpFault, { readonly action: DmpFaultAction }>): Disposable;
  /** Takes the next fault for a transaction, and counts it. */
  take(transaction: DmpTransaction): DmpFaultAction | undefined;
}

/** Creates an injector without any fault. */
export function createDmpFaults(): DmpFaults {
  const pending = new Set<{ readonly at?: DmpTransaction; readonly action: DmpFaultAction; left: number }>();
  return {
    add({ at, action, times }) {
      const entry = { action, left: times ?? 1, ...(at === undefined ? {} : { at }) };
      pending.add(entry);
      return { [Symbol.dispose]: () => void pending.delete(entry) };
    },
    take(transaction) {
      const entry = [...pending].find(({ at }) => at === undefined || at === transaction);
      if (entry === undefined) return undefined;
      entry.left -= 1;
      if (entry.left <= 0) pending.delete(entry);
      return entry.action;
    },
  };
}
