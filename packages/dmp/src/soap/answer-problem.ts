/** What is wrong with an answer; turned into an `LdlError` where the exchange is known. */
export class AnswerProblem extends Error {
  override readonly name = "AnswerProblem";
  /** Over a limit, or not what the protocol says. */
  readonly kind: "tooLarge" | "malformed";

  constructor(kind: "tooLarge" | "malformed", message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.kind = kind;
  }
}
