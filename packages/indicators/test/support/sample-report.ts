import { computeIndicators, type IndicatorReport, type ProjectInfoInput } from "../../src/index.ts";
import { generateEvents } from "./generate-events.ts";
import { openMemoryStore } from "./open-store.ts";

/** A small region: hostile names, a missing activity, an overseas establishment. */
export const SAMPLE_PROJECT: ProjectInfoInput = {
  id: "region-test",
  title: 'Projet <b>"Région" & Cie</b>',
  ars: "ARS Exemple",
  bassin: "Bassin d'essai",
  signatory: "Direction de projet",
  establishments: [
    {
      id: "ES1",
      label: "CH Exemple",
      finessEt: "010000024",
      status: "public",
      activity: { source: "SAE 2014", year: 2014, staysAnnual: 900 },
    },
    {
      id: "ES2",
      label: '=1+1;Clinique "du Parc"',
      status: "privé",
      activity: { source: "SAE 2014", year: 2014, staysAnnual: 300 },
    },
    { id: "ES3", label: "Établissement d'outre-mer", timeZone: "Indian/Reunion" },
  ],
  laboratories: [
    {
      id: "LBM1",
      label: "LBM des Remparts",
      sil: { vendor: "V", name: "SIL", version: "1.0" },
      activity: { source: "LBM 2016", year: 2016, bAnnual: 4_000_001 },
      accreditation: { volumePercent: 62.5, everyFamily: true },
    },
    { id: "LBM2", label: "LBM du Port", activity: { source: "LBM 2016", year: 2016, bAnnual: 2_000_000 } },
  ],
};

/** A report with something of everything, always the same. */
export async function sampleReport(period = "2018-Q2"): Promise<IndicatorReport> {
  const store = await openMemoryStore();
  const project = SAMPLE_PROJECT;
  const keys = (list: ProjectInfoInput["establishments"]): string[] => (list ?? []).map(({ id }) => id);
  await store.record(
    generateEvents({
      seed: 11,
      establishments: keys(project.establishments),
      laboratories: (project.laboratories ?? []).map(({ id }) => id),
      stays: 1_500,
      reports: 900,
      from: "2017-07-01T00:00:00Z",
      days: 370,
    }),
  );
  const report = await computeIndicators(store, { project, period, asOf: "2018-12-31T00:00:00+01:00" });
  await store.database.close();
  return report;
}
