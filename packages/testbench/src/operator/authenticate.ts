import { timingSafeEqual, X509Certificate } from "node:crypto";
import type { StartMssanteOperatorOptions, TestMailbox } from "./operator-options.ts";

/** What a client proves its identity with. */
export type Credentials =
  | { readonly kind: "password"; readonly user: string; readonly password: string }
  | { readonly kind: "token"; readonly user: string; readonly token: string }
  /** The certificate that TLS showed; `user` is empty when the client leaves it to the server whose mailbox it is. */
  | { readonly kind: "certificate"; readonly user: string; readonly fingerprint256: string };

/** Finds the mailbox that credentials open, or nothing. */
export type Authenticate = (credentials: Credentials) => Promise<TestMailbox | undefined>;

function sameText(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Whether two addresses are the same mailbox, whatever the case. */
export function sameAddress(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase();
}

/** Creates the check that SMTP and IMAP share. */
export function createAuthenticate(
  options: Pick<StartMssanteOperatorOptions, "mailboxes" | "introspectToken">,
): Authenticate {
  const owners = options.mailboxes.flatMap((mailbox) => {
    if (mailbox.certificate === undefined) return [];
    return [[new X509Certificate(mailbox.certificate.certificate).fingerprint256, mailbox] as const];
  });
  return async (credentials) => {
    if (credentials.kind === "certificate") {
      const { user, fingerprint256 } = credentials;
      const owned = owners.filter(([fingerprint]) => fingerprint === fingerprint256).map(([, mailbox]) => mailbox);
      return owned.find(({ address }) => user === "" || sameAddress(address, user));
    }
    const mailbox = options.mailboxes.find(({ address }) => sameAddress(address, credentials.user));
    if (mailbox === undefined) return undefined;
    if (credentials.kind === "password") {
      return mailbox.password !== undefined && sameText(mailbox.password, credentials.password) ? mailbox : undefined;
    }
    const token = await options.introspectToken?.(credentials.token);
    const granted = token?.active === true && token.mailboxes.some((address) => sameAddress(address, mailbox.address));
    return granted ? mailbox : undefined;
  };
}
