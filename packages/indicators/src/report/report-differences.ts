import type { IndicatorReport, ReportDifference } from "./indicator-report.ts";

type Figures = Partial<Record<ReportDifference["figure"], number>> & { readonly entityId: string };

const FIGURES = ["c", "d", "i", "k", "l"] as const;

function rowsOf(rows: readonly Figures[], total: Figures): readonly Figures[] {
  return [...rows, total];
}

function compare(before: readonly Figures[], after: readonly Figures[]): ReportDifference[] {
  const earlier = new Map(before.map((row) => [row.entityId, row]));
  return after.flatMap((row) =>
    FIGURES.flatMap((figure) => {
      const to = row[figure];
      const from = earlier.get(row.entityId)?.[figure] ?? 0;
      return to === undefined || to === from ? [] : [{ entityId: row.entityId, figure, from, to }];
    }),
  );
}

/** Lists the counts that differ between two reports of the same project and period. */
export function reportDifferences(before: IndicatorReport, after: IndicatorReport): ReportDifference[] {
  return [
    ...compare(rowsOf(before.tableau1.rows, before.tableau1.total), rowsOf(after.tableau1.rows, after.tableau1.total)),
    ...compare(rowsOf(before.tableau2.rows, before.tableau2.total), rowsOf(after.tableau2.rows, after.tableau2.total)),
  ];
}
