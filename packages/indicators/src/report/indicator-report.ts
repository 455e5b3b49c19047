import { z } from "zod";
import { EstablishmentRow } from "../figures/establishment-row.ts";
import { LaboratoryRow } from "../figures/laboratory-row.ts";
import { Policy } from "../figures/policy.ts";
import { CounterRow, FailureRow, ReasonRow } from "../measures/counter-row.ts";
import { MeasureDefinition } from "../measures/measure-definition.ts";
import { MeasureRow } from "../measures/measure-value.ts";
import { QueryStatement } from "../queries/run-query.ts";
import { MonthlySeries } from "./monthly.ts";
import { ReportNote } from "./notes.ts";

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
/** What the schema of the same name gives. @public */
export interface ReportPeriod extends z.infer<typeof ReportPeriod> {}

const measures = z.strictObject({ rows: z.array(MeasureRow).readonly(), total: MeasureRow });
const counters = z.strictObject({ rows: z.array(CounterRow).readonly(), total: CounterRow });

/** A figure that changed between two versions of a frozen report. @public */
export const ReportDifference = z.strictObject({
  /** Key of the participant; `TOTAL` for the total. */
  entityId: z.string(),
  /** `c`, `d`, `i`, `k` or `l`. */
  figure: z.enum(["c", "d", "i", "k", "l"]),
  /** Value in the earlier version. */
  from: z.int(),
  /** Value in this version. */
  to: z.int(),
});
/** What the schema of the same name gives. @public */
export interface ReportDifference extends z.infer<typeof ReportDifference> {}

/** Seal of the list of keys behind one figure. @public */
export const EvidenceSeal = z.strictObject({
  /** `C`, `D`, `I`, `K` or `L`. */
  figure: z.enum(["C", "D", "I", "K", "L"]),
  /** Number of keys; equals the total of the figure. */
  count: z.int().nonnegative(),
  /** Last hash of the chain over the list. */
  head: z.string(),
});
/** What the schema of the same name gives. @public */
export interface EvidenceSeal extends z.infer<typeof EvidenceSeal> {}

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
  /** Complementary measures, never called MS-x; `definitions` tell what each is and how sure its source is. */
  complementary: z.strictObject({
    letters: measures,
    reports: measures,
    definitions: z.strictObject({
      letters: z.array(MeasureDefinition).readonly(),
      reports: z.array(MeasureDefinition).readonly(),
    }),
  }),
  /** Quality counters. */
  quality: z.strictObject({
    letters: counters,
    reports: counters,
    /** What the log itself shows. */
    log: z.strictObject({
      /** Events of the period. */
      events: z.int(),
      /** Dated more than five minutes after they were recorded (`CLOCK_SKEW`). */
      clockSkew: z.int(),
      /** Of an entity that is not in the project. */
      unknownEntity: z.int(),
      /** About a transmission that was never submitted. */
      orphanTransmissions: z.int(),
    }),
  }),
  /** Why versions count or not. */
  reasons: z.strictObject({ letters: z.array(ReasonRow).readonly(), reports: z.array(ReasonRow).readonly() }),
  /** Causes of failed transmissions. */
  failures: z.strictObject({ letters: z.array(FailureRow).readonly(), reports: z.array(FailureRow).readonly() }),
  /** Progression by month. */
  monthly: MonthlySeries,
  /** Events of the period, or about it, that were recorded after `asOf`. */
  lateEvents: z.int().nonnegative(),
  /** What a reader must know. */
  notes: z.array(ReportNote).readonly(),
  /** Seals of the key lists; present on a frozen report. */
  evidence: z.array(EvidenceSeal).readonly().optional(),
  /** On a correction: the version it corrects, its SHA-256 and what changed. */
  corrects: z
    .strictObject({ version: z.int(), sha256: z.string(), differences: z.array(ReportDifference).readonly() })
    .optional(),
  /** Statements that gave the figures. */
  queries: z.array(QueryStatement).readonly(),
  /** French labels of the keys of this document. */
  labels: z.record(z.string(), z.string()),
  /** Software that computed them. */
  engine: z.strictObject({ name: z.string(), version: z.string() }),
});
/** What the schema of the same name gives. @public */
export interface IndicatorReport extends z.infer<typeof IndicatorReport> {}
