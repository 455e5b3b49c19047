import { failureMeaning } from "../codes/failure-causes.ts";
import { sum } from "../figures/sum.ts";
import type { CounterRow, FailureRow, ReasonRow } from "../measures/counter-row.ts";
import type { MeasureRow } from "../measures/measure-value.ts";
import type { FailureCause } from "../queries/flow-queries.ts";
import type { ReasonCounts } from "../queries/reason-queries.ts";
import type { QueryStatement } from "../queries/run-query.ts";

/** Everything besides the table itself that is told of one kind of document. */
export interface Side {
  readonly measures: { readonly rows: MeasureRow[]; readonly total: MeasureRow };
  readonly counters: { readonly rows: CounterRow[]; readonly total: CounterRow };
  readonly reasons: ReasonRow[];
  readonly failures: FailureRow[];
  readonly statements: readonly QueryStatement[];
}

/** Who a row is. */
export interface RowIdentity {
  readonly entityId: string;
  readonly label: string;
}

/** Identity of the total. */
export const TOTAL: RowIdentity = { entityId: "TOTAL", label: "TOTAL" };

/** Reasons as reported. */
export function reasonRows(counts: readonly ReasonCounts[]): ReasonRow[] {
  return counts.map(({ row_id, reason, cda_level, n }) => ({ entityId: row_id, reason, cdaLevel: cda_level, n }));
}

/** Failures as reported, with what each code means. */
export function failureRows(causes: readonly FailureCause[]): FailureRow[] {
  return causes.map(({ row_id, code, n, documents }) => ({
    entityId: row_id,
    code,
    ...failureMeaning(code),
    n,
    documents,
  }));
}

/** Number of versions with one of some reasons, at some level, for one row or for all. */
export function countReasons(
  rows: readonly ReasonRow[],
  wanted: { readonly entityId?: string; readonly reasons: readonly string[]; readonly cdaLevel?: number },
): number {
  const kept = rows.filter(
    (row) =>
      (wanted.entityId === undefined || row.entityId === wanted.entityId) &&
      wanted.reasons.includes(row.reason) &&
      (wanted.cdaLevel === undefined || row.cdaLevel === wanted.cdaLevel),
  );
  return sum(kept.map((row) => row.n));
}

/** Number of documents for which no address was found, for one row or for all. */
export function countNoAddress(rows: readonly FailureRow[], entityId?: string): number {
  const kept = rows.filter((row) => row.code === "NO_ADDRESS" && (entityId === undefined || row.entityId === entityId));
  return sum(kept.map((row) => row.documents));
}
