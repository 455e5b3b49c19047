import type { DocumentId } from "@ldl/cda";
import type { Instant } from "@ldl/domain";
import type { LabReport } from "./lab-report.ts";

/** Members that are filled in when they are left out. */
type Filled = "id" | "setId" | "creeLe" | "auteurs" | "conservateur" | "priseEnCharge";

/**
 * A report whose defaults are filled in: what was written, and what reading it gives back.
 *
 * @public
 */
export interface LabReportComplete extends Omit<LabReport, Filled> {
  /** Identifier of this version. */
  readonly id: DocumentId;
  /** Identifier shared by all versions. */
  readonly setId: DocumentId;
  /** When this version was made. */
  readonly creeLe: Instant;
  /** Authors. */
  readonly auteurs: NonNullable<LabReport["auteurs"]>;
  /** Structure that keeps the report. */
  readonly conservateur: NonNullable<LabReport["conservateur"]>;
  /** Stay or visit. */
  readonly priseEnCharge: NonNullable<LabReport["priseEnCharge"]>;
}
