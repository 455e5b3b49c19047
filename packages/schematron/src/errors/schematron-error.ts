/**
 * What went wrong, stable across versions.
 *
 * | Code | Meaning |
 * |---|---|
 * | `FILE_MISSING` | a schema or a file it includes does not exist |
 * | `FILE_MALFORMED` | a file of the schema is not XML that can be read |
 * | `PATH_OUTSIDE` | a path leaves the base folder |
 * | `SCHEMA_INVALID` | an element, an attribute or a reference of the schema is missing, repeated or not supported |
 * | `EXPRESSION_REFUSED` | an expression is not XPath 2.0, or uses a function, type or regular expression that is not supported |
 *
 * @public
 */
export type SchematronErrorCode =
  | "FILE_MISSING"
  | "FILE_MALFORMED"
  | "PATH_OUTSIDE"
  | "SCHEMA_INVALID"
  | "EXPRESSION_REFUSED";

/** Where a schema is at fault. @public */
export interface SchematronPlace {
  /** File, relative to the base folder. */
  readonly file: string;
  /** Line in the file, from 1; 0 when the file itself is at fault. */
  readonly line: number;
  /** The expression at fault. */
  readonly expression?: string;
  /** Code of the XPath or XSLT specification, such as `XPST0017`. */
  readonly xpathCode?: string;
}

const MARKER = Symbol.for("ldl.schematron.error");

/**
 * The one error class of the package: a schema that cannot be opened, with the place at fault. A document never causes it: what a
 * document does to a rule is in the result of the run.
 *
 * @example
 * ```ts
 * import { compileSchematron, isSchematronError } from "@ldl/schematron";
 *
 * try {
 *   compileSchematron({ entry: "rules.sch", baseFolder: "/srv/rules" });
 * } catch (error) {
 *   if (isSchematronError(error)) console.error(error.code, error.place.file, error.place.line);
 * }
 * ```
 * @public
 */
export class SchematronError extends Error {
  /** Always `SchematronError`. */
  override readonly name = "SchematronError";
  /** Stable code. */
  readonly code: SchematronErrorCode;
  /** Where the schema is at fault. */
  readonly place: SchematronPlace;

  /**
   * @param code - Stable code.
   * @param message - What is wrong; the place is added.
   * @param place - Where.
   * @param cause - Foreign error behind this one.
   */
  constructor(code: SchematronErrorCode, message: string, place: SchematronPlace, cause?: unknown) {
    super(`${place.file}:${place.line}: ${message}`, cause === undefined ? undefined : { cause });
    this.code = code;
    this.place = place;
    Object.defineProperty(this, MARKER, { value: true });
  }
}

/**
 * Tells whether a value is a {@link SchematronError}, even one thrown by another copy of the package.
 *
 * @example
 * ```ts
 * import { isSchematronError } from "@ldl/schematron";
 *
 * console.log(isSchematronError(new Error("no"))); // false
 * ```
 * @param value - Anything, usually what was caught.
 * @returns True for a `SchematronError`.
 * @public
 */
export function isSchematronError(value: unknown): value is SchematronError {
  return typeof value === "object" && value !== null && MARKER in value;
}
