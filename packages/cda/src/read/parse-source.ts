import { LdlError } from "@ldl/domain";
import { isXmlError, parseXml, type XmlDocument, type XmlLimits } from "@ldl/xml";

/**
 * Parses bytes; the one place where errors of the XML reader become errors of the SDK.
 *
 * @param source - Bytes of a file.
 * @param limits - Bounds that replace the defaults.
 * @returns The document.
 * @throws {@link LdlError} `LDL_CDA_MALFORMED`.
 */
export function parseSource(source: Uint8Array, limits: Partial<XmlLimits> | undefined): XmlDocument {
  try {
    return parseXml(source, limits === undefined ? {} : { limits });
  } catch (error) {
    if (!isXmlError(error)) throw error;
    const { code: reason, line, column } = error;
    throw new LdlError("LDL_CDA_MALFORMED", `unreadable XML (${reason}) at line ${line}, column ${column}`, {
      details: { line, column, reason },
      cause: error,
    });
  }
}
