import type { MssanteAddress } from "@ldl/domain";
import type { ReadOptions } from "@ldl/outbox";
import { acknowledgementEvents, deliveryEvents, recipientOf } from "../events/report-events.ts";
import type { SentMessage } from "../events/transmission-context.ts";
import type { IncomingDsn, IncomingErrorMail, IncomingMdn } from "../incoming/incoming-message.ts";
import { definedOnly } from "../internal/defined-only.ts";
import { correlate } from "../reports/correlation.ts";
import type { Mdn, MdnOutcome } from "../reports/mdn.ts";
import type { DsnAction } from "../reports/parse-dsn.ts";
import type { RecordedReport, ReportVerdict } from "./mssante-outbox.ts";
import type { OutboxParts } from "./outbox-parts.ts";
import { readTransmission } from "./read-transmission.ts";
import type { RecipientState, Transmission } from "./transmission.ts";
import { tellEvents } from "./transmission-events.ts";

type Report = IncomingMdn | IncomingDsn | IncomingErrorMail;

/** What a report says of one recipient. */
interface Saying {
  readonly candidates: readonly (string | undefined)[];
  readonly state: RecipientState;
  readonly code?: string | undefined;
}

const MDN_STATES: Readonly<Record<Exclude<MdnOutcome, "unknown">, RecipientState>> = {
  integrated: "integrated",
  rejected: "rejected",
  read: "read",
  forwarded: "forwarded",
  deleted: "deleted",
};
const DSN_STATES: Readonly<Partial<Record<DsnAction, RecipientState>>> = {
  delivered: "delivered",
  relayed: "relayed",
  delayed: "delayed",
  failed: "bounced",
};

/** An error mail counts as a receipt that rejects, for events. */
function asReceipt(report: IncomingMdn | IncomingErrorMail): IncomingMdn {
  if (report.kind === "mdn") return report;
  const mdn: Mdn = {
    outcome: "rejected",
    disposition: "processed",
    automatic: true,
    error: report.error,
    text: report.text,
  };
  return { ...report, kind: "mdn", mdn };
}

function sayingsOf(report: Report): readonly Saying[] {
  if (report.kind === "dsn") {
    return report.dsn.recipients.flatMap(({ action, status, originalRecipient, finalRecipient }) => {
      const state = DSN_STATES[action];
      const candidates = [originalRecipient, finalRecipient];
      return state === undefined ? [] : [{ candidates, state, code: state === "bounced" ? status : undefined }];
    });
  }
  const { mdn, from } = asReceipt(report);
  if (mdn.outcome === "unknown") return [];
  const candidates = [mdn.originalRecipient, mdn.finalRecipient, from?.address];
  return [
    {
      candidates,
      state: MDN_STATES[mdn.outcome],
      code: mdn.outcome === "rejected" ? (mdn.error?.code ?? "906") : undefined,
    },
  ];
}

function tell({ events, now }: OutboxParts, report: Report, transmission: Transmission): void {
  if (events === undefined) return;
  const { messageId, mailbox, documentIds } = transmission;
  const sent: SentMessage = { messageId, from: mailbox, to: transmission.recipients.map(({ address }) => address) };
  const context = { ...events, documentIds, now };
  const told =
    report.kind === "dsn"
      ? deliveryEvents(report, sent, context)
      : acknowledgementEvents(asReceipt(report), sent, context);
  tellEvents(events, told, report.messageId ?? "");
}

/** Notes what a report says of a message of ours, and tells it. */
export async function recordReport(
  parts: OutboxParts,
  report: Report,
  { signal }: ReadOptions = {},
): Promise<ReportVerdict> {
  signal?.throwIfAborted();
  const key = await parts.followUp.find(correlate(report));
  const transmission = key === undefined ? undefined : await readTransmission(parts, key);
  if (key === undefined || transmission === undefined) return { kind: "unknownMessage" };
  const to: readonly MssanteAddress[] = transmission.recipients.map(({ address }) => address);
  const sayings = sayingsOf(report);
  if (sayings.length === 0) return { kind: "unreadable", key };
  const known = sayings.flatMap((saying) => {
    const address = recipientOf(to, saying.candidates);
    return address === undefined ? [] : [{ ...saying, address }];
  });
  if (known.length === 0) return { kind: "unverified", key };
  const changed: RecordedReport[] = [];
  for (const { address, state, code } of known) {
    if (await parts.followUp.report(key, address, { state, code, at: parts.now() })) {
      changed.push({ address, state, ...definedOnly({ code }) });
    }
  }
  tell(parts, report, transmission);
  return { kind: "recorded", key, changed };
}
