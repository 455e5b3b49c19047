import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { PGlite } from "@electric-sql/pglite";
import { isLdlError, sqlFromPglite } from "@ldl/domain";
import {
  buildTable,
  buildVendorQuery,
  buildVendorTables,
  computeIndicators,
  createEventStore,
  importEvents,
  type ProjectInfoInput,
  renderCsv,
  renderReportPdf,
} from "@ldl/indicators";
import { LABORATORY, silExport } from "./sil-export.ts";

const out = path.resolve(import.meta.dirname, "../../../out/indicateurs-lbm");

const project: ProjectInfoInput = {
  id: "lbm-exemple",
  title: "Laboratoire d'exemple (données fictives)",
  laboratories: [
    {
      id: LABORATORY,
      label: "Laboratoire d'exemple",
      finessEt: LABORATORY,
      sil: { vendor: "Éditeur", name: "SIL", version: "1.0" },
      activity: { source: "LBM 2016", year: 2016, bAnnual: 40_000 },
    },
  ],
};

/** For a SIL that counts in its own database: tables to fill, and the statement to print beside the figure. */
async function writeQueryPack(): Promise<void> {
  for (const dialect of ["postgresql", "oracle", "sqlserver"] as const) {
    const { text, executedHere } = buildVendorQuery("Q2", { dialect });
    const tables = buildVendorTables({ dialect }).join(";\n");
    const state = executedHere ? "" : "-- texte non exécuté par les tests de la bibliothèque\n";
    await writeFile(path.join(out, `tableau2-${dialect}.sql`), `${state}${tables};\n\n${text}\n`);
  }
}

async function main(): Promise<void> {
  await mkdir(out, { recursive: true });
  const database = sqlFromPglite(await PGlite.create());
  try {
    const store = await createEventStore({ database, now: () => new Date("2018-07-20T09:00:00Z") });
    const imported = await importEvents(store, [silExport()], { format: "csv", missingRecordedAt: "occurredAt" });
    console.log(`${imported.recorded} évènements, ${imported.rejected} ligne refusée`);
    for (const { line, issues } of imported.rejections)
      console.log(`ligne ${line} : ${issues[0]?.path ?? ""} ${issues[0]?.rule ?? ""}`);
    const report = await computeIndicators(store, { project, period: "2018-Q2", asOf: "2018-07-20T09:00:00Z" });
    const { i, j, k, l, ms4, ms4b, k1000B } = report.tableau2.total;
    console.log(
      `I ${i}, J ${j}, K ${k}, L ${l} : MS-3 ${k} (${k1000B ?? "?"} pour 1 000 B), MS-4 ${ms4.display}, L / I ${ms4b.display}`,
    );
    for (const { reason, n } of report.reasons.reports) console.log(`${reason} : ${n}`);
    await writeFile(path.join(out, "tableau2.csv"), renderCsv(buildTable(report, { table: "tableau2" })));
    await writeFile(path.join(out, "rapport.pdf"), renderReportPdf(report));
    await writeQueryPack();
    console.log(`fichiers dans ${path.relative(process.cwd(), out)}`);
  } finally {
    await database.close();
  }
}

await main().catch((error: unknown) => {
  console.error(isLdlError(error) ? `${error.code} : ${error.message}` : error);
  process.exitCode = 1;
});
