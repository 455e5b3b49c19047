import { readFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { PGlite } from "@electric-sql/pglite";
import { buildLettreDeLiaisonSortie, type ClinicalDocument, LettreDeLiaisonSortie } from "@ldl/cda";
import { createDmpFeed, type DmpClient } from "@ldl/dmp";
import { type IdentiteIns, isLdlError, parseInput, sqlFromPglite } from "@ldl/domain";
import { createOutbox } from "@ldl/outbox";
import { createTestPki, startDmp } from "@ldl/testbench";
import { authorOfProfessional, contentTypeCode } from "@ldl/xds";
import { openClient, openTransport, PHYSICIAN } from "./hospital.ts";

const RECORD = path.resolve(import.meta.dirname, "../../data/ldl-ses.min.json");

async function buildLetter(): Promise<{ readonly letter: ClinicalDocument; readonly patient: IdentiteIns }> {
  const record = parseInput(LettreDeLiaisonSortie, JSON.parse(await readFile(RECORD, "utf8")));
  const { ins } = record.patient;
  if (ins === undefined) throw new Error("le DMP demande une identité qualifiée (INS)");
  const letter = buildLettreDeLiaisonSortie(record, { insEnvironment: "test" });
  return { letter, patient: { ...ins, environnement: "test" } };
}

/** What the DPI does once the letter is validated: look whether there is a DMP, prepare, enqueue. The rest is the feed's. */
async function feed(client: DmpClient, lose: () => void): Promise<void> {
  const { letter, patient } = await buildLetter();
  const context = { patient, utilisateur: PHYSICIAN };
  if (!(await client.checkExistence(context)).active) return console.log("pas de DMP ouvert : rien à alimenter");
  const author = authorOfProfessional(letter.header.responsable.professionnel);
  const lot = { documents: [{ document: letter }], author, contentType: contentTypeCode("03"), titre: "Sortie" };
  const prepared = await client.prepare(lot, context);
  const database = sqlFromPglite(await PGlite.create());
  const outbox = createOutbox({ database, channel: "dmp", schedule: () => 0 });
  await outbox.install();
  const dmp = createDmpFeed({ client, outbox, onEvent: ({ type }) => console.log(`  évènement ${type}`) });
  await dmp.enqueue(prepared);
  lose();
  await dmp.run({ stopWhenIdle: true });
  for (const { attempt, outcome, reason } of await outbox.history(prepared.submissionSetId)) {
    console.log(`tentative ${attempt} : ${outcome ?? ""}${reason === undefined ? "" : ` (${reason})`}`);
  }
  await database.close();
}

async function main(): Promise<void> {
  const pki = await createTestPki();
  const { patient } = await buildLetter();
  await using server = await startDmp({ pki, patients: [{ ins: patient.matricule }] });
  const transport = openTransport(pki);
  try {
    // The answer of the first deposit is lost after the DMP took the lot: what every network does one day.
    const lose = () => server.inject({ at: "ITI-41", action: { kind: "silence", commit: true, close: true } });
    await feed(openClient(server.url, transport, pki), lose);
    console.log(`dans le DMP : ${server.store.documents.length - 1} lettre et la signature de son lot`);
  } finally {
    await transport.close();
  }
}

try {
  await main();
} catch (error) {
  console.error(isLdlError(error) ? `${error.code} : ${error.message}` : error);
  process.exitCode = 1;
}
