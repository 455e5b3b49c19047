import type { CdaErrorDetails } from "./cda-error-details.ts";
import type { CoreErrorDetails } from "./core-error-details.ts";
import type { CrbmErrorDetails } from "./crbm-error-details.ts";
import type { DmpErrorDetails } from "./dmp-error-details.ts";
import type { IndicatorsErrorDetails } from "./indicators-error-details.ts";
import type { MssanteErrorDetails } from "./mssante-error-details.ts";
import type { OutboxErrorDetails } from "./outbox-error-details.ts";
import type { ValidationErrorDetails } from "./validation-error-details.ts";
import type { XdsErrorDetails } from "./xds-error-details.ts";

/**
 * Every error code with the type of its `details`. One interface per area; a code never changes meaning.
 *
 * @public
 */
export interface LdlErrorDetails
  extends CoreErrorDetails,
    CdaErrorDetails,
    CrbmErrorDetails,
    ValidationErrorDetails,
    XdsErrorDetails,
    OutboxErrorDetails,
    MssanteErrorDetails,
    DmpErrorDetails,
    IndicatorsErrorDetails {}

/** Stable code of an {@link LdlError}. @public */
export type LdlErrorCode = keyof LdlErrorDetails;
