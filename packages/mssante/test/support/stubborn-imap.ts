import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { createServer, type TLSSocket } from "node:tls";
import { testPki } from "./operator.ts";

/** What a server does when one message is asked for. */
export type Stubbornness = "gives it" | "refuses it" | "says nothing of it" | "hangs up" | "hangs up on its size";

/** Answers of a server that is not as it should be. */
export interface StubbornOptions {
  /** Its messages, UID from 1, and what it does with each. */
  readonly messages?: readonly Stubbornness[];
  /** What it answers to a login, after the tag. Default: `OK`. */
  readonly login?: string;
}

/** An IMAP server over TLS that knows a few commands and fails where it is told to. */
export interface StubbornImap extends AsyncDisposable {
  readonly port: number;
}

const bytesOf = (uid: number): string => `From: x@y.fr\r\nMessage-ID: <m${uid}@x>\r\n\r\n${uid}\r\n`;

class StubbornSession {
  private readonly messages: readonly Stubbornness[];
  private readonly login: string;
  private readonly socket: TLSSocket;
  private pending = "";
  private authTag: string | undefined;

  constructor(socket: TLSSocket, { messages = [], login = "OK" }: StubbornOptions) {
    this.socket = socket;
    this.messages = messages;
    this.login = login;
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      const lines = (this.pending + chunk.toString("latin1")).split("\r\n");
      this.pending = lines.pop() ?? "";
      for (const line of lines) this.answer(line);
    });
    this.say("* OK [CAPABILITY IMAP4rev1 AUTH=PLAIN UIDPLUS] ready");
  }

  private say(line: string): void {
    if (this.socket.writable) this.socket.write(`${line}\r\n`);
  }

  private answer(line: string): void {
    const [tag = "", command = "", ...rest] = line.split(" ");
    if (this.authTag === undefined) this.say(this.answerTo(tag, command.toUpperCase(), rest));
    else {
      this.say(`${this.authTag} ${this.login}`);
      this.authTag = undefined;
    }
  }

  /** Does a command; gives the line that ends the answer. */
  private answerTo(tag: string, command: string, rest: readonly string[]): string {
    const words = rest.join(" ");
    switch (command) {
      case "CAPABILITY":
        this.say("* CAPABILITY IMAP4rev1 AUTH=PLAIN UIDPLUS");
        break;
      case "AUTHENTICATE":
        if (rest.length > 1) return `${tag} ${this.login}`;
        this.authTag = tag;
        return "+ ";
      case "LIST":
        this.say('* LIST () "/" INBOX');
        break;
      case "SELECT":
      case "EXAMINE":
        for (const fact of [`${this.messages.length} EXISTS`, "OK [UIDVALIDITY 1]", "OK [UIDNEXT 100]"])
          this.say(`* ${fact}`);
        break;
      case "UID":
        if (/^SEARCH/i.test(words)) this.say(`* SEARCH ${/\d+$/.exec(words)?.[0] ?? ""}`);
        else if (!this.fetch(words)) return `${tag} NO [SERVERBUG] internal error`;
        break;
      case "LOGOUT":
        this.say("* BYE");
        break;
    }
    return `${tag} OK done`;
  }

  /** Answers FETCH; false when it refuses. STORE does nothing. */
  private fetch(words: string): boolean {
    const [, from = "", to, items = ""] = /^FETCH (\d+)(?::(\*|\d+))? \((.*)\)$/i.exec(words) ?? [];
    const last = to === undefined ? Number(from) : this.messages.length;
    let isGiven = true;
    for (const [index, kind] of this.messages.entries()) {
      const uid = index + 1;
      if (uid < Number(from) || uid > last) continue;
      const wantsBody = /BODY/i.test(items);
      if ((kind === "hangs up on its size" && /SIZE/i.test(items)) || (kind === "hangs up" && wantsBody))
        this.socket.destroy();
      else if (!wantsBody)
        this.say(`* ${uid} FETCH (UID ${uid} FLAGS () RFC822.SIZE 40 INTERNALDATE "01-Jan-2024 00:00:00 +0000")`);
      else if (kind === "says nothing of it") this.say(`* ${uid} FETCH (UID ${uid} BODY[] NIL)`);
      else if (kind === "refuses it") isGiven = false;
      else this.say(`* ${uid} FETCH (UID ${uid} BODY[] {${bytesOf(uid).length}}\r\n${bytesOf(uid)})`);
    }
    return isGiven;
  }
}

/** Starts it on loopback. */
export async function startStubbornImap(options: StubbornOptions): Promise<StubbornImap> {
  const { server: certificate } = await testPki();
  const sockets = new Set<TLSSocket>();
  const server = createServer({ key: certificate.key, cert: certificate.chain }, (socket) => {
    sockets.add(socket);
    new StubbornSession(socket, options);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    port: (server.address() as AddressInfo).port,
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
