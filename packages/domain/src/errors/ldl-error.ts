import type { LdlErrorCode, LdlErrorDetails } from "./error-details.ts";

const MARKER = Symbol.for("ldl.error");

/**
 * What {@link LdlError} is made of, besides its code and message.
 *
 * @public
 */
export interface LdlErrorInit<C extends LdlErrorCode> {
  /** Facts the caller can act upon; the only place where data of the input may stand. */
  readonly details: LdlErrorDetails[C];
  /** True when the same call may succeed later without any change. Default: `false`. */
  readonly retryable?: boolean;
  /** Foreign error behind this one. */
  readonly cause?: unknown;
}

/**
 * The one error class of the SDK: a stable `code`, typed `details`, and a message that never carries patient data.
 *
 * @example
 * ```ts
 * import { isLdlError } from "@ldl/domain";
 *
 * try {
 *   JSON.parse("{");
 * } catch (error) {
 *   if (isLdlError(error) && error.code === "LDL_INPUT_INVALID") {
 *     for (const issue of error.details.issues) console.error(issue.path, issue.message, issue.rule);
 *   }
 * }
 * ```
 * @public
 */
export class LdlError<C extends LdlErrorCode = LdlErrorCode> extends Error {
  /** Always `LdlError`. */
  override readonly name = "LdlError";
  /** Stable code, `LDL_<AREA>_<PROBLEM>`. */
  readonly code: C;
  /** Facts the caller can act upon. */
  readonly details: LdlErrorDetails[C];
  /** True when the same call may succeed later without any change. */
  readonly retryable: boolean;

  /**
   * @param code - Stable code.
   * @param message - What happened, without patient or professional data.
   * @param init - Details, cause, and whether a retry makes sense.
   */
  constructor(code: C, message: string, init: LdlErrorInit<C>) {
    super(message, init.cause === undefined ? undefined : { cause: init.cause });
    this.code = code;
    this.details = init.details;
    this.retryable = init.retryable ?? false;
    Object.defineProperty(this, MARKER, { value: true });
  }
}

/** Any {@link LdlError}, as a union that `switch (error.code)` narrows. @public */
export type AnyLdlError = { [C in LdlErrorCode]: LdlError<C> }[LdlErrorCode];

/**
 * Tells whether a value is an {@link LdlError}, even one thrown by another copy of the package.
 *
 * @example
 * ```ts
 * import { isLdlError } from "@ldl/domain";
 *
 * console.log(isLdlError(new Error("no"))); // false
 * ```
 * @param value - Anything, usually what was caught.
 * @returns True for an `LdlError`.
 * @public
 */
export function isLdlError(value: unknown): value is AnyLdlError {
  return typeof value === "object" && value !== null && MARKER in value;
}
