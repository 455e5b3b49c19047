import type { CheckedFile, ValidationFormat } from "@ldl/cda";
import { type Command, type ExitCode, type Invocation, textOption, UsageError } from "../command.ts";
import { type CheckDocumentsOptions, checkDocuments } from "../validate/check-documents.ts";
import { collectDocuments } from "../validate/collect-documents.ts";
import { setupOf } from "../validate/kit-options.ts";
import { watchDocuments } from "../validate/watch-documents.ts";

const FORMATS = ["text", "json", "sarif", "html"] as const satisfies readonly ValidationFormat[];

/** Documents between two lines of progress. */
const PROGRESS_STEP = 100;

function formatOf(invocation: Invocation): ValidationFormat {
  const text = textOption(invocation, "format") ?? "text";
  const format = FORMATS.find((known) => known === text);
  if (format === undefined) throw new UsageError(`--format : ${FORMATS.join(", ")} attendu`);
  return format;
}

function jobsOf(invocation: Invocation): number | undefined {
  const text = textOption(invocation, "jobs");
  if (text === undefined) return undefined;
  if (!/^[1-9]\d?$/.test(text)) throw new UsageError("--jobs : nombre de 1 à 99 attendu");
  return Number(text);
}

function checkOptions(invocation: Invocation): CheckDocumentsOptions {
  const { io } = invocation;
  const jobs = jobsOf(invocation);
  return {
    setup: setupOf(invocation),
    ...(io.workerFile === undefined ? {} : { workerFile: io.workerFile }),
    ...(jobs === undefined ? {} : { jobs }),
    signal: io.signal,
    onChecked: (done, total) => {
      if (done % PROGRESS_STEP === 0) io.err(`${done}/${total} documents contrôlés\n`);
    },
  };
}

function exitCodeOf(files: readonly CheckedFile[]): ExitCode {
  if (files.some(({ verdict }) => verdict === "could-not-run")) return 2;
  return files.some(({ verdict }) => verdict === "invalid") ? 1 : 0;
}

async function checkAndReport(invocation: Invocation, options: CheckDocumentsOptions): Promise<ExitCode> {
  const { io, positionals } = invocation;
  const format = formatOf(invocation);
  const out = textOption(invocation, "out");
  const files = await checkDocuments(await collectDocuments(positionals), options);
  const { renderValidation } = await import("@ldl/cda");
  const report = renderValidation(files, {
    format,
    coloured: io.isTerminal && out === undefined,
    generatedAt: io.now().toISOString(),
  });
  if (out === undefined) io.out(report);
  else {
    await io.write(out, report);
    io.err(`${out} : écrit\n`);
  }
  return exitCodeOf(files);
}

/** `ldl validate`: rules of the SDK, and official rules with `--kit`. */
export const command: Command = {
  usage: [
    "validate DOCUMENT|DOSSIER|MOTIF... [--kit DOSSIER] [--kit NOM=DOSSIER]... [--format text|json|sarif|html] [--out FICHIER] [--watch]",
  ],
  example: "ldl validate lettre.xml --kit TestContenuCDA-3-0",
  options: {
    kit: {
      type: "string",
      short: "k",
      multiple: true,
      help: "dossier du kit officiel ; NOM=DOSSIER pour en comparer plusieurs",
    },
    format: { type: "string", short: "f", help: "text (défaut), json, sarif ou html" },
    out: { type: "string", short: "o", help: "fichier du rapport (défaut : sortie standard)" },
    strict: { type: "boolean", help: "les avertissements rendent aussi un document non valide" },
    volet: {
      type: "string",
      help: "volet à appliquer, par exemple LDL-SES_2022.01, ou none (défaut : selon le document)",
    },
    extract: { type: "boolean", help: "contrôle le document CDA seul dans un document auto-présentable" },
    watch: { type: "boolean", short: "w", help: "recommence à chaque changement, jusqu'à Ctrl-C" },
    jobs: { type: "string", short: "j", help: "fils d'exécution au plus (défaut : selon la machine)" },
    cache: { type: "string", help: "dossier des règles compilées (défaut : ~/.cache/ldl)" },
    "no-cache": { type: "boolean", help: "ne garde ni ne relit de règles compilées" },
  },
  async run(invocation) {
    const { positionals, io, values } = invocation;
    if (positionals.length === 0) throw new UsageError("un document attendu");
    const options = checkOptions(invocation);
    const exitCode = await checkAndReport(invocation, options);
    if (values["watch"] !== true) return exitCode;
    let last = exitCode;
    await watchDocuments(positionals, io.signal, async () => {
      last = await checkAndReport(invocation, options);
    });
    return last;
  },
};
