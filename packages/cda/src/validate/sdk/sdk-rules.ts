import { DATE_RULES } from "./date-rules.ts";
import { FILE_RULES } from "./file-rules.ts";
import { HEADER_SDK_RULES } from "./header-rules.ts";
import { IDENTIFIER_RULES } from "./identifier-rules.ts";
import { LEGAL_RULES } from "./legal-rules.ts";
import { REFERENCE_RULES } from "./reference-rules.ts";
import type { SdkRule } from "./sdk-rule.ts";
import { SECTION_RULES } from "./section-rules.ts";
import { UNIT_RULES } from "./unit-rules.ts";

/** Version of {@link SDK_RULES}, for reports: it changes when a rule does. @public */
export const SDK_RULES_VERSION = "1.0";

/**
 * The rules of the SDK on documents: what the official rules leave unchecked. They need no kit.
 *
 * @public
 */
export const SDK_RULES: readonly SdkRule[] = [
  ...IDENTIFIER_RULES,
  ...REFERENCE_RULES,
  ...DATE_RULES,
  ...SECTION_RULES,
  ...UNIT_RULES,
  ...FILE_RULES,
  ...HEADER_SDK_RULES,
  ...LEGAL_RULES,
];
