import { AssertionError } from "node:assert";
import { renderValidation } from "./report/render-validation.ts";
import { type ValidateDocumentOptions, validateDocument } from "./validate-document.ts";
import type { ValidationReport } from "./validation-report.ts";

/** Options of {@link assertConformant}. @public */
export interface AssertConformantOptions extends ValidateDocumentOptions {
  /** What the document is called in the message. Default: `document`. */
  readonly name?: string;
}

/**
 * Fails a test whose document is not valid, with the findings as the message: for the test suites of vendors, whatever runs them.
 *
 * @example
 * ```ts
 * import { test } from "node:test";
 * import { assertConformant, openCisisKit } from "@ldl/cda";
 *
 * declare function exportLetter(): Uint8Array;
 *
 * test("the letter that we export is conformant", async () => {
 *   using kit = await openCisisKit("/srv/TestContenuCDA-3-0");
 *   assertConformant(exportLetter(), { kit });
 * });
 * ```
 * @param bytes - The document.
 * @param options - Kit, rules, name.
 * @returns The report, when the document is valid: warnings are in it.
 * @throws AssertionError of `node:assert`, when a rule is broken and also when something could not be checked. Its message repeats what
 * the rules say of the document: for made-up patients.
 * @public
 */
export function assertConformant(bytes: Uint8Array, options: AssertConformantOptions = {}): ValidationReport {
  const { name = "document", ...rest } = options;
  const report = validateDocument(bytes, rest);
  if (report.verdict === "valid") return report;
  const checked = { file: name, verdict: report.verdict, reports: [{ report }], differences: [] };
  throw new AssertionError({
    message: renderValidation([checked]),
    actual: report.verdict,
    expected: "valid",
    operator: "assertConformant",
    stackStartFn: assertConformant,
  });
}
