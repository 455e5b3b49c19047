import type { TableTemplateInput } from "../tables/table-template.ts";

/** How a report is laid out, whatever the format. @public */
export interface RenderReportOptions {
  /** Layout of tableau 1. Default: the reconstructed one. */
  readonly tableau1?: TableTemplateInput;
  /** Layout of tableau 2. Default: the reconstructed one. */
  readonly tableau2?: TableTemplateInput;
}
