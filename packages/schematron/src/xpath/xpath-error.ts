/**
 * An XPath error with the code of the specification (`XPST0003`, `FORG0001`…).
 *
 * Static ones are turned into a `SchematronError` with their place when a schema is opened; dynamic ones end in the result of
 * a run. The message never carries a value read from the document.
 */
export class XPathError extends Error {
  override readonly name = "XPathError";
  /** Error code of XPath 2.0 or of its functions. */
  readonly code: string;
  /** Offset in the expression, for static errors. */
  readonly offset: number | undefined;

  constructor(code: string, message: string, offset?: number) {
    super(message);
    this.code = code;
    this.offset = offset;
  }
}
