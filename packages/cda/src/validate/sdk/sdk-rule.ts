import type { LdlSeverity } from "@ldl/domain";
import type { XmlElement } from "@ldl/xml";
import type { DocumentIndex } from "./document-index.ts";

/** A place of a document that breaks a rule. @public */
export interface SdkDefect {
  /** The element at fault. */
  readonly element: XmlElement;
  /** What stands there, in French; left out when it would tell who the patient is. */
  readonly found?: string;
  /** What could stand there instead. */
  readonly suggestion?: string;
}

/**
 * A rule of the SDK on the XML of any CI-SIS document: what the official rules leave unchecked, as data.
 *
 * @public
 */
export interface SdkRule {
  /** Stable identifier, `LDL-V-…`. */
  readonly id: string;
  /** Weight of a defect. A rule that an official example breaks is a warning at most. */
  readonly severity: LdlSeverity;
  /** Document, section that it comes from. */
  readonly source: string;
  /** Part of the document that it is about, as an XPath on local names. */
  readonly path: string;
  /** What is wrong when it is broken, in French, without any content of the document. */
  readonly message: string;
  /** What is expected, in French. */
  readonly expected: string;
  /** Gives each defect; none when all is well. */
  readonly check: (document: DocumentIndex) => Iterable<SdkDefect>;
}
