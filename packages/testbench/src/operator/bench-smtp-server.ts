import type { Socket } from "node:net";
import type { TLSSocket } from "node:tls";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { addMechanisms, type ExtraLogin } from "./extra-mechanisms.ts";
import type { FaultInjector, SmtpFaultAction, SmtpFaultPoint } from "./smtp-fault.ts";
import type { SmtpReply } from "./smtp-reply.ts";

type SmtpConnection = SMTPServer["connections"] extends Set<infer C> ? C : never;

/** Commands at which a fault may strike before they are carried out. */
const POINT_OF_COMMAND: Readonly<Record<string, SmtpFaultPoint>> = {
  EHLO: "ehlo",
  HELO: "ehlo",
  STARTTLS: "starttls",
  AUTH: "auth",
  MAIL: "mail",
  RCPT: "rcpt",
  DATA: "data",
  RSET: "rset",
  QUIT: "quit",
};

const ENHANCED_STATUS = /^[245]\.\d{1,3}\.\d{1,3} /;

/** What the bench adds to the server of the library. */
export interface BenchSmtpServerHooks {
  readonly faults: FaultInjector;
  /** Called with every reply of 400 and above. */
  readonly onRefusal: (command: string, reply: SmtpReply) => void;
  /** Mechanisms that are offered. */
  readonly mechanisms: readonly string[];
  /** Logs in by a mechanism that the library does not know. */
  readonly login: ExtraLogin;
}

function recipientOf(command: string): string | undefined {
  return /^RCPT TO:<([^>]*)>/i.exec(command)?.[1];
}

/** Splits the enhanced status code from the text of a reply. */
function toReply(code: number, text: string): SmtpReply {
  const status = ENHANCED_STATUS.exec(text)?.[0];
  return { code, status: status?.trim() ?? "", text: text.slice(status?.length ?? 0) };
}

/**
 * smtp-server of nodemailer, with three additions: faults strike at any command, replies may carry their own enhanced status
 * code, and refusals are reported.
 */
export class BenchSmtpServer extends SMTPServer {
  readonly #hooks: BenchSmtpServerHooks;

  constructor(options: SMTPServerOptions, hooks: BenchSmtpServerHooks) {
    super(options);
    this.#hooks = hooks;
  }

  override connect(...args: Parameters<SMTPServer["connect"]>): void {
    super.connect(...args);
    const connection = [...this.connections].at(-1);
    if (connection === undefined) return;
    this.#instrument(connection);
    addMechanisms(connection, this.#hooks.mechanisms, this.#hooks.login);
  }

  /** Closes the connection of a session without a word. */
  drop(sessionId: string): void {
    for (const connection of this.connections) if (connection.session.id === sessionId) connection._socket.destroy();
  }

  /** Cuts every open connection. */
  disconnectAll(): void {
    for (const connection of this.connections) connection._socket.destroy();
  }

  /** Puts faults before the commands of a connection and watches its replies. */
  #instrument(connection: SmtpConnection): void {
    let current = "CONNECT";
    const carryOut = connection._onCommand.bind(connection);
    connection._onCommand = (command, next) => {
      const line = command.toString("latin1");
      if (connection._nextHandler === false) current = line.split(" ")[0]?.toUpperCase() ?? "";
      const point = connection._nextHandler === false ? POINT_OF_COMMAND[current] : undefined;
      const fault = point === undefined ? undefined : this.#hooks.faults.take(point, recipientOf(line));
      if (fault === undefined) carryOut(command, next);
      else this.#strike(connection, fault, { resume: () => carryOut(command, next), skip: () => next?.() });
    };
    const send = connection.send.bind(connection);
    connection.send = (code, data, context) => {
      const text = Array.isArray(data) ? data.join(" ") : (data ?? "");
      if (code >= 400) this.#hooks.onRefusal(current, toReply(code, text));
      send(code, data, ENHANCED_STATUS.test(text) ? false : context);
    };
  }

  #strike(
    connection: SmtpConnection,
    fault: SmtpFaultAction,
    then: { readonly resume: () => void; readonly skip: () => void },
  ): void {
    switch (fault.kind) {
      case "reply":
        connection.send(fault.reply.code, `${fault.reply.status} ${fault.reply.text}`);
        then.skip();
        break;
      case "drop":
        connection._socket.destroy();
        break;
      case "delay":
        setTimeout(then.resume, fault.delayMs);
        break;
    }
  }
}

/** The TLS socket of a connection, once it is secure. */
export function asTlsSocket(socket: Socket | TLSSocket): TLSSocket | undefined {
  return "getPeerX509Certificate" in socket ? socket : undefined;
}
