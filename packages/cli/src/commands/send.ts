import { createHash } from "node:crypto";
import { readDocument } from "@ldl/cda";
import type { Transmission } from "@ldl/mssante";
import { type Command, type ExitCode, type Invocation, listOption, textOption, UsageError } from "../command.ts";
import { COMPOSE_OPTIONS, composeDocuments } from "../exchange/compose-documents.ts";
import { describeTransmission, transmissionJson } from "../mailbox/describe-transmission.ts";
import { CONFIG_OPTION, openExchange } from "../mailbox/open-outbox.ts";

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

async function send(invocation: Invocation): Promise<ExitCode> {
  const { io, positionals } = invocation;
  if (positionals.length === 0) throw new UsageError("un document au moins attendu");
  await using exchange = await openExchange(invocation);
  const { config } = exchange.loaded;
  const files = await Promise.all(positionals.map((file) => io.read(file)));
  const values = { from: config.mailbox, nil: config.nil, ...invocation.values };
  const message = composeDocuments(files, { ...invocation, values });
  const documentIds = files.map(documentIdOf);
  const key = textOption(invocation, "key") ?? keyOf(documentIds, listOption(invocation, "to"));
  const { signal } = io;
  const { created } = await exchange.outbox.enqueue(message, { key, documentIds, mailbox: config.mailbox, signal });
  if (!created) io.err("déjà dans la boîte d'envoi : rien n'est envoyé deux fois\n");
  if (invocation.values["queue-only"] !== true) await exchange.outbox.run({ stopWhenIdle: true, signal });
  const transmission = await exchange.outbox.get(key);
  if (transmission === undefined) throw new UsageError("envoi introuvable");
  const json = invocation.values["json"] === true;
  io.out(`${json ? transmissionJson(transmission) : describeTransmission(transmission)}\n`);
  return invocation.values["queue-only"] === true ? 0 : exitCodeOf(transmission);
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
