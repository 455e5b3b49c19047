/**
 * What went wrong, stable across versions.
 *
 * | Code | Meaning |
 * |---|---|
 * | `MALFORMED` | not well-formed XML 1.0, or a tree that cannot be written as such |
 * | `NAMESPACE` | well-formed, but breaks Namespaces in XML 1.0 (undeclared prefix, reserved name) |
 * | `DOCTYPE` | a document type declaration, always refused |
 * | `ENTITY` | a reference to an entity other than the five of XML |
 * | `INVALID_CHARACTER` | a character that XML 1.0 forbids, or half of a surrogate pair |
 * | `ENCODING` | bytes that are not text in the declared or detected encoding |
 * | `LIMIT` | larger than one of the limits |
 * | `UNBALANCED` | a writer method called at a point where it makes no sense |
 * | `PATH` | a path of `selectElements` that does not follow its grammar |
 * | `SCHEMA` | an XML Schema that cannot be loaded or compiled |
 *
 * @public
 */
export type XmlErrorCode =
  | "MALFORMED"
  | "NAMESPACE"
  | "DOCTYPE"
  | "ENTITY"
  | "INVALID_CHARACTER"
  | "ENCODING"
  | "LIMIT"
  | "UNBALANCED"
  | "PATH"
  | "SCHEMA";

/** Where an {@link XmlError} stands and what is behind it. @public */
export interface XmlErrorInit {
  /** Line in the source, from 1. Default: 0, no position. */
  readonly line?: number;
  /** Column in the source, from 1, in UTF-16 units. Default: 0, no position. */
  readonly column?: number;
  /** Foreign error behind this one. */
  readonly cause?: unknown;
}

const MARKER = Symbol.for("ldl.xml.error");

/**
 * The one error class of the package: a stable `code`, a position when the source has one, and a message that never
 * repeats what the document holds.
 *
 * @example
 * ```ts
 * import { isXmlError, parseXml } from "@ldl/xml";
 *
 * try {
 *   parseXml("<a><b></a>");
 * } catch (error) {
 *   if (isXmlError(error)) console.error(error.code, error.line, error.column); // MALFORMED 1 7
 * }
 * ```
 * @public
 */
export class XmlError extends Error {
  /** Always `XmlError`. */
  override readonly name = "XmlError";
  /** Stable code. */
  readonly code: XmlErrorCode;
  /** Line in the source, from 1; 0 when the error has no position. */
  readonly line: number;
  /** Column in the source, from 1, in UTF-16 units; 0 when the error has no position. */
  readonly column: number;

  /**
   * @param code - Stable code.
   * @param message - What happened, without any content of the document.
   * @param init - Position and cause.
   */
  constructor(code: XmlErrorCode, message: string, init: XmlErrorInit = {}) {
    super(message, init.cause === undefined ? undefined : { cause: init.cause });
    this.code = code;
    this.line = init.line ?? 0;
    this.column = init.column ?? 0;
    Object.defineProperty(this, MARKER, { value: true });
  }
}

/**
 * Tells whether a value is an {@link XmlError}, even one thrown by another copy of the package.
 *
 * @example
 * ```ts
 * import { isXmlError } from "@ldl/xml";
 *
 * console.log(isXmlError(new Error("no"))); // false
 * ```
 * @param value - Anything, usually what was caught.
 * @returns True for an `XmlError`.
 * @public
 */
export function isXmlError(value: unknown): value is XmlError {
  return typeof value === "object" && value !== null && MARKER in value;
}
