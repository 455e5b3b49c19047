import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { PGlite } from "@electric-sql/pglite";
import { isLdlError, sqlFromPglite } from "@ldl/domain";
import {
  computeIndicators,
  createEventRecorder,
  createEventStore,
  createPseudonymizer,
  type EventStore,
  exportEvidence,
  type ProjectInfoInput,
  renderReportHtml,
  renderXlsx,
  verifyEvidence,
} from "@ldl/indicators";
import { STAYS } from "./hospital.ts";
import { ENTITY, stayEvents } from "./stay-events.ts";

const out = path.resolve(import.meta.dirname, "../../../out/indicateurs-es");

/** In a real DPI: 32 random bytes from its vault, the same ones all along the project. */
const SECRET = new TextEncoder().encode("secret de démonstration, sans valeur aucune");

const project: ProjectInfoInput = {
  id: "es-exemple",
  title: "Centre hospitalier d'exemple (données fictives)",
  establishments: [
    {
      id: ENTITY,
      label: "CH d'exemple",
      finessEt: ENTITY,
      activity: { source: "SAE 2014", year: 2014, staysAnnual: 40 },
    },
  ],
};

/** Records as the DPI works: one callback, given to the mail client and called for stays and letters. */
async function record(store: EventStore): Promise<void> {
  const keys = createPseudonymizer({ secret: SECRET });
  await using recorder = createEventRecorder(store, { onError: (error) => console.error(error) });
  for (const stay of STAYS) for (const event of stayEvents(stay, keys)) recorder.onEvent(event);
}

async function main(): Promise<void> {
  await mkdir(out, { recursive: true });
  // A real site gives a folder to openPglite, or a PostgreSQL pool to sqlFromPg.
  const database = sqlFromPglite(await PGlite.create());
  try {
    const store = await createEventStore({ database, now: () => new Date("2018-07-20T09:00:00Z") });
    await record(store);
    const question = { project, period: "2018-Q2", asOf: "2018-07-20T09:00:00Z" };
    const report = await computeIndicators(store, question);
    const { a, c, d, ms1, ms2 } = report.tableau1.total;
    console.log(
      `A ${a ?? "?"}, C ${c}, D ${d} : MS-1 ${ms1.display} (${ms1.verdict ?? ""}), MS-2 ${ms2.display} (${ms2.verdict ?? ""})`,
    );
    for (const { code, meaning, n } of report.failures.letters) console.log(`échec ${code}, ${meaning} : ${n}`);
    const lines: string[] = [];
    await exportEvidence(store, { ...question, write: (figure, line) => void (figure === "D" && lines.push(line)) });
    const verdict = await verifyEvidence(lines);
    console.log(`preuves de D : ${verdict.valid ? `${verdict.count} clés, chaîne intacte` : verdict.reason}`);
    await writeFile(path.join(out, "indicateurs.xlsx"), renderXlsx(report));
    await writeFile(path.join(out, "rapport.html"), renderReportHtml(report));
    console.log(`rapport dans ${path.relative(process.cwd(), out)}`);
  } finally {
    await database.close();
  }
}

await main().catch((error: unknown) => {
  console.error(isLdlError(error) ? `${error.code} : ${error.message}` : error);
  process.exitCode = 1;
});
