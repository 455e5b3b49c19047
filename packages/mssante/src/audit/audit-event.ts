import { PsIdNat } from "@ldl/domain";
import { z } from "zod";

/**
 * What was done: the actions of the trace of a mailbox, `mark` and `append` added for flags and copies.
 *
 * @public
 */
export const AuditAction = z.enum([
  "connect",
  "disconnect",
  "certCheck",
  "authenticate",
  "tokenRefresh",
  "list",
  "read",
  "mark",
  "move",
  "delete",
  "append",
  "export",
  "send",
  "integrate",
  "notifyMdn",
  "notifyError",
  "directorySearch",
]);
/** One of the actions of {@link AuditAction:var}. @public */
export type AuditAction = z.infer<typeof AuditAction>;

/**
 * How it ended. `partial`: some recipients were refused; `pending`: a person still has to decide; `unknown`: nobody knows.
 *
 * @public
 */
export const AuditOutcome = z.enum(["success", "partial", "pending", "failure", "unknown"]);
/** One of the outcomes of {@link AuditOutcome:var}. @public */
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/**
 * Who acted: a person by national identifier, or an application by a name of its own.
 *
 * @public
 */
export const AuditAuthor = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("person"), id: PsIdNat }),
  z.strictObject({ kind: z.literal("application"), id: z.string().min(1).max(200) }),
]);
/** One of the authors of {@link AuditAuthor:var}. @public */
export type AuditAuthor = z.infer<typeof AuditAuthor>;

const Line = z.string().max(300);
const Names = z.array(z.string().max(300)).readonly();

/**
 * One line of the trace of what is done with a mailbox. It holds no subject, body, name, token or password, and no local part of
 * a patient's address.
 *
 * @remarks Référentiel socle MSSanté #2, ECO.4.1.1 and ECO.4.1.2: author, time, action, request and answer of the server.
 * @example
 * ```ts
 * import { AuditEvent } from "@ldl/mssante";
 *
 * declare const line: string;
 *
 * const event = AuditEvent.parse(JSON.parse(line));
 * console.log(event.timestamp, event.action, event.outcome);
 * ```
 * @public
 */
export const AuditEvent = z.strictObject({
  /** Identifier. */
  eventId: z.uuid(),
  /** When, UTC to the millisecond. */
  timestamp: z.iso.datetime({ precision: 3 }),
  /** Who. */
  author: AuditAuthor,
  /** What. */
  action: AuditAction,
  /** What was asked of the server: the command, and what it was about. */
  request: z.strictObject({ verb: Line, target: Line.optional() }),
  /** What the server answered: code, enhanced status code, first line without what may speak of people. */
  response: z.strictObject({ code: Line.optional(), enhancedCode: Line.optional(), text: Line.optional() }).optional(),
  /** Mailbox that is used; a patient's is hidden. */
  mailbox: Line.optional(),
  /** Operator, by the name that its profile has. */
  operator: Line.optional(),
  /** Server, with what TLS showed of it: version, SHA-256 fingerprint of its certificate. */
  server: z
    .strictObject({
      protocol: z.enum(["smtp", "imap", "http", "database"]),
      host: Line.optional(),
      port: z.int().optional(),
      tlsVersion: Line.optional(),
      fingerprint: Line.optional(),
    })
    .optional(),
  /** Message-ID. */
  messageId: Line.optional(),
  /** ENVID. */
  envelopeId: Line.optional(),
  /** Identifier of the submission set. */
  submissionSetId: Line.optional(),
  /** Keys of the documents. */
  documentIds: Names.optional(),
  /** Type codes of the documents. */
  typeCodes: Names.optional(),
  /** Versions of the documents. */
  versions: Names.optional(),
  /** Pseudonym of the patient, when the host gives one. */
  patient: Line.optional(),
  /** To how many, in which domains; `keys` are pseudonyms, when the trail makes them. */
  recipients: z.strictObject({ count: z.int(), domains: Names, keys: Names.optional() }).optional(),
  /** How it ended. */
  outcome: AuditOutcome,
  /** Why it failed: an error code of this library, or an integration code (900 to 906). */
  errorCode: Line.optional(),
  /** Which attempt, from 1. */
  attempt: z.int().optional(),
});
/** What the schema of the same name gives. @public */
export interface AuditEvent extends z.infer<typeof AuditEvent> {}

/**
 * What whoever acts knows of an event: the trail adds identifier, time and author.
 *
 * @public
 */
export type AuditEntry = Omit<AuditEvent, "eventId" | "timestamp" | "author">;
