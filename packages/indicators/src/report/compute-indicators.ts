import { ENGINE } from "../engine.ts";
import { type EstablishmentRow, establishmentRow, establishmentTotal } from "../figures/establishment-row.ts";
import { type LaboratoryRow, laboratoryRow, laboratoryTotal } from "../figures/laboratory-row.ts";
import { periodBounds } from "../period/period-bounds.ts";
import { annualStays } from "../project/declared-activity.ts";
import type { ProjectEstablishment, ProjectInfo, ProjectLaboratory } from "../project/project-info.ts";
import { letterQuery } from "../queries/letter-query.ts";
import { reportQuery } from "../queries/report-query.ts";
import { runQuery } from "../queries/run-query.ts";
import type { EventStore } from "../store/create-event-store.ts";
import { type CountingContext, type CountingOptions, countingContext } from "./counting-context.ts";
import type { IndicatorReport } from "./indicator-report.ts";

function projectHeader({ id, title, ars, bassin, signatory }: ProjectInfo): IndicatorReport["project"] {
  return { id, title, ...(ars && { ars }), ...(bassin && { bassin }), ...(signatory && { signatory }) };
}

function identityOf({ id, label, finessEt, finessEj }: ProjectEstablishment | ProjectLaboratory) {
  return { entityId: id, label, ...(finessEt && { finessEt }), ...(finessEj && { finessEj }) };
}

function establishmentRows(
  { project, policy, period }: CountingContext,
  counts: readonly { readonly row_id: string; readonly c: number; readonly d: number }[],
): EstablishmentRow[] {
  const countsOf = new Map(counts.map((row) => [row.row_id, row]));
  return project.establishments.map((establishment) => {
    const { c, d } = countsOf.get(establishment.id) ?? { c: 0, d: 0 };
    const { status, activity } = establishment;
    const facts = {
      ...identityOf(establishment),
      ...(status && { status }),
      a: annualStays(activity, policy),
      ...(activity && { aSource: activity.source }),
      c,
      d,
    };
    return establishmentRow(facts, period, policy);
  });
}

function laboratoryRows(
  { project, policy, period }: CountingContext,
  counts: readonly { readonly row_id: string; readonly i: number; readonly k: number; readonly l: number }[],
): LaboratoryRow[] {
  const countsOf = new Map(counts.map((row) => [row.row_id, row]));
  return project.laboratories.map((laboratory) => {
    const { i, k, l } = countsOf.get(laboratory.id) ?? { i: 0, k: 0, l: 0 };
    const { sil, accreditation, activity } = laboratory;
    const facts = {
      ...identityOf(laboratory),
      ...(sil && { sil: `${sil.vendor} ${sil.name} ${sil.version}` }),
      ...(accreditation && { accreditation: accreditation.volumePercent }),
      g: activity?.bAnnual ?? null,
      ...(activity && { gSource: activity.source }),
      i,
      k,
      l,
    };
    return laboratoryRow(facts, period, policy);
  });
}

/**
 * Computes MS-1 to MS-4 of a project over a period, with the statements that gave them.
 *
 * @remarks Instruction DGOS/PF5/2017/11, annexe 4. The instruction's slips are treated as the package README tells.
 * @example
 * ```ts
 * import { PGlite } from "@electric-sql/pglite";
 * import { sqlFromPglite } from "@ldl/domain";
 * import { computeIndicators, createEventStore } from "@ldl/indicators";
 *
 * const store = await createEventStore({ database: sqlFromPglite(await PGlite.create()) });
 * const report = await computeIndicators(store, {
 *   period: "2018-Q2",
 *   project: {
 *     id: "demo",
 *     title: "Projet de démonstration",
 *     establishments: [{ id: "ES1", label: "CH Exemple", activity: { source: "SAE 2014", year: 2014, staysAnnual: 40 } }],
 *   },
 * });
 * console.log(report.tableau1.total.ms1.display);
 * ```
 * @param store - Where the events are.
 * @param options - Project, period, and what differs from the defaults.
 * @returns The provisional report.
 * @throws {@link LdlError} `LDL_INPUT_INVALID`, `LDL_STORE_FAILED`.
 * @public
 */
export async function computeIndicators(store: EventStore, options: CountingOptions): Promise<IndicatorReport> {
  const context = countingContext(store, options);
  const { project, policy, period, asOf, wording } = context;
  const letters = await runQuery(context.establishments, letterQuery(policy, wording));
  const reports = await runQuery(context.laboratories, reportQuery(policy, wording));
  const rows1 = establishmentRows(context, letters.rows);
  const rows2 = laboratoryRows(context, reports.rows);
  return {
    schema: "ldl-indicators/1",
    project: projectHeader(project),
    period: { id: period.id, kind: period.kind, ...periodBounds(period, project.timeZone), timeZone: project.timeZone },
    asOf,
    status: "provisional",
    version: 0,
    policy,
    tableau1: { rows: rows1, total: establishmentTotal(rows1, period, policy) },
    tableau2: { rows: rows2, total: laboratoryTotal(rows2, period, policy) },
    queries: [letters.statement, reports.statement],
    engine: { ...ENGINE },
  };
}
