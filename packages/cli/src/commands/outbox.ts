import { OutboxState } from "@ldl/outbox";
import { type Command, type ExitCode, type Invocation, listOption, textOption, UsageError } from "../command.ts";
import { describeTransmission, transmissionJson } from "../mailbox/describe-transmission.ts";
import { CONFIG_OPTION, type Exchange, openExchange } from "../mailbox/open-outbox.ts";

function statesOf(invocation: Invocation): readonly OutboxState[] | undefined {
  const asked = listOption(invocation, "state");
  if (asked.length === 0) return undefined;
  const states = OutboxState.array().safeParse(asked);
  if (!states.success) throw new UsageError(`--state : ${OutboxState.options.join(", ")} attendus`);
  return states.data;
}

async function list({ outbox }: Exchange, invocation: Invocation): Promise<ExitCode> {
  const { io } = invocation;
  const states = statesOf(invocation);
  const json = invocation.values["json"] === true;
  const filter = { signal: io.signal, ...(states === undefined ? {} : { states }) };
  for await (const transmission of outbox.list(filter)) {
    io.out(`${json ? transmissionJson(transmission) : describeTransmission(transmission)}\n`);
  }
  const { depth, parked, failed, oldestAgeMs } = await outbox.metrics({ signal: io.signal });
  const age = Math.round(oldestAgeMs / 60_000);
  io.err(`${depth} à envoyer (le plus ancien depuis ${age} min), ${parked} mis de côté, ${failed} en échec\n`);
  return 0;
}

async function act(action: "retry" | "cancel", exchange: Exchange, invocation: Invocation): Promise<ExitCode> {
  const keys = invocation.positionals.slice(1);
  if (keys.length === 0) throw new UsageError("une clé au moins attendue");
  const reason = textOption(invocation, "reason");
  for (const key of keys) {
    const options = { signal: invocation.io.signal, ...(reason === undefined ? {} : { reason }) };
    invocation.io.out(`${describeTransmission(await exchange.outbox[action](key, options))}\n`);
  }
  return 0;
}

/** `ldl outbox`: shows what is in the outbox, sends it again, withdraws it, works it off. */
export const command: Command = {
  usage: [
    "outbox list --config CONFIG.json [--state ETAT...] [--json]",
    "outbox retry CLE... --config CONFIG.json [--reason TEXTE]",
    "outbox cancel CLE... --config CONFIG.json [--reason TEXTE]",
    "outbox run --config CONFIG.json [--watch]",
  ],
  example: "ldl outbox list --config ldl.json --state parked --state failed",
  options: {
    ...CONFIG_OPTION,
    state: { type: "string", multiple: true, help: `états voulus : ${OutboxState.options.join(", ")} ; se répète` },
    reason: { type: "string", help: "motif, gardé dans l'historique ; sans donnée de santé" },
    watch: { type: "boolean", help: "reste et envoie ce qui arrive (run)" },
    json: { type: "boolean", help: "une ligne JSON par envoi (list)" },
  },
  async run(invocation) {
    const [action] = invocation.positionals;
    if (action !== "list" && action !== "retry" && action !== "cancel" && action !== "run") {
      throw new UsageError("list, retry, cancel ou run attendu");
    }
    await using exchange = await openExchange(invocation);
    if (action === "list") return await list(exchange, invocation);
    if (action !== "run") return await act(action, exchange, invocation);
    const stopWhenIdle = invocation.values["watch"] !== true;
    const { outcomes } = await exchange.outbox.run({ signal: invocation.io.signal, stopWhenIdle });
    invocation.io.out(`${JSON.stringify(outcomes)}\n`);
    return 0;
  },
};
