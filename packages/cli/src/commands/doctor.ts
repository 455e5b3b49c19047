import { type Command, type Invocation, requiredOption } from "../command.ts";
import { diagnoseDmp } from "../dmp/diagnose-dmp.ts";
import { isDmpConfig } from "../dmp/dmp-config.ts";
import type { Finding } from "../finding.ts";
import { readJson } from "../json-input.ts";
import { diagnose } from "../mailbox/diagnose.ts";
import { loadConfig, profileOf } from "../mailbox/load-config.ts";
import { CONFIG_OPTION } from "../mailbox/open-outbox.ts";

async function diagnoseMailbox(invocation: Invocation): Promise<readonly Finding[]> {
  const loaded = await loadConfig(invocation);
  return diagnose(loaded, await profileOf(loaded), invocation.io);
}

const SIGNS = { ok: "ok", warning: "attention", error: "ERREUR" } as const;

/** `ldl doctor`: checks what a configuration of the mail or of the DMP needs, without sending anything. */
export const command: Command = {
  usage: ["doctor --config CONFIG.json [--json]"],
  example: "ldl doctor --config ldl.json",
  options: { ...CONFIG_OPTION, json: { type: "boolean", help: "résultat en JSON" } },
  async run(invocation) {
    const { io } = invocation;
    const json = await readJson(requiredOption(invocation, "config"), io);
    const findings = isDmpConfig(json) ? await diagnoseDmp(invocation) : await diagnoseMailbox(invocation);
    if (invocation.values["json"] === true) io.out(`${JSON.stringify(findings)}\n`);
    else
      for (const { check, level, text } of findings) io.out(`${SIGNS[level].padEnd(10)} ${check.padEnd(11)} ${text}\n`);
    return findings.some(({ level }) => level === "error") ? 1 : 0;
  },
};
