import { access, mkdir } from "node:fs/promises";
import { Instant, parseInput } from "@ldl/domain";
import {
  type CountingOptions,
  computeIndicators,
  createEventStore,
  type EventStore,
  freezeReport,
  Policy,
  ProjectInfo,
  parsePeriod,
  type RenderReportOptions,
  TableTemplate,
} from "@ldl/indicators";
import { type Command, type Invocation, listOption, requiredOption, textOption, UsageError } from "../command.ts";
import { importFiles } from "../indicators/import-files.ts";
import { openDatabase } from "../indicators/open-database.ts";
import { writeEvidence } from "../indicators/write-evidence.ts";
import { writeReport } from "../indicators/write-report.ts";
import { readJson } from "../json-input.ts";

async function countingOptions(invocation: Invocation): Promise<CountingOptions> {
  const { io } = invocation;
  const project = parseInput(ProjectInfo, await readJson(requiredOption(invocation, "project"), io), {
    name: "project",
  });
  const period = parsePeriod(requiredOption(invocation, "period")).id;
  const policyFile = textOption(invocation, "policy");
  const policy = parseInput(Policy, policyFile === undefined ? {} : await readJson(policyFile, io), { name: "policy" });
  const asOf = parseInput(Instant, textOption(invocation, "as-of") ?? io.now().toISOString(), { name: "as-of" });
  return { project, period, policy, asOf, signal: io.signal };
}

async function layoutsOf(invocation: Invocation): Promise<RenderReportOptions> {
  const layouts: { -readonly [K in keyof RenderReportOptions]: RenderReportOptions[K] } = {};
  for (const table of ["tableau1", "tableau2"] as const) {
    const file = textOption(invocation, table);
    if (file !== undefined)
      layouts[table] = parseInput(TableTemplate, await readJson(file, invocation.io), { name: table });
  }
  return layouts;
}

async function countAndWrite(
  invocation: Invocation,
  store: EventStore,
  options: CountingOptions,
  layouts: RenderReportOptions,
) {
  const { io } = invocation;
  const folder = requiredOption(invocation, "out");
  const report =
    invocation.values["freeze"] === true ? await freezeReport(store, options) : await computeIndicators(store, options);
  await mkdir(folder, { recursive: true });
  const files = await writeReport(report, layouts, { io, folder });
  const evidence = await writeEvidence(store, options, folder);
  const { tableau1, tableau2 } = report;
  return {
    status: report.status,
    version: report.version,
    period: report.period.id,
    asOf: report.asOf,
    ms1: tableau1.total.ms1.display,
    ms2: tableau1.total.ms2.display,
    ms3: tableau2.total.ms3.value,
    ms4: tableau2.total.ms4.display,
    files: [...files, ...evidence.map(({ file }) => file)],
    evidence,
  };
}

function refuseVolatileFreeze({ values }: Invocation): void {
  if (values["freeze"] === true && values["store"] === undefined && values["database"] === undefined)
    throw new UsageError("--freeze : un rapport arrêté se garde, --store ou --database obligatoire");
  if (values["store"] !== undefined && values["database"] !== undefined)
    throw new UsageError("--store ou --database, pas les deux");
}

/** `ldl indicators`: events to MS-1 to MS-4, in every format, with the evidence. */
export const command: Command = {
  usage: [
    "indicators --events EVENEMENTS.jsonl... --project PROJET.json --period 2018-Q2 --out DOSSIER [--store DOSSIER | --database URL] [--freeze]",
  ],
  example: "ldl indicators --events evenements.jsonl --project projet.json --period 2018-Q2 --out rapport",
  options: {
    events: { type: "string", multiple: true, help: "évènements, JSON Lines ou .csv (ldl schema event) ; répétable" },
    project: { type: "string", help: "participants et activité déclarée, en JSON (ldl schema project)" },
    period: { type: "string", help: "2018-Q2, 2018-06/2018-08 ou, pour le rapport flash, 2018-05" },
    out: { type: "string", short: "o", help: "dossier où écrire XLSX, CSV, JSON, HTML, PDF et preuves" },
    "as-of": { type: "string", help: "seuls comptent les évènements connus alors, ISO 8601 (défaut : maintenant)" },
    policy: { type: "string", help: "choix de comptage différents des valeurs par défaut, en JSON" },
    tableau1: { type: "string", help: "mise en page du tableau 1, en JSON (défaut : modèle reconstitué)" },
    tableau2: { type: "string", help: "mise en page du tableau 2, en JSON (défaut : modèle reconstitué)" },
    store: { type: "string", help: "dossier de la base embarquée, gardée d'un appel à l'autre (défaut : temporaire)" },
    database: { type: "string", help: "base PostgreSQL, postgresql://... (défaut : base embarquée)" },
    freeze: { type: "boolean", help: "arrête le rapport, ou émet son rectificatif" },
    json: { type: "boolean", help: "résumé en JSON sur la sortie standard" },
  },
  async run(invocation) {
    const { io, positionals } = invocation;
    if (positionals.length > 0) throw new UsageError("aucun argument attendu hors des options");
    requiredOption(invocation, "out");
    refuseVolatileFreeze(invocation);
    const options = await countingOptions(invocation);
    const layouts = await layoutsOf(invocation);
    const place = { url: textOption(invocation, "database"), folder: textOption(invocation, "store") };
    const files = listOption(invocation, "events");
    if (files.length === 0 && place.url === undefined && place.folder === undefined)
      throw new UsageError("option --events obligatoire");
    for (const file of files) await access(file);
    const database = await openDatabase(place);
    try {
      const store = await createEventStore({ database, now: () => io.now() });
      const imported = await importFiles(store, files, io);
      const result = await countAndWrite(invocation, store, options, layouts);
      if (invocation.values["json"] === true) io.out(`${JSON.stringify({ ...result, imported })}\n`);
      else {
        io.err(`${imported.recorded} évènements enregistrés, ${imported.duplicates} déjà connus\n`);
        io.out(`MS-1 ${result.ms1} ; MS-2 ${result.ms2} ; MS-3 ${result.ms3} ; MS-4 ${result.ms4}\n`);
      }
      return imported.rejected > 0 ? 1 : 0;
    } finally {
      await database.close();
    }
  },
};
