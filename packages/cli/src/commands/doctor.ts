import type { Command } from "../command.ts";
import { diagnose } from "../mailbox/diagnose.ts";
import { loadConfig, profileOf } from "../mailbox/load-config.ts";
import { CONFIG_OPTION } from "../mailbox/open-outbox.ts";

const SIGNS = { ok: "ok", warning: "attention", error: "ERREUR" } as const;

/** `ldl doctor`: checks everything that sending and receiving need, without sending anything. */
export const command: Command = {
  usage: ["doctor --config CONFIG.json [--json]"],
  example: "ldl doctor --config ldl.json",
  options: { ...CONFIG_OPTION, json: { type: "boolean", help: "résultat en JSON" } },
  async run(invocation) {
    const { io } = invocation;
    const loaded = await loadConfig(invocation);
    const findings = await diagnose(loaded, await profileOf(loaded), io);
    if (invocation.values["json"] === true) io.out(`${JSON.stringify(findings)}\n`);
    else
      for (const { check, level, text } of findings) io.out(`${SIGNS[level].padEnd(10)} ${check.padEnd(11)} ${text}\n`);
    return findings.some(({ level }) => level === "error") ? 1 : 0;
  },
};
