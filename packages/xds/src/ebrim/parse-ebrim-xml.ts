import { LdlError } from "@ldl/domain";
import { isXmlError, parseXml, type XmlElement, type XmlLimits } from "@ldl/xml";

/** Metadata is small: what is bigger or deeper is no metadata. */
const LIMITS: Partial<XmlLimits> = { maxBytes: 5 * 1024 * 1024, maxDepth: 64, maxNodes: 500_000 };

/**
 * Parses the XML of a message. The one place where an XML error of a message becomes an error of the SDK.
 *
 * @internal
 */
export function parseEbrimXml(source: Uint8Array, maxBytes: number = LIMITS.maxBytes ?? 0): XmlElement {
  try {
    return parseXml(source, { limits: { ...LIMITS, maxBytes } }).root;
  } catch (error) {
    if (!isXmlError(error)) throw error;
    const { line, column, code } = error;
    throw new LdlError("LDL_XDS_EBRIM_MALFORMED", `métadonnées XDS : XML illisible (${code})`, {
      details: { line, column, reason: code },
      cause: error,
    });
  }
}
