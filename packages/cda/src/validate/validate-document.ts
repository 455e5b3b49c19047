import type { XmlLimits } from "@ldl/xml";
import { checkDocument } from "./check-document.ts";
import type { CisisKit, ValidationOptions } from "./cisis-kit.ts";
import type { ValidationReport } from "./validation-report.ts";

/** Options of {@link validateDocument}. @public */
export interface ValidateDocumentOptions extends ValidationOptions {
  /** The official rules, opened by `openCisisKit`. Default: none, the rules of the SDK alone. */
  readonly kit?: CisisKit;
  /** Reading limits, without a kit. Default: those of `parseXml`; a kit has its own. */
  readonly limits?: Partial<XmlLimits>;
}

/**
 * Checks a CDA document with the rules of the SDK, and with the official rules when a kit is given.
 *
 * @remarks Rules of the SDK: `docs/regles-sdk.md`. Official rules: ansforge/TestContenuCDA-3-0; `info.officialVerdict` is their verdict
 * alone.
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
export function validateDocument(bytes: Uint8Array, options: ValidateDocumentOptions = {}): ValidationReport {
  const { kit, limits, ...rest } = options;
  if (kit !== undefined) return kit.validate(bytes, { ...rest, sdkRules: true });
  return checkDocument(bytes, { ...rest, sdkRules: true, limits: limits ?? {} });
}
