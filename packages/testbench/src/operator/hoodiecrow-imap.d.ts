/** What the bench uses of hoodiecrow-imap 2.1, which ships no types. */
declare module "hoodiecrow-imap" {
  import type { EventEmitter } from "node:events";
  import type { Duplex } from "node:stream";

  namespace hoodiecrow {
    interface Token {
      readonly type: "ATOM" | "STRING" | "LITERAL" | "TEXT" | "SECTION" | "SEQUENCE";
      value?: string;
      section?: Token[];
    }

    interface Command {
      readonly tag: string;
      readonly command: string;
      readonly attributes?: (Token | Token[] | null)[];
    }

    interface Response {
      readonly tag: string;
      readonly command?: string;
      readonly attributes: (Token | Token[] | number | string)[];
    }

    interface Message {
      uid: number;
      flags: string[];
      internaldate: string;
      /** Bytes as a latin-1 string. */
      raw: string;
    }

    interface Folder {
      readonly path: string;
      readonly uidvalidity: number;
      readonly uidnext: number;
      readonly messages: Message[];
    }

    interface Connection {
      state: "Not Authenticated" | "Authenticated" | "Selected" | "Logout";
      server: Server;
      socket: Duplex | null;
      secureConnection: boolean;
      selectedMailbox?: Folder | false;
      inputHandler: false | ((line: string) => void);
      _remainder: string;
      _command: string;
      _literalRemaining: number;
      _commandQueue: unknown[];
      readonly _notificationCallback: (notification: unknown) => void;
      send(response: Response, description: string, command?: Command, data?: string): void;
      onData(chunk: Buffer): void;
      onClose(): void;
      onError(error: Error): void;
    }

    type CommandHandler = (connection: Connection, command: Command, data: string, done: () => void) => void;

    interface Server extends EventEmitter {
      readonly connectionHandlers: ((connection: Connection) => void)[];
      readonly fetchHandlers: Record<string, (connection: Connection, message: Message, query: Token) => unknown>;
      createClient(socket: Duplex): void;
      registerCapability(name: string, available?: (connection: Connection) => boolean): void;
      setCommandHandler(name: string, handler: CommandHandler): void;
      getMailbox(path: string): Folder | undefined;
      appendMessage(folder: string, flags: string[], date: Date, raw: string): { readonly message: Message };
    }

    interface Options {
      readonly credentials: object;
      readonly secureConnection?: boolean;
      readonly plugins: readonly (string | ((server: Server) => void))[];
      readonly storage: Record<string, unknown>;
      readonly id?: Readonly<Record<string, string>>;
    }
  }

  function hoodiecrow(options: hoodiecrow.Options): hoodiecrow.Server;
  export default hoodiecrow;
}
