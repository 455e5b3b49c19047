import type { SMTPPoolOptions } from "nodemailer/lib/smtp-pool";
import type { OperatorTls } from "../connection/operator-profile.ts";
import { revocationLists } from "../connection/revocation-lists.ts";

type GetSocket = NonNullable<SMTPPoolOptions["getSocket"]>;

/** Told when a connection has been begun, or cannot be for want of revocation lists. */
export interface ConnectionSteps {
  readonly onBegun: () => void;
  readonly onRefused: (error: unknown) => void;
}

/** What nodemailer calls before it makes a connection: the revocation lists that are valid now take the place of the last. */
export function prepareConnections(tls: OperatorTls, { onBegun, onRefused }: ConnectionSteps): GetSocket {
  return (options, callback) => {
    const begin = (crl: string[] | undefined): void => {
      // The pool reads these options for each connection.
      if (options.tls !== undefined) Object.assign(options.tls, { crl });
      callback(null, false);
      onBegun();
    };
    const refuse = (error: unknown): void => {
      onRefused(error);
      callback(error instanceof Error ? error : new Error("no revocation lists", { cause: error }), false);
    };
    // Not both for one connection: what follows the callback must not call it again.
    void revocationLists(tls).then(begin, refuse);
  };
}
