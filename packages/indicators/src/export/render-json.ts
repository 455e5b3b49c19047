import { z } from "zod";
import { IndicatorReport } from "../report/indicator-report.ts";

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(`${JSON.stringify(value, null, 2)}\n`);

/**
 * Writes a report as JSON: keys in English, French labels under `labels`, numbers as numbers, always in the same order.
 *
 * @example
 * ```ts
 * import { type IndicatorReport, renderJson } from "@ldl/indicators";
 *
 * function jsonOf(report: IndicatorReport): string {
 *   return new TextDecoder().decode(renderJson(report));
 * }
 * ```
 * @param report - A report.
 * @returns The bytes of the file.
 * @public
 */
export function renderJson(report: IndicatorReport): Uint8Array {
  return encode(report);
}

/**
 * Writes what a reader of the tables must know, as JSON: project, period, status, policy, notes, software, seals.
 *
 * @example
 * ```ts
 * import { type IndicatorReport, renderMetadataJson } from "@ldl/indicators";
 *
 * function metadataOf(report: IndicatorReport): Uint8Array {
 *   return renderMetadataJson(report);
 * }
 * ```
 * @param report - A report.
 * @returns The bytes of the file.
 * @public
 */
export function renderMetadataJson(report: IndicatorReport): Uint8Array {
  const { schema, project, period, asOf, status, version, policy, lateEvents, notes, evidence, corrects, engine } =
    report;
  return encode({
    schema,
    project,
    period,
    asOf,
    status,
    version,
    policy,
    lateEvents,
    notes,
    evidence,
    corrects,
    engine,
  });
}

/**
 * Gives the JSON Schema of a report; the same text is shipped as `schema/indicator-report-1.schema.json`.
 *
 * @example
 * ```ts
 * import { indicatorReportJsonSchema } from "@ldl/indicators";
 *
 * console.log(indicatorReportJsonSchema()["$schema"]);
 * ```
 * @returns The schema, draft 2020-12.
 * @public
 */
export function indicatorReportJsonSchema(): Readonly<Record<string, unknown>> {
  return { title: "Rapport d'indicateurs d'usage MS-1 à MS-4", ...z.toJSONSchema(IndicatorReport) };
}
