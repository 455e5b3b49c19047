import type { LaboratoryRow } from "../figures/laboratory-row.ts";
import type { FlowFacts } from "../queries/flow-queries.ts";
import type { ReportQualityFacts } from "../queries/report-quality-query.ts";
import { flowMeasures } from "./flow-measures.ts";
import { type MeasureValue, numberValue, rateValue } from "./measure-value.ts";

/** Counts of one laboratory, or the sums of all, that the measures on reports are made from. */
export interface ReportFacts {
  readonly row: LaboratoryRow;
  readonly quality: ReportQualityFacts;
  readonly flow: FlowFacts;
}

/** Complementary measures on reports, by key of `REPORT_MEASURES`. */
export function reportMeasures({ row, quality, flow }: ReportFacts): Record<string, MeasureValue> {
  return {
    ms4b: { kind: "rate", rate: row.ms4b },
    level3Share: { kind: "rate", rate: row.level3Share },
    k1000B: numberValue(row.k1000B),
    ms4Cohort: rateValue(quality.level3_sent_later, quality.level3),
    dmpFedCr: rateValue(quality.fed, quality.produced),
    ...flowMeasures(flow),
  };
}
