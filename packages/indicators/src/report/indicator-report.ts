import { z } from "zod";
import { EstablishmentRow } from "../figures/establishment-row.ts";
import { LaboratoryRow } from "../figures/laboratory-row.ts";
import { Policy } from "../figures/policy.ts";
import { QueryStatement } from "../queries/run-query.ts";

/** Period of a report, with its bounds in the civil time of the project. @public */
export const ReportPeriod = z.strictObject({
  /** As asked for: `2018-Q2`, `2018-06/2018-08`, `2018-05`. */
  id: z.string(),
  /** Kind of period. */
  kind: z.enum(["quarter", "threeMonths", "month"]),
  /** First moment. */
  start: z.string(),
  /** First moment after the period. */
  end: z.string(),
  /** Time zone of the project; a participant may have its own. */
  timeZone: z.string(),
});
/** @public */
export interface ReportPeriod extends z.infer<typeof ReportPeriod> {}

/**
 * The figures of one period with what they were computed from.
 *
 * @remarks Instruction DGOS/PF5/2017/11, annexe 4.
 * @public
 */
export const IndicatorReport = z.strictObject({
  /** Version of this format. */
  schema: z.literal("ldl-indicators/1"),
  /** The project. */
  project: z.strictObject({
    id: z.string(),
    title: z.string(),
    ars: z.string().optional(),
    bassin: z.string().optional(),
    signatory: z.string().optional(),
  }),
  /** The period. */
  period: ReportPeriod,
  /** Events known by then are counted, later ones are not. */
  asOf: z.string(),
  /** `frozen` once closed; until then the figures may still move. */
  status: z.enum(["provisional", "frozen"]),
  /** 1, then one more for each correction; 0 while provisional. */
  version: z.int().nonnegative(),
  /** Choices made. */
  policy: Policy,
  /** MS-1 and MS-2. */
  tableau1: z.strictObject({ rows: z.array(EstablishmentRow).readonly(), total: EstablishmentRow }),
  /** MS-3 and MS-4. */
  tableau2: z.strictObject({ rows: z.array(LaboratoryRow).readonly(), total: LaboratoryRow }),
  /** Statements that gave the figures. */
  queries: z.array(QueryStatement).readonly(),
  /** Software that computed them. */
  engine: z.strictObject({ name: z.string(), version: z.string() }),
});
/** @public */
export interface IndicatorReport extends z.infer<typeof IndicatorReport> {}
