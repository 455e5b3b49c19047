/** Something that a schema does not allow in a document. @public */
export interface XsdFinding {
  /** Line of the element, from 1. */
  readonly line: number;
  /** Column of the element, from 1, in UTF-16 units, when it is known. */
  readonly column?: number;
  /** Absolute XPath of the element, in the form of `xpathOf`, when it is known. */
  readonly path?: string;
  /** What is wrong, in French, without any value of the document. */
  readonly message: string;
}
