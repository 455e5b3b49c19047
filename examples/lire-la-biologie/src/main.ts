import { readFile } from "node:fs/promises";
import path from "node:path";
import process from "node:process";
import { buildCrBio, LabReport, readCrBio } from "@ldl/crbm";
import type { RetrieveRequest } from "@ldl/dmp";
import { type IdentiteIns, isLdlError, parseInput } from "@ldl/domain";
import { createTestPki, startDmp } from "@ldl/testbench";
import { authorOfProfessional, contentTypeCode } from "@ldl/xds";
import { openLaboratory, openPractice, type Party } from "./parties.ts";

const RECORD = path.resolve(import.meta.dirname, "../../data/cr-bio.nfs.json");

/** The laboratory deposits a complete report. */
async function deposit({ client, context }: Party, report: LabReport): Promise<void> {
  const document = buildCrBio(report, { insEnvironment: "test" });
  const author = authorOfProfessional(document.header.responsable.professionnel);
  await client.submit({ documents: [{ document }], author, contentType: contentTypeCode("26") }, context);
}

/** The practice asks what is new since its last look, and reads the biology reports among it. */
async function readNews({ client, context }: Party, since: Date): Promise<void> {
  const nothing = () => false;
  const known = { entry: nothing, logical: nothing, document: nothing };
  const { changes, watermark } = client.changesSince({ since, known }, context);
  const wanted: RetrieveRequest[] = [];
  for await (const { kind, entry } of changes) {
    if (kind !== "new" || entry.typeCode?.code !== "11502-2" || entry.uniqueId === undefined) continue;
    console.log(`nouveau : ${entry.titre ?? ""}, ${entry.authors?.[0]?.authorInstitutions?.[0]?.nom ?? ""}`);
    wanted.push({ ...entry, uniqueId: entry.uniqueId });
  }
  for (const document of await client.retrieve(wanted, context)) {
    if (document.status === "failed" || document.bytes === undefined) continue;
    const { report, issues } = readCrBio(document.bytes);
    console.log(
      `lu : ${document.size} octets, empreinte ${document.integrity}, ${report.chapitres.length} chapitre(s), ${issues.length} remarque(s)`,
    );
  }
  console.log(`à garder pour la prochaine demande : ${watermark.toISOString()}`);
}

async function main(): Promise<void> {
  const report = parseInput(LabReport, JSON.parse(await readFile(RECORD, "utf8")));
  if (report.patient.ins === undefined) throw new Error("le DMP demande une identité qualifiée (INS)");
  const patient: IdentiteIns = { ...report.patient.ins, environnement: "test" };
  const pki = await createTestPki();
  await using server = await startDmp({ pki, patients: [{ ins: patient.matricule }] });
  await using laboratory = openLaboratory(server.url, pki, patient);
  await using practice = openPractice(server.url, pki, patient);
  const lastLook = new Date(Date.now() - 86_400_000);
  await deposit(laboratory, report);
  // The patient agreed that this practitioner reads the record.
  await practice.client.setAuthorization({ action: "AJOUT" }, practice.context);
  await readNews(practice, lastLook);
}

try {
  await main();
} catch (error) {
  console.error(isLdlError(error) ? `${error.code} : ${error.message}` : error);
  process.exitCode = 1;
}
