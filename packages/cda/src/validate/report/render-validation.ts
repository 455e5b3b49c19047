import type { CheckedFile } from "./checked-file.ts";
import { renderHtmlReport } from "./render-html-report.ts";
import { renderJson } from "./render-json.ts";
import { renderSarif } from "./render-sarif.ts";
import { renderText } from "./render-text.ts";

/** Form of a validation report. @public */
export type ValidationFormat = "text" | "json" | "sarif" | "html";

/** Options of {@link renderValidation}. @public */
export interface RenderValidationOptions {
  /**
   * `text` for a terminal, `json` for programs (its JSON Schema is given by `validationReportSchema`), `sarif` 2.1.0 for CI and code
   * review tools, `html` a page that stands alone. Default: `text`.
   */
  readonly format?: ValidationFormat;
  /** Colours the text, for a terminal. Default: `false`. */
  readonly coloured?: boolean;
  /** When the report was made, ISO 8601; written in JSON and HTML. Default: not written. */
  readonly generatedAt?: string;
}

/**
 * Writes what was found in documents, for people or for programs.
 *
 * @example
 * ```ts
 * import { readFileSync } from "node:fs";
 * import { checkFile, renderValidation } from "@ldl/cda";
 *
 * const checked = checkFile("lettre.xml", readFileSync("lettre.xml"));
 * console.log(renderValidation([checked], { format: "sarif" }));
 * ```
 * @param files - Files that were checked.
 * @param options - Form.
 * @returns The report. It repeats what the rules say of the documents, not their content.
 * @public
 */
export function renderValidation(files: readonly CheckedFile[], options: RenderValidationOptions = {}): string {
  const { format = "text", coloured = false, generatedAt } = options;
  if (format === "json") return renderJson(files, generatedAt);
  if (format === "sarif") return renderSarif(files);
  if (format === "html") return renderHtmlReport(files, generatedAt);
  return renderText(files, coloured);
}
