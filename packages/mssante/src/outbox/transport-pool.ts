import { MssanteAddress } from "@ldl/domain";
import { type Admit, createGroupLimits } from "@ldl/outbox";
import type { OperatorProfile } from "../connection/operator-profile.ts";
import { definedOnly } from "../internal/defined-only.ts";
import type { SmtpTransport } from "../smtp/smtp-transport.ts";
import { createSlots } from "./create-slots.ts";

/** Connections of the mailboxes that send, opened when first needed. */
export interface TransportPool {
  of(mailbox: MssanteAddress): SmtpTransport;
  /** Rates of the operators, by mailbox; the number of connections is kept by waiting one's turn. */
  readonly admit: Admit;
  close(): Promise<void>;
}

/** Default of `maxConnections`, as the transport has it. */
const MAX_CONNECTIONS = 2;

function operatorOf({ id, smtp }: OperatorProfile): string {
  return id ?? `${smtp.host}:${smtp.port}`;
}

interface Operator {
  readonly slots: ReturnType<typeof createSlots>;
  readonly perMinute: number | undefined;
}

interface Account {
  readonly operatorId: string;
  readonly transport: SmtpTransport;
}

/** Makes the pool. Mailboxes of one operator share its limits. */
export function createTransportPool(options: {
  readonly profileOf: (mailbox: MssanteAddress) => OperatorProfile;
  readonly createTransport: (profile: OperatorProfile) => SmtpTransport;
  readonly now: (() => Date) | undefined;
}): TransportPool {
  const operators = new Map<string, Operator>();
  const accounts = new Map<string, Account>();
  const accountOf = (mailbox: string): Account => {
    const known = accounts.get(mailbox);
    if (known !== undefined) return known;
    const profile = options.profileOf(MssanteAddress.parse(mailbox));
    const { maxConnections = MAX_CONNECTIONS, maxMessagesPerMinute: perMinute } = profile;
    const operatorId = operatorOf(profile);
    const operator = operators.get(operatorId) ?? { slots: createSlots(maxConnections), perMinute };
    operators.set(operatorId, operator);
    const transport = options.createTransport(profile);
    const account: Account = {
      operatorId,
      transport: {
        send: (message, sending) => operator.slots(() => transport.send(message, sending)),
        verify: (verifying) => transport.verify(verifying),
        close: () => transport.close(),
        [Symbol.asyncDispose]: () => transport.close(),
      },
    };
    accounts.set(mailbox, account);
    return account;
  };
  const rates = createGroupLimits({
    limitsOf: (operatorId) => {
      const perMinute = operators.get(operatorId)?.perMinute;
      return perMinute === undefined ? {} : { perMinute };
    },
    ...definedOnly({ now: options.now }),
  });
  return {
    of: (mailbox) => accountOf(mailbox).transport,
    admit: (mailbox) => rates(accountOf(mailbox).operatorId),
    async close() {
      await Promise.all([...accounts.values()].map(({ transport }) => transport.close()));
      accounts.clear();
    },
  };
}
