import { MssanteAddress } from "@ldl/domain";
import { type Admit, createGroupLimits } from "@ldl/outbox";
import type { OperatorProfile } from "../connection/operator-profile.ts";
import type { SmtpTransport } from "../smtp/smtp-transport.ts";

/** Connections of the mailboxes that send, opened when first needed. */
export interface TransportPool {
  of(mailbox: MssanteAddress): SmtpTransport;
  /** Limits of the operators, by mailbox. */
  readonly admit: Admit;
  close(): Promise<void>;
}

/** Default of `maxConnections`, as the transport has it. */
const MAX_CONNECTIONS = 2;

function operatorOf({ id, smtp }: OperatorProfile): string {
  return id ?? `${smtp.host}:${smtp.port}`;
}

/** Makes the pool. Mailboxes of one operator share its limits. */
export function createTransportPool(options: {
  readonly profileOf: (mailbox: MssanteAddress) => OperatorProfile;
  readonly createTransport: (profile: OperatorProfile) => SmtpTransport;
  readonly now: () => Date;
}): TransportPool {
  const transports = new Map<string, SmtpTransport>();
  const profiles = new Map<string, OperatorProfile>();
  const profileOf = (mailbox: string): OperatorProfile => {
    const profile = profiles.get(mailbox) ?? options.profileOf(MssanteAddress.parse(mailbox));
    profiles.set(mailbox, profile);
    return profile;
  };
  const limits = createGroupLimits({
    limitsOf: (operator) => {
      const profile = [...profiles.values()].find((known) => operatorOf(known) === operator);
      const perMinute = profile?.maxMessagesPerMinute;
      return {
        connections: profile?.maxConnections ?? MAX_CONNECTIONS,
        ...(perMinute === undefined ? {} : { perMinute }),
      };
    },
    now: options.now,
  });
  return {
    of(mailbox) {
      const transport = transports.get(mailbox) ?? options.createTransport(profileOf(mailbox));
      transports.set(mailbox, transport);
      return transport;
    },
    admit: (mailbox) => limits(operatorOf(profileOf(mailbox))),
    async close() {
      await Promise.all([...transports.values()].map((transport) => transport.close()));
      transports.clear();
    },
  };
}
