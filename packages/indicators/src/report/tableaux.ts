import { type EstablishmentRow, establishmentRow, establishmentTotal } from "../figures/establishment-row.ts";
import { type LaboratoryRow, laboratoryRow, laboratoryTotal } from "../figures/laboratory-row.ts";
import type { Policy } from "../figures/policy.ts";
import type { ReferencePeriod } from "../period/reference-period.ts";
import { annualStays } from "../project/declared-activity.ts";
import type { ProjectEstablishment, ProjectInfo, ProjectLaboratory } from "../project/project-info.ts";
import type { LetterCounts, ReportCounts } from "../queries/count-queries.ts";

/** What both tables are laid out for. */
export interface TableauContext {
  readonly project: ProjectInfo;
  readonly policy: Policy;
  readonly period: ReferencePeriod;
}

/** A table: rows in the order of the project, and their total. */
export interface Tableau<R> {
  readonly rows: R[];
  readonly total: R;
}

function identityOf({ id, label, finessEt, finessEj }: ProjectEstablishment | ProjectLaboratory) {
  return { entityId: id, label, ...(finessEt && { finessEt }), ...(finessEj && { finessEj }) };
}

/** Lays tableau 1 out: every participant has a row, even without any event. */
export function tableau1Of(context: TableauContext, counts: readonly LetterCounts[]): Tableau<EstablishmentRow> {
  const { project, policy, period } = context;
  const countsOf = new Map(counts.map((row) => [row.row_id, row]));
  const rows = project.establishments.map((establishment) => {
    const { c, d } = countsOf.get(establishment.id) ?? { c: 0, d: 0 };
    const { status, activity } = establishment;
    const declared = { a: annualStays(activity, policy), ...(activity && { aSource: activity.source }) };
    return establishmentRow(
      { ...identityOf(establishment), ...(status && { status }), ...declared, c, d },
      period,
      policy,
    );
  });
  return { rows, total: establishmentTotal(rows, period, policy) };
}

/** Lays tableau 2 out, as {@link tableau1Of}. */
export function tableau2Of(context: TableauContext, counts: readonly ReportCounts[]): Tableau<LaboratoryRow> {
  const { project, policy, period } = context;
  const countsOf = new Map(counts.map((row) => [row.row_id, row]));
  const rows = project.laboratories.map((laboratory) => {
    const { i, k, l } = countsOf.get(laboratory.id) ?? { i: 0, k: 0, l: 0 };
    const { sil, accreditation, activity } = laboratory;
    const software = {
      ...(sil && { sil: `${sil.vendor} ${sil.name} ${sil.version}` }),
      ...(accreditation && { accreditation: accreditation.volumePercent }),
    };
    const declared = { g: activity?.bAnnual ?? null, ...(activity && { gSource: activity.source }) };
    return laboratoryRow({ ...identityOf(laboratory), ...software, ...declared, i, k, l }, period, policy);
  });
  return { rows, total: laboratoryTotal(rows, period, policy) };
}
