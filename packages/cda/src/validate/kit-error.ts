import { LdlError } from "@ldl/domain";
import { isSchematronError } from "@ldl/schematron";
import { isXmlError } from "@ldl/xml";

/** Turns what opening a part of the kit throws into an error of the SDK; anything else passes unchanged. */
export function asKitError(error: unknown, part: string): unknown {
  if (isSchematronError(error)) {
    const { file, line, expression } = error.place;
    const details = { part, file, line, ...(expression === undefined ? {} : { expression }), reason: error.code };
    return new LdlError("LDL_VALIDATION_KIT_REFUSED", `${part}: ${error.message}`, { details, cause: error });
  }
  if (isXmlError(error)) {
    const details = { part, file: part, line: error.line, reason: error.code };
    return new LdlError("LDL_VALIDATION_KIT_REFUSED", `${part}: ${error.message}`, { details, cause: error });
  }
  return error;
}
