import { type InboxEntry, type InboxState, isIntegrationErrorCode, type MssanteInbox } from "@ldl/mssante";
import { type Command, type ExitCode, type Invocation, listOption, textOption, UsageError } from "../command.ts";
import { openInbox } from "../mailbox/open-inbox.ts";
import { CONFIG_OPTION, openExchange } from "../mailbox/open-outbox.ts";

const STATES = ["received", "deferred", "quarantined", "settled"] as const satisfies readonly InboxState[];

function statesOf(invocation: Invocation): readonly InboxState[] {
  const asked = listOption(invocation, "state");
  const states = STATES.filter((state) => asked.includes(state));
  if (asked.some((state) => !STATES.some((known) => known === state)))
    throw new UsageError(`--state : ${STATES.join(", ")} attendus`);
  return asked.length === 0 ? STATES : states;
}

function lineOf({ id, kind, state, reason, outcome, receivedAt }: InboxEntry): string {
  return [id, receivedAt.toISOString(), kind, state, reason, outcome].filter((part) => part !== undefined).join(" ");
}

async function list(inbox: MssanteInbox, invocation: Invocation): Promise<void> {
  const { io, values } = invocation;
  for await (const entry of inbox.list({ states: statesOf(invocation) }))
    io.out(`${values["json"] === true ? JSON.stringify(entry) : lineOf(entry)}\n`);
}

/** What a person decided: integrated, unless a code says why not. */
function decisionOf(invocation: Invocation) {
  const code = textOption(invocation, "reject");
  if (code === undefined) return { kind: "integrated" } as const;
  if (!isIntegrationErrorCode(code)) throw new UsageError("--reject : un code de 900 à 906 attendu");
  return { kind: "rejected", code } as const;
}

/** Acts on messages by their identifiers; one that is in another state is the fault of the call. */
async function act(ids: readonly string[], action: (id: string) => Promise<void>): Promise<void> {
  if (ids.length === 0) throw new UsageError("un identifiant au moins attendu");
  for (const id of ids) {
    try {
      await action(id);
    } catch (error) {
      if (error instanceof RangeError)
        throw new UsageError(`${id} : aucun message dans cet état (voir « inbox list »)`);
      throw error;
    }
  }
}

/** `ldl inbox`: shows what was received, answers what was deferred, takes up again what was put aside. */
export const command: Command = {
  usage: [
    "inbox list --config CONFIG.json [--state ETAT...] [--json]",
    "inbox settle ID... --config CONFIG.json [--reject CODE]",
    "inbox retry ID... --config CONFIG.json",
  ],
  example: "ldl inbox list --config ldl.json --state deferred --state quarantined",
  options: {
    ...CONFIG_OPTION,
    state: { type: "string", multiple: true, help: `états voulus : ${STATES.join(", ")} ; se répète` },
    reject: { type: "string", help: "code d'erreur d'intégration, 900 à 906 : le document n'est pas intégré (settle)" },
    json: { type: "boolean", help: "une ligne JSON par message (list)" },
  },
  async run(invocation): Promise<ExitCode> {
    const [verb, ...ids] = invocation.positionals;
    if (verb !== "list" && verb !== "settle" && verb !== "retry") throw new UsageError("list, settle ou retry attendu");
    const { io } = invocation;
    await using exchange = await openExchange(invocation);
    // Documents are handed over by « receive » alone.
    await using inbox = await openInbox(exchange, io, () => Promise.resolve({ kind: "deferred" }));
    if (verb === "list") await list(inbox, invocation);
    else if (verb === "retry") await act(ids, (id) => inbox.retry(id));
    else {
      const decision = decisionOf(invocation);
      await act(ids, (id) => inbox.settle(id, decision));
      await exchange.outbox.run({ signal: io.signal, stopWhenIdle: true });
    }
    return 0;
  },
};
