import type { CisisKit, ValidateWithKitOptions } from "./cisis-kit.ts";
import type { ValidationReport } from "./validation-report.ts";

/** Options of {@link validateDocument}. @public */
export interface ValidateDocumentOptions extends ValidateWithKitOptions {
  /** The official rules, opened by {@link openCisisKit}. */
  readonly kit: CisisKit;
}

/**
 * Checks a CDA document with the official rules.
 *
 * @remarks ansforge/TestContenuCDA-3-0.
 * @example
 * ```ts
 * import { type CisisKit, validateDocument } from "@ldl/cda";
 *
 * function isConformant(bytes: Uint8Array, kit: CisisKit): boolean {
 *   return validateDocument(bytes, { kit, strict: true }).verdict === "valid";
 * }
 * ```
 * @param bytes - The document.
 * @param options - Kit, and which rules apply.
 * @returns The verdict, what was found and how. Never throws because of the document.
 * @throws {@link LdlError} `LDL_VALIDATION_VOLET_UNKNOWN` for a volet that the kit does not hold.
 * @public
 */
export function validateDocument(bytes: Uint8Array, options: ValidateDocumentOptions): ValidationReport {
  const { kit, ...rest } = options;
  return kit.validate(bytes, rest);
}
