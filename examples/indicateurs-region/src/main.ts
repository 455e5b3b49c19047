import { createReadStream } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { PGlite } from "@electric-sql/pglite";
import { isLdlError, sqlFromPglite } from "@ldl/domain";
import {
  buildTable,
  checkEligibility,
  computeIndicators,
  createEventStore,
  type EventStore,
  freezeReport,
  type IndicatorReport,
  importEvents,
  renderCsv,
  renderFlashHtml,
  renderJson,
  renderReportHtml,
  renderReportPdf,
  renderXlsx,
} from "@ldl/indicators";
import { establishmentYear, laboratoryYear } from "./generate-year.ts";
import { createRandom } from "./random.ts";
import { ESTABLISHMENTS, LABORATORIES, PROJECT } from "./region.ts";

const SEED = 2018;
const out = path.resolve(import.meta.dirname, "../../../out/indicateurs-region");
const save = (name: string, content: Uint8Array | string) => writeFile(path.join(out, name), content);

/** What each participant would send: its events, one file each, and the project file. */
async function writeInputs(): Promise<string[]> {
  const random = createRandom(SEED);
  const years = [
    ...ESTABLISHMENTS.map((one) => ({ id: one.id, events: establishmentYear(one, random) })),
    ...LABORATORIES.map((one) => ({ id: one.id, events: laboratoryYear(one, random) })),
  ];
  for (const { id, events } of years)
    await save(`evenements-${id}.jsonl`, events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  await save("projet.json", `${JSON.stringify(PROJECT, null, 2)}\n`);
  return years.map(({ id }) => path.join(out, `evenements-${id}.jsonl`));
}

async function load(store: EventStore, files: readonly string[]): Promise<void> {
  for (const file of files) {
    // A history without recording dates: each event counts as known from the moment it happened.
    const { recorded, rejected } = await importEvents(store, createReadStream(file), {
      missingRecordedAt: "occurredAt",
    });
    console.log(`${path.basename(file)} : ${recorded} évènements, ${rejected} refusés`);
  }
}

function show({ period, tableau1, tableau2 }: IndicatorReport): void {
  const [es, lbm] = [tableau1.total, tableau2.total];
  console.log(`${period.id} : MS-1 ${es.ms1.display}, MS-2 ${es.ms2.display}, MS-3 ${lbm.k}, MS-4 ${lbm.ms4.display}`);
}

async function writeReport(report: IndicatorReport): Promise<void> {
  await save("indicateurs.xlsx", renderXlsx(report));
  for (const table of ["tableau1", "tableau2"] as const)
    await save(`${table}.csv`, renderCsv(buildTable(report, { table })));
  await save("rapport.json", renderJson(report));
  await save("rapport.html", renderReportHtml(report));
  await save("rapport.pdf", renderReportPdf(report));
}

async function main(): Promise<void> {
  await mkdir(out, { recursive: true });
  for (const { criterion, label, value } of checkEligibility(PROJECT).filter(({ met }) => met === false))
    console.log(`${criterion} non rempli : ${label} (${value ?? "inconnu"})`);
  const database = sqlFromPglite(await PGlite.create());
  try {
    const store = await createEventStore({ database, now: () => new Date("2019-01-20T09:00:00Z") });
    await load(store, await writeInputs());
    for (const period of ["2018-Q1", "2018-Q2", "2018-Q3"])
      show(await computeIndicators(store, { project: PROJECT, period }));
    const report = await freezeReport(store, { project: PROJECT, period: "2018-Q4" });
    show(report);
    await writeReport(report);
    await save(
      "rapport-flash.html",
      renderFlashHtml(await computeIndicators(store, { project: PROJECT, period: "2018-11" })),
    );
    console.log(`rapport version ${report.version} dans ${path.relative(process.cwd(), out)}`);
  } finally {
    await database.close();
  }
}

await main().catch((error: unknown) => {
  const line = isLdlError(error) ? `${error.code} : ${error.message}` : String(error);
  console.error(line);
  process.exitCode = 1;
});
