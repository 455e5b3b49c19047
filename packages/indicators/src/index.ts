export { EstablishmentRow } from "./figures/establishment-row.ts";
export { CountToJudge, LaboratoryRow } from "./figures/laboratory-row.ts";
export { Policy, type PolicyInput, Ratio } from "./figures/policy.ts";
export { Rate, RateFlag, Verdict } from "./figures/rate.ts";
export { parsePeriod, type ReferencePeriod } from "./period/reference-period.ts";
export {
  DeclaredStays,
  EstablishmentActivity,
  ProjectEstablishment,
  ProjectInfo,
  type ProjectInfoInput,
  ProjectLaboratory,
} from "./project/project-info.ts";
export { QueryStatement } from "./queries/run-query.ts";
export { computeIndicators } from "./report/compute-indicators.ts";
export type { CountingOptions } from "./report/counting-context.ts";
export { IndicatorReport, ReportPeriod } from "./report/indicator-report.ts";
export {
  type CreateEventStoreOptions,
  createEventStore,
  type EventStore,
  type ExchangeEventInput,
  type RecordResult,
} from "./store/create-event-store.ts";
