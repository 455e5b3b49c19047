import type { EventEmitter } from "node:events";
import type { Duplex } from "node:stream";
// @ts-expect-error hoodiecrow-imap 2.1 ships no types: what the bench uses of it is written below.
import hoodiecrow from "hoodiecrow-imap";

export interface ImapToken {
  readonly type: "ATOM" | "STRING" | "LITERAL" | "TEXT" | "SECTION" | "SEQUENCE";
  value?: string;
  section?: ImapToken[];
}

export interface ImapCommand {
  readonly tag: string;
  readonly command: string;
  readonly attributes?: (ImapToken | ImapToken[] | null)[];
}

export interface ImapResponse {
  readonly tag: string;
  readonly command?: string;
  readonly attributes: (ImapToken | ImapToken[] | number | string)[];
}

export interface ImapMessage {
  uid: number;
  flags: string[];
  internaldate: string;
  /** Bytes as a latin-1 string. */
  raw: string;
}

export interface ImapServerFolder {
  readonly path: string;
  readonly uidvalidity: number;
  readonly uidnext: number;
  readonly messages: ImapMessage[];
}

export interface ImapConnection {
  state: "Not Authenticated" | "Authenticated" | "Selected" | "Logout";
  server: ImapServer;
  socket: Duplex | null;
  secureConnection: boolean;
  selectedMailbox?: ImapServerFolder | false;
  inputHandler: false | ((line: string) => void);
  _remainder: string;
  _command: string;
  _literalRemaining: number;
  _commandQueue: unknown[];
  readonly _notificationCallback: (notification: unknown) => void;
  send(response: ImapResponse, description: string, command?: ImapCommand, data?: string): void;
  onData(chunk: Buffer): void;
  onClose(): void;
  onError(error: Error): void;
}

export type ImapCommandHandler = (
  connection: ImapConnection,
  command: ImapCommand,
  data: string,
  done: () => void,
) => void;

export interface ImapServer extends EventEmitter {
  readonly connectionHandlers: ((connection: ImapConnection) => void)[];
  readonly fetchHandlers: Record<
    string,
    (connection: ImapConnection, message: ImapMessage, query: ImapToken) => unknown
  >;
  createClient(socket: Duplex): void;
  registerCapability(name: string, available?: (connection: ImapConnection) => boolean): void;
  setCommandHandler(name: string, handler: ImapCommandHandler): void;
  getMailbox(path: string): ImapServerFolder | undefined;
  appendMessage(folder: string, flags: string[], date: Date, raw: string): { readonly message: ImapMessage };
}

export interface ImapServerOptions {
  readonly credentials: object;
  readonly secureConnection?: boolean;
  readonly plugins: readonly (string | ((server: ImapServer) => void))[];
  readonly storage: Record<string, unknown>;
  readonly id?: Readonly<Record<string, string>>;
}

/** Creates a server object of the library: one mailbox, any number of clients. */
export const createImapServer = hoodiecrow as (options: ImapServerOptions) => ImapServer;
