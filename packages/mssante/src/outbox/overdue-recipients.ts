import type { OverdueOptions, OverdueRecipient } from "./mssante-outbox.ts";
import type { OutboxParts } from "./outbox-parts.ts";
import { readTransmission } from "./read-transmission.ts";
import type { RecipientState } from "./transmission.ts";

const DAY_MS = 86_400_000;

/** What silence after it is worth telling: the message is with somebody. What is still to be sent is the outbox's own affair. */
const HANDED_OVER: readonly RecipientState[] = ["accepted", "unknown", "delayed", "relayed", "delivered", "forwarded"];

/** Recipients that have a message and of whom nothing final was heard; each is told once. */
export async function overdueRecipients(
  parts: OutboxParts,
  { days = 7, signal }: OverdueOptions = {},
): Promise<readonly OverdueRecipient[]> {
  signal?.throwIfAborted();
  const at = parts.now();
  const overdue: OverdueRecipient[] = [];
  for (const { key, address } of await parts.followUp.silent(new Date(at.getTime() - days * DAY_MS))) {
    signal?.throwIfAborted();
    const transmission = await readTransmission(parts, key);
    const recipient = transmission?.recipients.find((known) => known.address === address);
    if (recipient === undefined || !HANDED_OVER.includes(recipient.state)) continue;
    if (await parts.followUp.markOverdue(key, address, at))
      overdue.push({ key, address: recipient.address, state: recipient.state });
  }
  return overdue;
}
