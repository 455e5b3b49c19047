import { z } from "zod";

/** How sure the source of a measure is. @public */
export const EvidenceMark = z.enum(["verified", "partly verified", "from memory", "reconstructed", "design decision"]);
export type EvidenceMark = z.infer<typeof EvidenceMark>;

/** What a complementary measure is and where it comes from. @public */
export const MeasureDefinition = z.strictObject({
  /** Stable key. */
  key: z.string(),
  /** Printed name; never « MS-x », which belongs to the instruction. */
  label: z.string(),
  /** Numerator over denominator, in French. */
  definition: z.string(),
  /** Text that the measure answers. */
  source: z.string(),
  /** How sure that source is. */
  evidence: EvidenceMark,
});
/** What the schema of the same name gives. @public */
export interface MeasureDefinition extends z.infer<typeof MeasureDefinition> {}
