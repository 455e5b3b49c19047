import type { XmlWriter } from "@ldl/xml";
import { NS } from "../codes/namespaces.ts";

/** An error of the registry or of the repository. */
export interface RegistryError {
  /** Code of IHE ITI TF-3 table 4.2.4.1-2. */
  readonly code: string;
  readonly context: string;
  readonly location?: string;
  readonly severity?: "Error" | "Warning";
  /** Rule of the bench that was broken. */
  readonly rule: string;
}

/** Thrown to answer with a `Failure`. */
export class RegistryFailure extends Error {
  override readonly name = "RegistryFailure";
  readonly errors: readonly RegistryError[];

  constructor(errors: readonly RegistryError[]) {
    super(errors.map(({ code }) => code).join(", "));
    this.errors = errors;
  }
}

/** Status of an answer. */
export type ResponseStatus = "Success" | "Failure" | "PartialSuccess";

/** URN of each status (ebRS 3.0; IHE ITI TF-3 §4.2.4). */
export const STATUS_URNS: Readonly<Record<ResponseStatus, string>> = {
  Success: "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Success",
  Failure: "urn:oasis:names:tc:ebxml-regrep:ResponseStatusType:Failure",
  PartialSuccess: "urn:ihe:iti:2007:ResponseStatusType:PartialSuccess",
};

const SEVERITY = "urn:oasis:names:tc:ebxml-regrep:ErrorSeverityType:";

/** Writes the list of errors, when there is one. */
export function writeErrors(xml: XmlWriter, errors: readonly RegistryError[]): void {
  if (errors.length === 0) return;
  const highest = errors.some(({ severity }) => severity !== "Warning") ? "Error" : "Warning";
  xml.start("rs:RegistryErrorList", { "xmlns:rs": NS.rs, highestSeverity: SEVERITY + highest });
  for (const { code, context, location, severity = "Error" } of errors) {
    xml.element("rs:RegistryError", {
      errorCode: code,
      codeContext: context,
      location: location ?? "",
      severity: SEVERITY + severity,
    });
  }
  xml.end();
}

/** Writes a registry response. */
export function writeRegistryResponse(
  xml: XmlWriter,
  status: ResponseStatus,
  errors: readonly RegistryError[] = [],
): void {
  xml.start("rs:RegistryResponse", { "xmlns:rs": NS.rs, status: STATUS_URNS[status] });
  writeErrors(xml, errors);
  xml.end();
}
