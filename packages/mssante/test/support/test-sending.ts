import { type ExchangeEvent, type MssanteAddress, type SqlDatabase, sqlFromPglite } from "@ldl/domain";
import { composeMessage } from "../../src/compose/compose-message.ts";
import type { OperatorProfile } from "../../src/connection/operator-profile.ts";
import { type CreateMssanteOutboxOptions, createMssanteOutbox } from "../../src/outbox/create-mssante-outbox.ts";
import type { MssanteOutbox, SendingAlert } from "../../src/outbox/mssante-outbox.ts";
import { LGC, messageInput } from "./message-input.ts";
import { createPglite } from "./pglite.mjs";

/** A PGlite in memory. */
export async function openPglite(): Promise<SqlDatabase> {
  return sqlFromPglite(await createPglite());
}

let channels = 0;

/** Documents of the message of the tests. */
export const DOCUMENT_IDS = ["1.2.250.1.999.1.1.7898.4.1"];

/** An outbox on its own tables, with what it told, and a clock that can be moved on. */
export interface TestSending {
  readonly outbox: MssanteOutbox;
  readonly channel: string;
  readonly events: ExchangeEvent[];
  readonly alerts: SendingAlert[];
  /** Moves the clock on. */
  readonly advance: (ms: number) => void;
  /** Works until nothing is due. */
  readonly sendAll: () => Promise<void>;
}

export async function testSending(
  database: SqlDatabase,
  profile: OperatorProfile,
  options: Partial<CreateMssanteOutboxOptions> = {},
): Promise<TestSending> {
  channels += 1;
  const channel = `test_${channels}`;
  const events: ExchangeEvent[] = [];
  const alerts: SendingAlert[] = [];
  let nowMs = Date.now();
  const outbox = createMssanteOutbox({
    database,
    profile,
    channel,
    queue: { random: () => 0 },
    now: () => new Date(nowMs),
    onAlert: (alert) => void alerts.push(alert),
    events: {
      onEvent: (event) => void events.push(event),
      origin: "DPI",
      recipientKey: (address) => `key-${address.length}-${address.slice(0, 3)}`,
    },
    ...options,
  });
  await outbox.install();
  return {
    outbox,
    channel,
    events,
    alerts,
    advance: (ms) => {
      nowMs += ms;
    },
    sendAll: async () => void (await outbox.run({ stopWhenIdle: true })),
  };
}

/** A message of the tests to some recipients. */
export function messageTo(to: readonly MssanteAddress[] = [LGC]) {
  return composeMessage(messageInput({ to: [...to] }));
}

/** Types of events, in order. */
export const typesOf = (events: readonly ExchangeEvent[]): string[] => events.map(({ type }) => type);
