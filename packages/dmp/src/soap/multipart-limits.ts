/** Limits of what is read from the DMP. @public */
export interface AnswerLimits {
  /** Bytes of the XML of an answer. Default: 33 554 432 (32 MiB). */
  readonly maxXmlBytes: number;
  /** Bytes of one document. Default: 104 857 600 (100 MiB). */
  readonly maxDocumentBytes: number;
  /** Bytes of the whole answer. Default: 536 870 912 (512 MiB). */
  readonly maxAnswerBytes: number;
  /** Parts of an answer. Default: 1 000. */
  readonly maxParts: number;
}

/** Defaults of {@link AnswerLimits}. */
export const DEFAULT_ANSWER_LIMITS: AnswerLimits = {
  maxXmlBytes: 33_554_432,
  maxDocumentBytes: 104_857_600,
  maxAnswerBytes: 536_870_912,
  maxParts: 1000,
};
