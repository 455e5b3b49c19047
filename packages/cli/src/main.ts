import { type ParseArgsConfig, parseArgs } from "node:util";
import { type Command, type ExitCode, type Invocation, UsageError } from "./command.ts";
import { COMMANDS, type CommandEntry } from "./commands/index.ts";
import { describeFailure } from "./failure/describe-failure.ts";
import type { Io } from "./io.ts";

function helpOf(entry: CommandEntry, command: Command): string {
  const options = Object.entries(command.options).map(([name, { help }]) => `  --${name.padEnd(14)} ${help}`);
  return [
    entry.summary,
    "",
    "Usage :",
    ...command.usage.map((line) => `  ldl ${line}`),
    ...(options.length > 0 ? ["", "Options :", ...options] : []),
    "",
    "Exemple :",
    `  ${command.example}`,
    "",
    "Codes de retour : 0 fait, 1 données ou document non valides, 2 exécution impossible.",
    "",
  ].join("\n");
}

function helpOfAll(): string {
  const verbs = COMMANDS.map(({ name, summary }) => `  ${name.padEnd(12)} ${summary}`);
  return [
    "ldl : lettre de liaison et compte rendu de biologie",
    "",
    ...verbs,
    "",
    "ldl VERBE --help donne le détail.",
    "",
  ].join("\n");
}

function readArguments(command: Command, args: readonly string[]): Pick<Invocation, "values" | "positionals"> {
  const options: NonNullable<ParseArgsConfig["options"]> = { help: { type: "boolean", short: "h" } };
  for (const [name, { help: _, ...shape }] of Object.entries(command.options)) options[name] = shape;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : "arguments illisibles");
  }
}

async function runVerb(verb: string, args: readonly string[], io: Io): Promise<ExitCode> {
  const entry = COMMANDS.find(({ name }) => name === verb);
  if (entry === undefined) throw new UsageError("verbe inconnu ; ldl --help donne la liste");
  const { command } = await entry.load();
  if (args.includes("--help") || args.includes("-h")) {
    io.out(helpOf(entry, command));
    return 0;
  }
  return command.run({ ...readArguments(command, args), io });
}

/**
 * Runs one call of the command line.
 *
 * @example
 * ```ts
 * import { main, nodeIo } from "@ldl/cli";
 *
 * process.exitCode = await main(["schema", "ldl-ses"], nodeIo());
 * ```
 * @param args - Arguments after `ldl`.
 * @param io - Files, streams and clock.
 * @returns Exit code: 0 done and valid, 1 invalid or refused, 2 could not run.
 * @public
 */
export async function main(args: readonly string[], io: Io): Promise<ExitCode> {
  const [verb, ...rest] = args;
  if (verb === undefined || verb === "help" || verb === "--help" || verb === "-h") {
    io.out(helpOfAll());
    return verb === undefined ? 2 : 0;
  }
  try {
    return await runVerb(verb, rest, io);
  } catch (error) {
    const { lines, exitCode } = describeFailure(error);
    for (const line of lines) io.err(`${line}\n`);
    return exitCode;
  }
}
