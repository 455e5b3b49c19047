import type { SmtpReply } from "./smtp-reply.ts";

/**
 * Where in an SMTP session a fault strikes. `connect` is before the greeting, `data` the DATA command,
 * `message` after the final dot.
 *
 * @public
 */
export type SmtpFaultPoint =
  | "connect"
  | "ehlo"
  | "starttls"
  | "auth"
  | "mail"
  | "rcpt"
  | "data"
  | "message"
  | "rset"
  | "quit";

/**
 * What a fault does.
 *
 * - `reply`: answers so instead of carrying the command out; a 421 also closes the connection.
 * - `drop`: closes the connection without a word. At `message`, `deliver` says whether the message was delivered first,
 *   which the sender cannot know.
 * - `delay`: waits, then carries the command out.
 *
 * @public
 */
export type SmtpFaultAction =
  | { readonly kind: "reply"; readonly reply: SmtpReply }
  | { readonly kind: "drop"; readonly deliver?: boolean }
  | { readonly kind: "delay"; readonly delayMs: number };

/**
 * A fault to inject.
 *
 * @public
 */
export interface SmtpFault {
  /** Where it strikes. */
  readonly at: SmtpFaultPoint;
  /** What it does. */
  readonly action: SmtpFaultAction;
  /** At `rcpt`: only for this address. Default: any. */
  readonly recipient?: string;
  /** How many times it strikes. Default: once. `Infinity` until it is disposed of. */
  readonly times?: number;
}

/** The faults that still have to strike. */
export interface FaultInjector {
  add(fault: SmtpFault): Disposable;
  /** Takes the next fault for a point, and counts it. */
  take(at: SmtpFaultPoint, recipient?: string): SmtpFaultAction | undefined;
}

interface Pending {
  readonly fault: SmtpFault;
  left: number;
}

/** Creates an injector without any fault. */
export function createFaultInjector(): FaultInjector {
  const pending = new Set<Pending>();
  return {
    add(fault) {
      const entry: Pending = { fault, left: fault.times ?? 1 };
      pending.add(entry);
      return { [Symbol.dispose]: () => void pending.delete(entry) };
    },
    take(at, recipient) {
      for (const entry of pending) {
        const { fault } = entry;
        if (fault.at !== at) continue;
        if (fault.recipient !== undefined && fault.recipient.toLowerCase() !== recipient?.toLowerCase()) continue;
        entry.left -= 1;
        if (entry.left <= 0) pending.delete(entry);
        return fault.action;
      }
      return undefined;
    },
  };
}
