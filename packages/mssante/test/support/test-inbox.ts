import type { SqlDatabase } from "@ldl/domain";
import type { MssanteOperator } from "@ldl/testbench";
import { composeMessage } from "../../src/compose/compose-message.ts";
import type { ComposeMessageInput } from "../../src/compose/message-input.ts";
import { type CreateMssanteInboxOptions, createMssanteInbox } from "../../src/inbox/create-mssante-inbox.ts";
import type { DocumentOutcome } from "../../src/inbox/document-outcome.ts";
import type { DocumentContext, InboxNotice, MssanteInbox } from "../../src/inbox/mssante-inbox.ts";
import type { ReceivedDocument } from "../../src/inbox/received-document.ts";
import type { IncomingMessage } from "../../src/incoming/incoming-message.ts";
import { parseIncoming } from "../../src/incoming/parse-incoming.ts";
import { createMssanteOutbox } from "../../src/outbox/create-mssante-outbox.ts";
import type { MssanteOutbox } from "../../src/outbox/mssante-outbox.ts";
import { archiveOf, type LetterParts, RECORD } from "./letter.ts";
import { DPI, LGC, messageInput } from "./message-input.ts";
import { receiverProfile } from "./operator.ts";

let channels = 0;

/** A practice that receives: inbox and outbox on their own tables, and a host that notes what it is given. */
export interface TestPractice {
  readonly inbox: MssanteInbox;
  readonly outbox: MssanteOutbox;
  readonly handed: { readonly document: ReceivedDocument; readonly context: DocumentContext }[];
  readonly notices: InboxNotice[];
  readonly channel: string;
  readonly advance: (ms: number) => void;
  /** Makes another inbox on the same tables, as after a restart. */
  readonly restart: (options?: Partial<CreateMssanteInboxOptions>) => Promise<MssanteInbox>;
  /** Receives, and sends the answers. */
  readonly round: () => Promise<void>;
  /** Answers that the hospital has, by kind. */
  readonly answers: () => readonly IncomingMessage[];
}

export async function testPractice(
  database: SqlDatabase,
  operator: MssanteOperator,
  options: Partial<CreateMssanteInboxOptions> = {},
): Promise<TestPractice> {
  channels += 1;
  const channel = `practice_${channels}`;
  const profile = await receiverProfile(operator);
  const handed: { document: ReceivedDocument; context: DocumentContext }[] = [];
  const notices: InboxNotice[] = [];
  let nowMs = Date.now();
  const now = () => new Date(nowMs);
  const outbox = createMssanteOutbox({ database, profile, channel, dsn: false, now, queue: { random: () => 0 } });
  await outbox.install();
  const restart = async (changes: Partial<CreateMssanteInboxOptions> = {}) => {
    const inbox = createMssanteInbox({
      database,
      profile,
      outbox,
      channel,
      mailbox: LGC,
      nil: "REF-NIL-2",
      now,
      random: () => 0,
      findPatient: ({ matricule }) => Promise.resolve(matricule === RECORD.matricule ? RECORD : undefined),
      onNotice: (notice) => void notices.push(notice),
      onDocument: (document, context): Promise<DocumentOutcome> => {
        handed.push({ document, context });
        return Promise.resolve({ kind: "integrated" });
      },
      ...options,
      ...changes,
    });
    await inbox.install();
    return inbox;
  };
  const inbox = await restart();
  return {
    inbox,
    outbox,
    handed,
    notices,
    channel,
    restart,
    advance: (ms) => {
      nowMs += ms;
    },
    async round() {
      await inbox.receive();
      await outbox.run({ stopWhenIdle: true });
    },
    answers: () =>
      operator
        .mailbox(DPI)
        .messages()
        .map(({ raw }) => parseIncoming(raw)),
  };
}

/** Puts a message with letters in the mailbox of the practice, with the headers of a delivery. */
export function deliver(
  operator: MssanteOperator,
  letters: readonly LetterParts[] | Uint8Array,
  changes: Partial<ComposeMessageInput> & { readonly returnPath?: string } = {},
): string {
  const { returnPath = DPI, ...input } = changes;
  const xdm = letters instanceof Uint8Array ? letters : archiveOf(...letters);
  const { raw, messageId } = composeMessage(messageInput({ xdm, ...input }));
  deliverRaw(operator, raw, returnPath);
  return messageId;
}

/** Puts a message in the mailbox of the practice. */
export function deliverRaw(operator: MssanteOperator, raw: Uint8Array, returnPath: string = DPI): void {
  operator.mailbox(LGC).deliver(Buffer.concat([Buffer.from(`Return-Path: <${returnPath}>\r\n`), raw]));
}
