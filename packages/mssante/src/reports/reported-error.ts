import { INTEGRATION_ERRORS, type IntegrationErrorCode, isIntegrationErrorCode } from "../codes/integration-errors.ts";
import type { ReportedError } from "./mdn.ts";

/** Writes an error as HL7 ERR-5 and ERR-4 travel in a receipt: `902^libellé^condition| E^Error^errorSeverity`. */
export function writeReportedError(code: IntegrationErrorCode): string {
  return `${code}^${INTEGRATION_ERRORS[code].libelle}^applicationErrorCondition| E^Error^errorSeverity`;
}

/** Reads an error field, whatever comes around the code. */
export function readReportedError(text: string): ReportedError {
  const [first = "", second = ""] = text.split("^");
  const code = /^\s*(\d{3})\s*$/.exec(first)?.[1] ?? /\b(90[0-6])\b/.exec(text)?.[1];
  return {
    ...(code !== undefined && isIntegrationErrorCode(code) ? { code } : {}),
    ...(second === "" ? {} : { libelle: second.trim() }),
    text: text.trim(),
  };
}
