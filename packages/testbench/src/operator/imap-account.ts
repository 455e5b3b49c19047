import { createImapServer, type ImapServer } from "./hoodiecrow.ts";

/**
 * A message as a folder holds it.
 *
 * @public
 */
export interface StoredMail {
  /** Its UID. */
  readonly uid: number;
  /** Flags and keywords. */
  readonly flags: readonly string[];
  /** Its bytes, with the trace headers of the delivery. */
  readonly raw: Uint8Array;
}

/**
 * A mailbox of the running operator.
 *
 * @public
 */
export interface OperatorMailbox {
  /** Its address. */
  readonly address: string;
  /** Messages of a folder, oldest first. Default: `INBOX`. */
  messages(folder?: string): StoredMail[];
  /** Puts a message in the INBOX as it is, without any header added. */
  deliver(raw: Uint8Array): void;
}

/** The mailbox and the IMAP server behind it. */
export interface ImapAccount {
  readonly mailbox: OperatorMailbox;
  readonly server: ImapServer;
}

/** Extensions that a logged-in client finds. */
const PLUGINS = ["ID", "IDLE", "LITERALPLUS", "MOVE", "UIDPLUS", "SPECIAL-USE", "NAMESPACE", "UNSELECT"];

function initialFolders(): Record<string, unknown> {
  return {
    INBOX: {},
    "": {
      separator: "/",
      folders: {
        Sent: { "special-use": "\\Sent" },
        Trash: { "special-use": "\\Trash" },
        Traites: {},
        Erreurs: {},
      },
    },
  };
}

/** Opens an empty mailbox: one server object of the library each, since it serves one user. */
export function createImapAccount(
  address: string,
  options: { readonly now: () => Date; readonly retainMessages: number },
): ImapAccount {
  const server = createImapServer({ credentials: {}, plugins: PLUGINS, storage: initialFolders() });
  const folderOf = (name: string) => {
    const folder = server.getMailbox(name);
    if (folder === undefined) throw new RangeError(`no folder of that name in the mailbox: ${name}`);
    return folder;
  };
  return {
    server,
    mailbox: {
      address,
      messages: (folder = "INBOX") =>
        folderOf(folder).messages.map(({ uid, flags, raw }) => ({
          uid,
          flags: [...flags],
          raw: Buffer.from(raw, "latin1"),
        })),
      deliver(raw) {
        server.appendMessage("INBOX", [], options.now(), Buffer.from(raw).toString("latin1"));
        const { messages } = folderOf("INBOX");
        messages.splice(0, messages.length - options.retainMessages);
      },
    },
  };
}
