import { z } from "zod";

/** Quality counters of one participant, or of all, by key. @public */
export const CounterRow = z.strictObject({
  /** Key of the participant; `TOTAL` for the total. */
  entityId: z.string(),
  /** Printed name. */
  label: z.string(),
  /** Counters by key. */
  counters: z.record(z.string(), z.int()),
});
/** What the schema of the same name gives. @public */
export interface CounterRow extends z.infer<typeof CounterRow> {}

/** Number of versions that a reason keeps in or out. @public */
export const ReasonRow = z.strictObject({
  /** Key of the participant. */
  entityId: z.string(),
  /** `ELIGIBLE`, or why the version does not count. */
  reason: z.string(),
  /** CDA level of the versions. */
  cdaLevel: z.int(),
  /** How many. */
  n: z.int(),
});
/** What the schema of the same name gives. @public */
export interface ReasonRow extends z.infer<typeof ReasonRow> {}

/** A cause of failed transmissions. @public */
export const FailureRow = z.strictObject({
  /** Key of the participant. */
  entityId: z.string(),
  /** Code as recorded. */
  code: z.string(),
  /** What the code means, in French. */
  meaning: z.string(),
  /** Where that meaning is from. */
  source: z.string(),
  /** Failed transmissions. */
  n: z.int(),
  /** Documents concerned. */
  documents: z.int(),
});
/** What the schema of the same name gives. @public */
export interface FailureRow extends z.infer<typeof FailureRow> {}
