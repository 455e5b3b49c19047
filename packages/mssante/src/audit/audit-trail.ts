import { randomUUID } from "node:crypto";
import { LdlError } from "@ldl/domain";
import { definedOnly } from "../internal/defined-only.ts";
import type { AuditAuthor, AuditEntry, AuditEvent } from "./audit-event.ts";
import { hidePatients } from "./hide-personal.ts";

/**
 * Takes each event, in order, and keeps it where the host wants. It is called at once and must be quick: what it throws, or the
 * promise that it lets fail, is treated as `failure` says.
 *
 * @public
 */
export type AuditSink = (event: AuditEvent) => void | Promise<void>;

/** Options of {@link createAuditTrail}. @public */
export interface CreateAuditTrailOptions {
  /** Keeps the events. */
  readonly sink: AuditSink;
  /** Who acts, or a function that says who acts now. */
  readonly author: AuditAuthor | (() => AuditAuthor);
  /**
   * What follows when the sink fails. `continue`: the event is lost, `onFailure` is told, mail goes on. `stop`: the event waits in
   * memory, nothing more is begun until the sink takes it; what was under way ends. Default: `continue`.
   */
  readonly failure?: "continue" | "stop";
  /** Told what the sink threw; what it throws itself is dropped. Default: nobody. */
  readonly onFailure?: (error: unknown) => void;
  /** Makes pseudonyms of recipients and of matricules, see `createRecipientKey`. Default: none are written. */
  readonly pseudonym?: (value: string) => string;
  /** Source of identifiers. Default: random UUID. */
  readonly newId?: () => string;
  /** Clock. Default: the system clock. */
  readonly now?: () => Date;
}

/**
 * Trace of what is done with mailboxes, given as `audit` to transports, mailboxes, outbox, inbox, directories and token
 * providers.
 *
 * @public
 */
export interface AuditTrail {
  /** Adds an event; the host calls it for what it does itself, such as deleting a message. It never throws. */
  record(entry: AuditEntry): void;
  /**
   * Waits until the sink has taken what it had refused; called before anything is begun.
   *
   * @throws LdlError `LDL_MSS_AUDIT_FAILED` when it still refuses and `failure` is `stop`.
   */
  ready(): Promise<void>;
  /** Makes a pseudonym, when the trail has been told how. */
  pseudonym(value: string): string | undefined;
}

/** Hides what must not be written, wherever it might stand. */
function withoutPatients(entry: AuditEntry): AuditEntry {
  const { request, mailbox, messageId } = entry;
  const target = request.target === undefined ? undefined : hidePatients(request.target);
  return {
    ...entry,
    request: { verb: request.verb, ...definedOnly({ target }) },
    ...definedOnly({
      mailbox: mailbox === undefined ? undefined : hidePatients(mailbox),
      messageId: messageId === undefined ? undefined : hidePatients(messageId),
    }),
  };
}

/**
 * Makes the trace of what is done with mailboxes: each action becomes one event, given to the host, which chooses where it is
 * kept.
 *
 * @remarks ECO.4.1.1 and ECO.4.1.2; keeping six months is recommended. A sink that fails never makes a message be sent twice:
 * what is done is done, and the failure is told.
 * @example
 * ```ts
 * import { appendFileSync } from "node:fs";
 * import { createAuditTrail, createSmtpTransport, type OperatorProfile } from "@ldl/mssante";
 *
 * declare const profile: OperatorProfile;
 *
 * const audit = createAuditTrail({
 *   author: { kind: "application", id: "DPI-TEST" },
 *   sink: (event) => appendFileSync("trace.jsonl", `${JSON.stringify(event)}\n`),
 * });
 * await using transport = createSmtpTransport(profile, { audit });
 * await transport.verify();
 * ```
 * @param options - Sink, author, what follows when the sink fails.
 * @returns The trail.
 * @public
 */
export function createAuditTrail(options: CreateAuditTrailOptions): AuditTrail {
  const { sink, author, failure = "continue", onFailure, newId = randomUUID, now = () => new Date() } = options;
  const waiting: AuditEvent[] = [];
  let handing: Promise<void> | undefined;

  const tell = (error: unknown): void => {
    try {
      onFailure?.(error);
    } catch {
      // Whoever is told must not change what becomes of a message.
    }
  };
  const refused = (event: AuditEvent, error: unknown): void => {
    if (failure === "stop") waiting.push(event);
    tell(error);
  };
  const give = (event: AuditEvent): void => {
    try {
      // A sink that answers later refuses later.
      sink(event)?.catch((error: unknown) => refused(event, error));
    } catch (error) {
      refused(event, error);
    }
  };
  const handWaiting = async (): Promise<void> => {
    for (let event = waiting[0]; event !== undefined; event = waiting[0]) {
      try {
        await sink(event);
      } catch (cause) {
        tell(cause);
        const details = { waiting: waiting.length };
        throw new LdlError("LDL_MSS_AUDIT_FAILED", "the trail cannot be kept", { details, retryable: true, cause });
      }
      waiting.shift();
    }
  };
  return {
    record(entry) {
      try {
        const who = typeof author === "function" ? author() : author;
        const event = { eventId: newId(), timestamp: now().toISOString(), author: who, ...withoutPatients(entry) };
        // Behind those that wait, so that the order is kept.
        if (waiting.length > 0) waiting.push(event);
        else give(event);
      } catch (error) {
        tell(error);
      }
    },
    async ready() {
      if (waiting.length === 0) return;
      handing ??= handWaiting().finally(() => {
        handing = undefined;
      });
      await handing;
    },
    pseudonym: (value) => options.pseudonym?.(value),
  };
}
