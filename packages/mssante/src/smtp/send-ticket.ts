import type { Transporter } from "nodemailer";
import type { SMTPPoolOptions, SMTPPoolSentMessageInfo } from "nodemailer/lib/smtp-pool";
import type { ComposedMessage } from "../compose/compose-message.ts";
import { OutgoingMessage } from "./outgoing-message.ts";
import type { SendOptions } from "./smtp-transport.ts";

/** The pool of connections of nodemailer. */
export type Pool = Transporter<SMTPPoolSentMessageInfo, SMTPPoolOptions>;

/** What nodemailer is given in the place of a message. */
export interface Ticket {
  readonly raw: Buffer;
  readonly outgoing: OutgoingMessage;
}

/**
 * Lets each attempt read a stream that we can question afterwards. nodemailer is given an empty ticket and never the bytes: it
 * holds what it has sent until the next full collection, which then comes for every few messages.
 */
export function issueTickets(pool: Pool): (message: ComposedMessage, options: SendOptions) => Ticket {
  const issued = new WeakMap<object, OutgoingMessage>();
  pool.use("stream", (mail, done) => {
    const { raw } = mail.data;
    const outgoing = Buffer.isBuffer(raw) ? issued.get(raw) : undefined;
    if (outgoing === undefined) done(new Error("a message of this transport expected"));
    else {
      mail.message.createReadStream = () => outgoing.open();
      done();
    }
  });
  return ({ raw: { buffer, byteOffset, byteLength } }, { beforeLastBytes }) => {
    const outgoing = new OutgoingMessage(Buffer.from(buffer, byteOffset, byteLength), beforeLastBytes);
    const raw = Buffer.alloc(0);
    issued.set(raw, outgoing);
    return { raw, outgoing };
  };
}
