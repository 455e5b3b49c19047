/** What a message may hold at most: beyond, it is refused before anything is built of it. */
export const HL7_LIMITS = {
  /** Bytes: a PDF of 22 MB in base64, and the results. */
  bytes: 33_554_432,
  segments: 20_000,
  /** Fields of one segment. */
  fields: 500,
  /** Repetitions of one field. */
  repetitions: 500,
  /** Components of one repetition, and subcomponents of one component. */
  components: 200,
} as const;
