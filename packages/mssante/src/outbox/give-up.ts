import { LdlError, MssanteAddress, parseInput } from "@ldl/domain";
import type { BeforeGivingUp, OutboxGivenUp } from "@ldl/outbox";
import { sendFailureEvents } from "../events/sending-events.ts";
import { definedOnly } from "../internal/defined-only.ts";
import { guarded, type SendingSetting } from "./send-entry.ts";
import { TransmissionFacts } from "./transmission.ts";
import { tellEvents } from "./transmission-events.ts";

function errorOf({ key, state, reason }: OutboxGivenUp): LdlError<"LDL_OUTBOX_GIVEN_UP"> {
  const message =
    state === "parked"
      ? "ce message est mis de côté : une personne doit décider de sa reprise"
      : "ce message n'est plus tenté : son délai d'envoi est écoulé";
  return new LdlError("LDL_OUTBOX_GIVEN_UP", message, { details: { key, state, ...definedOnly({ reason }) } });
}

/**
 * Makes what is told before a message is given up: an alert when it is parked or has grown too old, and a failure for each
 * recipient that it then never reaches. A message that was refused for good is told by the attempt itself.
 */
export function createGiveUp(setting: SendingSetting): BeforeGivingUp {
  const { events, onAlert, now } = setting;
  return (entry) => {
    if (entry.state === "failed" && entry.expired.length === 0) return;
    const { messageId, mailbox, sender, documentIds } = parseInput(TransmissionFacts, entry.metadata);
    const error = errorOf(entry);
    guarded(setting, () => onAlert?.({ mailbox, error }));
    if (events === undefined) return;
    const to = entry.expired.map((part) => parseInput(MssanteAddress, part));
    const told = sendFailureEvents({ messageId, from: sender, to }, error, { ...events, documentIds, now });
    guarded(setting, () => tellEvents(events, told, `expired ${entry.expiresAt.toISOString()}`));
  };
}
