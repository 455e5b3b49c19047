import path from "node:path";
import type { DocumentOutcome, MssanteInbox, MssanteOutbox, ReceivedDocument } from "@ldl/mssante";
import { type Command, type ExitCode, type Invocation, textOption, UsageError } from "../command.ts";
import { safeName } from "../exchange/safe-name.ts";
import { openInbox } from "../mailbox/open-inbox.ts";
import { CONFIG_OPTION, type Exchange, openExchange } from "../mailbox/open-outbox.ts";

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

/** Receives and sends until the signal; when one of both can no more, the other ends too. */
async function watch(inbox: MssanteInbox, outbox: MssanteOutbox, signal: AbortSignal): Promise<void> {
  const ended = new AbortController();
  const both = { signal: AbortSignal.any([signal, ended.signal]) };
  const work = [inbox.run(both), outbox.run(both)].map((running) => running.finally(() => ended.abort()));
  for (const done of await Promise.allSettled(work)) if (done.status === "rejected") throw done.reason;
}

async function receive(exchange: Exchange, invocation: Invocation): Promise<ExitCode> {
  const { io } = invocation;
  const { outbox, loaded } = exchange;
  const { received } = loaded.config;
  const dir = textOption(invocation, "dir") ?? (received === undefined ? undefined : loaded.at(received));
  if (dir === undefined) throw new UsageError("--dir obligatoire, ou « received » dans la configuration");
  await using inbox = await openInbox(exchange, io, (document) => keep(invocation, dir, document));
  const { signal } = io;
  if (invocation.values["watch"] === true) {
    await watch(inbox, outbox, signal);
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
    defer: { type: "boolean", help: "n'acquitte rien : une personne décide, par « ldl inbox settle »" },
  },
  async run(invocation) {
    await using exchange = await openExchange(invocation);
    return await receive(exchange, invocation);
  },
};
