import { createHash } from "node:crypto";
import { readDocument } from "@ldl/cda";
import type { Transmission } from "@ldl/mssante";
import { type Command, type ExitCode, type Invocation, listOption, textOption, UsageError } from "../command.ts";
import { COMPOSE_OPTIONS, composeDocuments } from "../exchange/compose-documents.ts";
import { describeTransmission, transmissionJson } from "../mailbox/describe-transmission.ts";
import { CONFIG_OPTION, type Exchange, openExchange } from "../mailbox/open-outbox.ts";

/** Key of a document in the outbox: its identifier, which may carry a number of the stay, hashed. */
function documentIdOf(cda: Uint8Array): string {
  const { id } = readDocument(cda).header;
  return createHash("sha256")
    .update(`${id.racine}^${id.extension ?? ""}`)
    .digest("hex")
    .slice(0, 32);
}

/** The same documents to the same recipients are sent once. */
function keyOf(documentIds: readonly string[], to: readonly string[]): string {
  const parts = [...[...documentIds].sort(), ...to.map((address) => address.toLowerCase()).sort()];
  return createHash("sha256").update(parts.join("\n")).digest("hex").slice(0, 32);
}

function exitCodeOf({ state }: Transmission): ExitCode {
  if (state === "delivered") return 0;
  return state === "ready" || state === "leased" ? 2 : 1;
}

/** Tells how each message stands. */
async function tellTransmissions({ outbox }: Exchange, keys: readonly string[], { io, values }: Invocation) {
  const codes: ExitCode[] = [];
  for (const key of keys) {
    const transmission = await outbox.get(key);
    if (transmission === undefined) throw new UsageError("envoi introuvable");
    io.out(`${values["json"] === true ? transmissionJson(transmission) : describeTransmission(transmission)}\n`);
    codes.push(exitCodeOf(transmission));
  }
  return codes;
}

/** A message that failed counts more than one that waits. */
function worst(codes: readonly ExitCode[]): ExitCode {
  if (codes.includes(1)) return 1;
  return codes.includes(2) ? 2 : 0;
}

async function send(invocation: Invocation): Promise<ExitCode> {
  const { io, positionals } = invocation;
  if (positionals.length === 0) throw new UsageError("un document au moins attendu");
  await using exchange = await openExchange(invocation);
  const { config } = exchange.loaded;
  const files = await Promise.all(positionals.map((file) => io.read(file)));
  const values = { from: config.mailbox, nil: config.nil, ...invocation.values };
  const parts = composeDocuments(files, { ...invocation, values }, config.operator.maxMessageBytes);
  const documentIds = files.map(documentIdOf);
  const wanted = textOption(invocation, "key") ?? keyOf(documentIds, listOption(invocation, "to"));
  if (parts.length > 1) io.err(`trop volumineux ensemble : ${parts.length} messages, un par document\n`);
  const keys: string[] = [];
  for (const { message, documents } of parts) {
    const key = parts.length === 1 ? wanted : `${wanted}-${documents.map((position) => position + 1).join("-")}`;
    const ids = documentIds.filter((_id, position) => documents.includes(position));
    keys.push(key);
    const options = { key, documentIds: ids, mailbox: config.mailbox, signal: io.signal };
    const { created } = await exchange.outbox.enqueue(message, options);
    if (!created) io.err("déjà dans la boîte d'envoi : rien n'est envoyé deux fois\n");
  }
  const queueOnly = invocation.values["queue-only"] === true;
  if (!queueOnly) await exchange.outbox.run({ stopWhenIdle: true, signal: io.signal });
  const codes = await tellTransmissions(exchange, keys, invocation);
  return queueOnly ? 0 : worst(codes);
}

/** `ldl send`: sends documents through the durable outbox. */
export const command: Command = {
  usage: ["send DOCUMENT.xml... --to BOITE... --config CONFIG.json [--key CLE] [--queue-only]"],
  example: "ldl send lettre.xml --to jean.dupont@medecin.mssante.fr --config ldl.json",
  options: {
    ...CONFIG_OPTION,
    key: { type: "string", help: "clé d'idempotence (défaut : dérivée des documents et des destinataires)" },
    "queue-only": { type: "boolean", help: "met dans la boîte d'envoi sans envoyer" },
    json: { type: "boolean", help: "résultat en JSON" },
    ...COMPOSE_OPTIONS,
    from: { type: "string", help: "boîte de l'émetteur (défaut : celle de la configuration)" },
  },
  run: send,
};
