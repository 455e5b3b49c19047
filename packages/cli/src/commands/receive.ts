import path from "node:path";
import { createMssanteInbox, type DocumentOutcome, type InboxNotice, type ReceivedDocument } from "@ldl/mssante";
import { type Command, type ExitCode, type Invocation, textOption, UsageError } from "../command.ts";
import { safeName } from "../exchange/safe-name.ts";
import { CONFIG_OPTION, type Exchange, openExchange } from "../mailbox/open-outbox.ts";

/** What a person reads of a notice; no health data. */
function describe(notice: InboxNotice): string {
  switch (notice.kind) {
    case "settled":
      return `message ${notice.id} : ${notice.outcome}, réponse ${notice.answer}`;
    case "quarantined":
      return `message ${notice.id} mis de côté : ${notice.reason}`;
    case "report":
      return `message ${notice.id} : compte rendu ${notice.verdict.kind}`;
    case "notFiled":
      return `message ${notice.id} traité, mais ni marqué ni rangé dans la boîte (${notice.error.code})`;
    case "mailboxFailed":
      return `boîte inaccessible (${notice.error.code}), nouvel essai dans ${Math.round(notice.retryInMs / 1000)} s`;
  }
}

/** Puts a document and its readable copies into the folder, where the host's software takes them. */
async function keep(invocation: Invocation, dir: string, document: ReceivedDocument): Promise<DocumentOutcome> {
  const { io } = invocation;
  const folder = path.join(dir, safeName(document.uniqueId, new Set()));
  const taken = new Set<string>();
  for (const { name, bytes } of document.readableCopies)
    await io.write(path.join(folder, safeName(name, taken)), bytes);
  const facts = { uniqueId: document.uniqueId, identity: document.identity, replacement: document.replacement };
  await io.write(
    path.join(folder, "document.json"),
    `${JSON.stringify({ ...facts, entry: document.entry }, null, 2)}\n`,
  );
  // Last: whoever watches the folder finds it complete.
  await io.write(path.join(folder, "document.xml"), document.bytes);
  return { kind: invocation.values["defer"] === true ? "deferred" : "integrated" };
}

async function receive(exchange: Exchange, invocation: Invocation): Promise<ExitCode> {
  const { io } = invocation;
  const { loaded, database, profile, outbox, audit } = exchange;
  const { config } = loaded;
  const dir = textOption(invocation, "dir") ?? (config.received === undefined ? undefined : loaded.at(config.received));
  if (dir === undefined) throw new UsageError("--dir obligatoire, ou « received » dans la configuration");
  const { settled, quarantined } = config.folders ?? {};
  await using inbox = createMssanteInbox({
    database,
    profile,
    outbox,
    mailbox: config.mailbox,
    nil: config.nil,
    folders: { ...(settled === undefined ? {} : { settled }), ...(quarantined === undefined ? {} : { quarantined }) },
    ...(audit === undefined ? {} : { audit }),
    onDocument: (document) => keep(invocation, dir, document),
    onNotice: (notice) => io.err(`${describe(notice)}\n`),
  });
  await inbox.install();
  const { signal } = io;
  if (invocation.values["watch"] === true) {
    await Promise.all([inbox.run({ signal }), outbox.run({ signal })]);
    return 0;
  }
  const { stored, settled: dealtWith } = await inbox.receive({ signal });
  await outbox.run({ signal, stopWhenIdle: true });
  io.out(`${JSON.stringify({ stored, dealtWith, ...(await inbox.metrics()).states })}\n`);
  return 0;
}

/** `ldl receive`: takes what is new in the mailbox, puts documents into a folder, answers. */
export const command: Command = {
  usage: ["receive --config CONFIG.json [--dir DOSSIER] [--watch] [--defer]"],
  example: "ldl receive --config ldl.json --dir reception",
  options: {
    ...CONFIG_OPTION,
    dir: { type: "string", short: "d", help: "dossier des documents reçus (défaut : celui de la configuration)" },
    watch: { type: "boolean", help: "reste et reçoit ce qui arrive" },
    defer: { type: "boolean", help: "n'acquitte rien : une personne décide" },
  },
  async run(invocation) {
    await using exchange = await openExchange(invocation);
    return await receive(exchange, invocation);
  },
};
