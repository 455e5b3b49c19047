import type { XmlLimits } from "@ldl/xml";
import type { ValidationReport } from "./validation-report.ts";

/** Options of {@link openCisisKit}. @public */
export interface OpenCisisKitOptions {
  /**
   * Where the compiled rules and the indexes of value sets and terminologies are kept between processes; several may share it. Default:
   * nowhere, and each process compiles them again.
   */
  readonly cacheFolder?: string;
  /** Version of the kit, as its publisher names it; the kit does not say it itself. It is repeated in reports. Default: none. */
  readonly version?: string;
  /** Offset from UTC, in minutes, of dates written without one, when a rule compares dates. Default: 0. */
  readonly implicitOffsetMinutes?: number;
  /** Reading limits of the documents checked. Default: those of `parseXml`. */
  readonly limits?: Partial<XmlLimits>;
}

/** Which rules apply, and how strictly. @public */
export interface ValidationOptions {
  /** Volet to apply, such as `LDL-SES_2022.01`, or `none`. Default: the one that the document calls for. */
  readonly volet?: string;
  /** Takes the CDA document out of a self-displaying one and checks it alone. Default: `false`, the whole file is checked. */
  readonly extract?: boolean;
  /** Warnings and notes make a document invalid too. Default: `false`. */
  readonly strict?: boolean;
}

/** Options of {@link CisisKit.validate}. @public */
export interface ValidateWithKitOptions extends ValidationOptions {
  /** Runs the rules of the SDK too. Default: `false`, the official rules alone; `validateDocument` always runs both. */
  readonly sdkRules?: boolean;
}

/** The official rules, ready to check documents. @public */
export interface CisisKit extends Disposable {
  /** SHA-256 over the names and contents of the rules, value sets and schemas. */
  readonly sha256: string;
  /** Names of the volets that the kit holds. */
  readonly volets: readonly string[];
  /**
   * Checks a document. Never throws because of the document.
   *
   * @param bytes - The document.
   * @param options - Volet, extraction and severity.
   * @returns The verdict, what was found and how.
   * @throws {@link LdlError} `LDL_VALIDATION_VOLET_UNKNOWN` for a volet that the kit does not hold.
   */
  validate(bytes: Uint8Array, options?: ValidateWithKitOptions): ValidationReport;
}
