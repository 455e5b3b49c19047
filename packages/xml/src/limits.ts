/** Bounds of what {@link parseXml} reads; going over one is an `XmlError` with code `LIMIT`. @public */
export interface XmlLimits {
  /** Size of the source: bytes, or UTF-16 units of a string. Default: 67 108 864 (64 MiB). */
  readonly maxBytes: number;
  /** Elements open at once. Default: 256. */
  readonly maxDepth: number;
  /** Attributes of one element, namespace declarations included. Default: 256. */
  readonly maxAttributes: number;
  /** Elements, attributes, texts, comments and instructions together. Default: 2 000 000. */
  readonly maxNodes: number;
  /** UTF-16 units of one element name, attribute name or instruction target. Default: 1 024. */
  readonly maxNameLength: number;
}

/** The limits used when none are given. @public */
export const DEFAULT_XML_LIMITS: XmlLimits = {
  maxBytes: 64 * 1024 * 1024,
  maxDepth: 256,
  maxAttributes: 256,
  maxNodes: 2_000_000,
  maxNameLength: 1024,
};
