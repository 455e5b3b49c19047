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
import { createPatience, type Patience } from "./patience.ts";
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

const FACTS = { uid: true, flags: true, size: true, internalDate: true } as const;
/** What a server says without opening the files of the messages. */
const BARE_FACTS = { uid: true, flags: true } as const;

/** Lists what stands after the cursor, without any content. */
async function listNew(
  client: ImapFlow,
  folder: string,
  { since, bare }: { readonly since: FetchNewOptions["since"]; readonly bare: boolean },
): Promise<FetchedFacts[]> {
  if (client.mailbox === false) return [];
  const uidValidity = String(client.mailbox.uidValidity);
  const first = since?.uidValidity === uidValidity ? since.uid + 1 : 1;
  const found = await client.fetchAll(`${first}:*`, bare ? BARE_FACTS : FACTS, { uid: true });
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

/** What reads a mailbox. */
interface Reader {
  readonly session: ImapSession;
  readonly patience: Patience;
  readonly limit: number;
}

/** Lists what is new; a server that breaks off on the size of one message is asked for less. */
async function list({ session, patience }: Reader, options: FetchNewOptions): Promise<FetchedFacts[]> {
  const { folder = "INBOX", since, signal } = options;
  const ask = (bare: boolean): Promise<FetchedFacts[]> =>
    session.run({ operation: "list", folder, signal }, (client) => listNew(client, folder, { since, bare }));
  try {
    const facts = await ask(false);
    patience.forget(folder);
    return facts;
  } catch (error) {
    if (!patience.isSpent(folder, error)) throw error;
    return ask(true);
  }
}

async function isThere(client: ImapFlow, uid: number): Promise<boolean> {
  await client.noop();
  const found = await client.search({ uid: String(uid) }, { uid: true });
  return Array.isArray(found) && found.length > 0;
}

/** Fetches one message; nothing when somebody else deleted or moved it meanwhile. */
async function fetchOne(
  { session, patience }: Reader,
  facts: FetchedFacts,
  signal: AbortSignal | undefined,
): Promise<FetchedMail | undefined> {
  const { folder } = facts;
  const target = placeOf(facts);
  const what = `${target} ${facts.cursor.uidValidity}`;
  try {
    const raw = await session.run({ operation: "fetch", folder, target, signal }, async (client) => {
      const fetched = await client.fetchOne(String(facts.uid), { source: true }, { uid: true });
      if (fetched === false || fetched.source === undefined) return undefined;
      if (fetched.source instanceof Uint8Array) return fetched.source;
      // No content: Dovecot says so of a message that another session has just moved.
      if (!(await isThere(client, facts.uid))) return undefined;
      throw mailboxFailure(session.endpoint, "fetch");
    });
    patience.forget(what);
    return raw === undefined ? undefined : { ...facts, kind: "message", raw };
  } catch (error) {
    if (!patience.isSpent(what, error)) throw error;
    return { ...facts, kind: "unfetchable" };
  }
}

async function* fetchNew(reader: Reader, options: FetchNewOptions): AsyncGenerator<FetchedMail> {
  const maxBytes = Math.min(options.maxBytes ?? reader.limit, reader.limit);
  for (const facts of await list(reader, options)) {
    if (facts.size > maxBytes) {
      yield { ...facts, kind: "oversized" };
      continue;
    }
    const mail = await fetchOne(reader, facts, options.signal);
    if (mail !== undefined) yield mail;
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
 *   if (mail.kind !== "message") continue;
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
  const reader: Reader = { session, patience: createPatience(), limit };

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
    fetchNew: (fetchOptions = {}) => fetchNew(reader, fetchOptions),
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
