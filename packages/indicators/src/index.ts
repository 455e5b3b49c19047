export { type AnyLdlError, isLdlError, LdlError } from "@ldl/domain";
export { TABLEAU_1_TEMPLATE, TABLEAU_2_TEMPLATE } from "./codes/reconstructed-templates.ts";
export type { WriteEvidence } from "./evidence/collect-evidence.ts";
export { EvidenceFigure } from "./evidence/evidence-chain.ts";
export { type ExportEvidenceOptions, exportEvidence } from "./evidence/export-evidence.ts";
export { type EvidenceVerdict, verifyEvidence } from "./evidence/verify-evidence.ts";
export { renderFlashHtml, renderReportHtml } from "./export/html/render-html.ts";
export { renderReportPdf } from "./export/pdf/render-pdf.ts";
export { renderCsv, renderQueriesCsv } from "./export/render-csv.ts";
export { indicatorReportJsonSchema, renderJson, renderMetadataJson } from "./export/render-json.ts";
export type { RenderReportOptions } from "./export/render-options.ts";
export { renderXlsx } from "./export/xlsx/render-xlsx.ts";
export { EstablishmentRow } from "./figures/establishment-row.ts";
export { CountToJudge, LaboratoryRow } from "./figures/laboratory-row.ts";
export { Policy, type PolicyInput, Ratio } from "./figures/policy.ts";
export { Rate, RateFlag, Verdict } from "./figures/rate.ts";
export {
  type ImportEventsOptions,
  type ImportReport,
  importEvents,
  type RejectedLine,
} from "./import/import-events.ts";
export type { EventSource } from "./import/source-line.ts";
export { parsePeriod, type ReferencePeriod } from "./period/reference-period.ts";
export { checkEligibility, type EligibilityCheck, type EligibilityCriterion } from "./project/check-eligibility.ts";
export {
  DeclaredStays,
  EstablishmentActivity,
  ProjectEstablishment,
  ProjectInfo,
  type ProjectInfoInput,
  ProjectLaboratory,
} from "./project/project-info.ts";
export { createPseudonymizer, type Pseudonymizer } from "./pseudonym/create-pseudonymizer.ts";
export { QueryStatement } from "./queries/run-query.ts";
export { computeIndicators } from "./report/compute-indicators.ts";
export type { CountingOptions } from "./report/counting-context.ts";
export { freezeReport } from "./report/freeze-report.ts";
export { listFrozenReports } from "./report/frozen-versions.ts";
export { EvidenceSeal, IndicatorReport, ReportDifference, ReportPeriod } from "./report/indicator-report.ts";
export {
  type CreateEventStoreOptions,
  createEventStore,
  type EventStore,
  type ExchangeEventInput,
  type RecordResult,
} from "./store/create-event-store.ts";
export { type CreateEventRecorderOptions, createEventRecorder, type EventRecorder } from "./store/event-recorder.ts";
export { buildTable, type ReportTable, type TableCell } from "./tables/build-table.ts";
export { type MaskSmallCellsOptions, maskSmallCells } from "./tables/mask-small-cells.ts";
export { TableColumn, TableColumnKey, TableTemplate, type TableTemplateInput } from "./tables/table-template.ts";
export {
  type BuildVendorQueryOptions,
  buildVendorQuery,
  type VendorQuery,
  type VendorQueryId,
} from "./vendor/build-vendor-query.ts";
export { buildVendorTables } from "./vendor/build-vendor-tables.ts";
export { type SqlDialect, VendorTables, type VendorTablesInput } from "./vendor/vendor-tables.ts";
