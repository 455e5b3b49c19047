import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { startTestbench, type TestbenchPorts, writeTestPki } from "@ldl/testbench";
import { type Command, type Invocation, textOption, UsageError } from "../command.ts";
import { benchConfig } from "../testbench/bench-config.ts";

/** Services in the order of their ports, from `--port`. */
const SERVICES = ["submission", "submissions", "imap", "imaps", "tokens", "directory", "crl", "dmp"] as const;

function portsOf(invocation: Invocation): TestbenchPorts {
  const text = textOption(invocation, "port");
  if (text === undefined) return {};
  const first = Number(text);
  if (!Number.isInteger(first) || first < 1024 || first > 65_535 - SERVICES.length)
    throw new UsageError("--port : premier port attendu, de 1024 à 65527");
  return Object.fromEntries(SERVICES.map((service, rank) => [service, first + rank]));
}

async function interrupted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, "abort");
}

async function run(invocation: Invocation): Promise<0> {
  const { io, positionals } = invocation;
  if (positionals.length > 0) throw new UsageError("aucun argument attendu");
  const ports = portsOf(invocation);
  const given = textOption(invocation, "dir");
  const folder = path.resolve(given ?? (await mkdtemp(path.join(tmpdir(), "ldl-banc-"))));
  try {
    await using bench = await startTestbench({
      ports,
      ...(given === undefined ? {} : { dmpDir: path.join(folder, "dmp") }),
    });
    const pki = path.join(folder, "pki");
    await writeTestPki(bench.pki, pki);
    const config = `${JSON.stringify(benchConfig(bench, pki), null, 2)}\n`;
    if (given !== undefined) await io.write(path.join(folder, "banc.json"), config);
    io.out(config);
    io.err("banc prêt, Ctrl-C pour l'arrêter\n");
    await interrupted(io.signal);
  } finally {
    if (given === undefined) await rm(folder, { recursive: true, force: true });
  }
  io.err("banc arrêté\n");
  return 0;
}

/** `ldl testbench`: the offline operator, issuer of tokens, directory and DMP, until they are interrupted. */
export const command: Command = {
  usage: ["testbench [--dir DOSSIER] [--port PREMIER]"],
  example: "ldl testbench --dir banc",
  options: {
    dir: {
      type: "string",
      short: "d",
      help: "dossier gardé : certificats, DMP et banc.json (défaut : dossier temporaire, supprimé à l'arrêt)",
    },
    port: { type: "string", help: `premier de ${SERVICES.length} ports qui se suivent (défaut : ports libres)` },
  },
  run,
};
