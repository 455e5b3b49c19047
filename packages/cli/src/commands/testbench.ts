import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Ins, parseInput } from "@ldl/domain";
import { startTestbench, type TestbenchPorts, writeTestPki } from "@ldl/testbench";
import { type Command, type Invocation, listOption, textOption, UsageError } from "../command.ts";
import { benchFiles } from "../testbench/bench-config.ts";

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

/** The patient of the documentation, those of the samples, and those that are named. */
const PATIENTS = [
  "279035121518989",
  "145067511302465",
  "162029935201985",
  "218093306312836",
  "255127505623355",
] as const;

function patientsOf(invocation: Invocation): readonly { readonly ins: Ins }[] {
  const named = [...new Set([...PATIENTS, ...listOption(invocation, "patient")])];
  return named.map((ins) => ({ ins: parseInput(Ins, ins, { name: "patient" }) }));
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
      patients: patientsOf(invocation),
      ...(given === undefined ? {} : { dmpDir: path.join(folder, "dmp") }),
    });
    await writeTestPki(bench.pki, path.join(folder, "pki"));
    const { files, printed } = benchFiles(bench, folder);
    for (const [name, content] of Object.entries(files)) {
      const text = typeof content === "string" ? content : `${JSON.stringify(content, null, 2)}\n`;
      await io.write(path.join(folder, name), text);
    }
    io.out(`${JSON.stringify(printed, null, 2)}\n`);
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
  usage: ["testbench [--dir DOSSIER] [--port PREMIER] [--patient INS...]"],
  example: "ldl testbench --dir banc",
  options: {
    dir: {
      type: "string",
      short: "d",
      help: "dossier gardé : certificats, configurations des autres verbes, DMP (défaut : dossier temporaire, supprimé à l'arrêt)",
    },
    patient: {
      type: "string",
      multiple: true,
      help: "matricule INS d'un patient qui a un DMP et une messagerie (répétable)",
    },
    port: { type: "string", help: `premier de ${SERVICES.length} ports qui se suivent (défaut : ports libres)` },
  },
  run,
};
