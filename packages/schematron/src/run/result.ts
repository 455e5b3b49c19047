import type { XmlElement } from "@ldl/xml";

/** An assertion that fails, or a report that holds. @public */
export interface SchematronFinding {
  /** `assert` for one that fails, `report` for one that holds. */
  readonly kind: "assert" | "report";
  /** Identifier of the check, when it has one. */
  readonly id?: string;
  /** Role of the check as written, such as `error` or `warning`. */
  readonly role?: string;
  /** Flag of the check. */
  readonly flag?: string;
  /** Where the check is explained. */
  readonly see?: string;
  /** Identifier of its pattern. */
  readonly pattern?: string;
  /** Identifier of its rule, when it has one. */
  readonly rule?: string;
  /** Context of its rule. */
  readonly context: string;
  /** The expression checked. */
  readonly test: string;
  /** Absolute XPath of the element, names as in the document, every position written. */
  readonly location: string;
  /** The message, white space collapsed. It may repeat what the document holds. */
  readonly message: string;
  /** The element, with its line and column; the root element for a check on the document itself. */
  readonly element: XmlElement;
  /** Where the check is written. */
  readonly source: SchematronSource;
}

/** A place in a file of the schema. @public */
export interface SchematronSource {
  /** File, relative to the base folder. */
  readonly file: string;
  /** Line, from 1. */
  readonly line: number;
}

/** A check that could not be carried out: the standard makes it an error of the whole run. @public */
export interface SchematronRunError {
  /** Code of the XPath specification, such as `FODC0002` or `XPTY0004`. */
  readonly code: string;
  /** What happened, without any content of the document. */
  readonly message: string;
  /** The expression, as written in the schema. */
  readonly expression: string;
  /** Absolute XPath of the element. */
  readonly location: string;
  /** Where the expression is written. */
  readonly source: SchematronSource;
}

/** What a run found. @public */
export interface SchematronResult {
  /** By pattern, then in document order. */
  readonly findings: readonly SchematronFinding[];
  /** Rules that met an element. When it is 0 nothing was checked: that is not a pass. */
  readonly firedRules: number;
  /** Checks that could not be carried out. When there are some, the absence of findings proves nothing. */
  readonly errors: readonly SchematronRunError[];
  /** Documents that rules asked for and that do not exist, by their path relative to the base folder. */
  readonly missingDocuments: readonly string[];
}
