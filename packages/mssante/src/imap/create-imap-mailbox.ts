import type { ImapFlow } from "imapflow";
import type { AuditTrail } from "../audit/audit-trail.ts";
import type { OperatorProfile } from "../connection/operator-profile.ts";
import { definedOnly } from "../internal/defined-only.ts";
import { DEFAULT_MAIL_LIMITS } from "../mime/mime-limits.ts";
import { appendMail } from "./append-mail.ts";
import { mailboxFailure } from "./imap-error.ts";
import type {
  FetchedFacts,
  FetchedMail,
  FetchNewOptions,
  ImapCallOptions,
  ImapMailbox,
  ImapMessageRef,
} from "./imap-mailbox.ts";
import { createImapSession, type ImapSession } from "./imap-session.ts";
import { waitForNew } from "./wait-for-new.ts";

/**
 * Options of {@link createImapMailbox}.
 *
 * @public
 */
export interface CreateImapMailboxOptions {
  /** Clock against which our own certificate is judged after a refusal. Default: the system clock. */
  readonly now?: () => Date;
  /** Largest message that is ever fetched. Default: 40 MiB. */
  readonly maxMessageBytes?: number;
  /** Trace of connections, logins and commands; waiting is not written. Default: none. */
  readonly audit?: AuditTrail;
}

/** Default of `timeoutMs` of waiting. */
const DEFAULT_WAIT_MS = 60_000;

/** Lists what stands after the cursor, without any content. */
async function listNew(client: ImapFlow, folder: string, since: FetchNewOptions["since"]): Promise<FetchedFacts[]> {
  if (client.mailbox === false) return [];
  const uidValidity = String(client.mailbox.uidValidity);
  const first = since?.uidValidity === uidValidity ? since.uid + 1 : 1;
  const found = await client.fetchAll(
    `${first}:*`,
    { uid: true, flags: true, size: true, internalDate: true },
    { uid: true },
  );
  return (
    found
      // A range that ends with * holds the last message even when it stands before the start.
      .filter(({ uid }) => uid >= first)
      .sort((left, right) => left.uid - right.uid)
      .map(({ uid, flags, size, internalDate }) => ({
        folder,
        uid,
        cursor: { uidValidity, uid },
        flags: [...(flags ?? [])],
        size: size ?? 0,
        ...definedOnly({ receivedAt: internalDate === undefined ? undefined : new Date(internalDate) }),
      }))
  );
}

/** Where a message stands, for the trace. */
const placeOf = ({ folder, uid }: ImapMessageRef): string => `${folder}/${uid}`;

async function* fetchNew(session: ImapSession, options: FetchNewOptions, limit: number): AsyncGenerator<FetchedMail> {
  const { folder = "INBOX", since, signal } = options;
  const maxBytes = Math.min(options.maxBytes ?? limit, limit);
  const listed = await session.run({ operation: "list", folder, signal }, (client) => listNew(client, folder, since));
  for (const facts of listed) {
    if (facts.size > maxBytes) {
      yield { ...facts, kind: "oversized" };
      continue;
    }
    const target = placeOf(facts);
    const fetched = await session.run({ operation: "fetch", folder, target, signal }, (client) =>
      client.fetchOne(String(facts.uid), { source: true }, { uid: true }),
    );
    // Somebody else deleted or moved it meanwhile.
    if (fetched === false || fetched.source === undefined) continue;
    yield { ...facts, kind: "message", raw: fetched.source };
  }
}

/**
 * Opens a mailbox of an operator for reading, over IMAP with TLS always and a client certificate.
 *
 * @remarks Référentiel socle MSSanté #2, ECO.1.0.2, 1.1.x, 1.2.x. Messages are fetched without being marked as read; the host
 * stores a message and its cursor, then flags or moves it. No log is written.
 * @example
 * ```ts
 * import { createImapMailbox, type OperatorProfile, parseIncoming } from "@ldl/mssante";
 *
 * declare const profile: OperatorProfile;
 *
 * await using mailbox = createImapMailbox(profile);
 * for await (const mail of mailbox.fetchNew()) {
 *   if (mail.kind === "oversized") continue;
 *   const message = parseIncoming(mail.raw);
 *   console.log(mail.uid, message.kind);
 *   await mailbox.addFlags(mail, ["\\Seen"]);
 * }
 * ```
 * @param profile - Settings of the operator.
 * @param options - Clock, size limit, trace.
 * @returns The mailbox; dispose of it to log out.
 * @throws TypeError when the profile gives no trust anchor or no user.
 * @public
 */
export function createImapMailbox(profile: OperatorProfile, options: CreateImapMailboxOptions = {}): ImapMailbox {
  const limit = options.maxMessageBytes ?? DEFAULT_MAIL_LIMITS.maxBytes;
  const { now = () => new Date(), audit } = options;
  const session = createImapSession(profile, { now, maxResponseBytes: limit, audit });

  const change = (
    operation: "flag" | "move",
    message: ImapMessageRef,
    { signal }: ImapCallOptions,
    work: (client: ImapFlow) => Promise<unknown>,
  ): Promise<void> => {
    const { folder } = message;
    return session.run({ operation, folder, target: placeOf(message), signal }, async (client) => {
      if ((await work(client)) === false) throw mailboxFailure(session.endpoint, operation);
    });
  };

  const close = () => session.close();
  return {
    async folders({ signal } = {}) {
      const list = await session.run({ operation: "folders", signal }, (client) => client.list());
      return list.map(({ path, specialUse }) => ({ path, ...definedOnly({ specialUse }) }));
    },
    fetchNew: (fetchOptions = {}) => fetchNew(session, fetchOptions, limit),
    waitForNew: ({ folder = "INBOX", timeoutMs = DEFAULT_WAIT_MS, signal } = {}) =>
      session.run({ operation: "idle", folder, signal }, (client) => waitForNew(client, timeoutMs)),
    addFlags: (message, flags, callOptions = {}) =>
      change("flag", message, callOptions, (client) =>
        client.messageFlagsAdd(String(message.uid), [...flags], { uid: true }),
      ),
    append: (folder, raw, appendOptions) => appendMail(session, folder, raw, appendOptions),
    move: (message, target, callOptions = {}) =>
      change("move", message, callOptions, (client) => client.messageMove(String(message.uid), target, { uid: true })),
    close,
    [Symbol.asyncDispose]: close,
  };
}
