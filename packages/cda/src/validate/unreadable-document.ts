import { isXmlError } from "@ldl/xml";
import { unreadableMessage } from "./french-messages.ts";
import type { ValidationFinding } from "./validation-report.ts";

/** A document that cannot be read, hence not checked. */
export interface Unreadable {
  readonly finding: ValidationFinding;
  /** Going over a reading limit says nothing of its conformance. */
  readonly isTooLarge: boolean;
}

/** What reading a document threw, as a finding; anything that is no fault of the document is thrown again. */
export function unreadableDocument(error: unknown): Unreadable {
  if (!isXmlError(error)) throw error;
  const { code, line, column } = error;
  const position = { location: "/", line, column };
  const finding = {
    ruleSet: "XML",
    kind: "xml",
    severity: "error",
    ...position,
    message: unreadableMessage(code),
  } as const;
  return { finding, isTooLarge: code === "LIMIT" };
}
