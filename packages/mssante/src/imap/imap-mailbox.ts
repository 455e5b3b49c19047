/**
 * Where a reader stands in a folder: everything up to this UID was read. Valid as long as the folder keeps its UIDVALIDITY.
 *
 * @public
 */
export interface ImapCursor {
  /** UIDVALIDITY of the folder. */
  readonly uidValidity: string;
  /** Last UID read. */
  readonly uid: number;
}

/**
 * A message found in a folder. `oversized`: larger than the limit, it was not fetched. `unfetchable`: the server has failed
 * three times to give it, and the messages behind it are not to wait.
 *
 * @public
 */
export type FetchedMail = FetchedFacts &
  ({ readonly kind: "message"; readonly raw: Uint8Array } | { readonly kind: "oversized" | "unfetchable" });

/**
 * What is known of a message without fetching it.
 *
 * @public
 */
export interface FetchedFacts {
  /** Folder that holds it. */
  readonly folder: string;
  /** Its UID there. */
  readonly uid: number;
  /** Where a reader stands once this message is dealt with: store it with the message. */
  readonly cursor: ImapCursor;
  /** Flags and keywords. */
  readonly flags: readonly string[];
  /** Size in bytes, as the server says. */
  readonly size: number;
  /** When the server received it. */
  readonly receivedAt?: Date;
}

/**
 * A folder of a mailbox.
 *
 * @public
 */
export interface ImapFolder {
  /** Path, by which the other methods know it. */
  readonly path: string;
  /** Special use, for example `\Sent`. */
  readonly specialUse?: string;
}

/** Options of every method that speaks with the server. @public */
export interface ImapCallOptions {
  /** Stops waiting and closes the connection. */
  readonly signal?: AbortSignal;
}

/**
 * Options of {@link ImapMailbox.fetchNew}.
 *
 * @public
 */
export interface FetchNewOptions extends ImapCallOptions {
  /** Folder. Default: `INBOX`. */
  readonly folder?: string;
  /** Where the last reading stopped. Default, and when the folder has changed its UIDVALIDITY: from the first message. */
  readonly since?: ImapCursor;
  /** Larger messages are announced, not fetched. Default: 40 MiB. */
  readonly maxBytes?: number;
}

/** Options of {@link ImapMailbox.waitForNew}. @public */
export interface WaitForNewOptions extends ImapCallOptions {
  /** Folder. Default: `INBOX`. */
  readonly folder?: string;
  /** Longest wait, in milliseconds. Default: 60 000. */
  readonly timeoutMs?: number;
}

/** Options of {@link ImapMailbox.append}. @public */
export interface AppendMailOptions extends ImapCallOptions {
  /** Flags and keywords that it gets. Default: none. */
  readonly flags?: readonly string[];
  /** Nothing is added when the folder holds a message of this Message-ID. Default: not looked for. */
  readonly unlessMessageId?: string;
}

/** A message by its folder and UID. @public */
export type ImapMessageRef = Pick<FetchedFacts, "folder" | "uid">;

/**
 * Reads one mailbox of an operator. It connects when first used, and again after a failure.
 *
 * Every method throws LdlError `LDL_MSS_TLS_FAILED`, `LDL_MSS_CONNECTION_FAILED`, `LDL_MSS_AUTHENTICATION_FAILED` or
 * `LDL_MSS_MAILBOX_FAILED`.
 *
 * @public
 */
export interface ImapMailbox extends AsyncDisposable {
  /** Lists the folders. */
  folders(options?: ImapCallOptions): Promise<readonly ImapFolder[]>;
  /** Fetches the messages after a cursor, oldest first, one at a time, without marking them as read. */
  fetchNew(options?: FetchNewOptions): AsyncIterableIterator<FetchedMail>;
  /** Waits by IDLE for a message to arrive; false when the time is over. Servers without IDLE are asked now and then. */
  waitForNew(options?: WaitForNewOptions): Promise<boolean>;
  /** Adds flags or keywords, for example `\Seen` or `$MDNSent`. */
  addFlags(message: ImapMessageRef, flags: readonly string[], options?: ImapCallOptions): Promise<void>;
  /** Adds a message to a folder; false when it was there already. */
  append(folder: string, raw: Uint8Array, options?: AppendMailOptions): Promise<boolean>;
  /** Moves a message to another folder. */
  move(message: ImapMessageRef, target: string, options?: ImapCallOptions): Promise<void>;
  /** Logs out. */
  close(): Promise<void>;
}
