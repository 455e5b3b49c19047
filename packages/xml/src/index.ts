export { type CanonicalizeOptions, canonicalize } from "./c14n/canonicalize.ts";
export { DEFAULT_XML_LIMITS, type XmlLimits } from "./limits.ts";
export { type ParseXmlOptions, parseXml } from "./parse/parse-xml.ts";
export { attributeOf } from "./query/attribute-of.ts";
export { childElements, firstChild } from "./query/child-elements.ts";
export { resolvePrefix } from "./query/resolve-prefix.ts";
export { type SelectElementsOptions, selectElements, selectFirst } from "./query/select-elements.ts";
export { textContent } from "./query/text-content.ts";
export { xpathOf } from "./query/xpath-of.ts";
export type {
  XmlAttribute,
  XmlComment,
  XmlDeclaration,
  XmlDocument,
  XmlElement,
  XmlInstruction,
  XmlNode,
  XmlText,
} from "./tree.ts";
export { type PreparedMarkup, prepareMarkup } from "./write/prepare-markup.ts";
export { type SerializeXmlOptions, serializeXml } from "./write/serialize-xml.ts";
export {
  type CreateXmlWriterOptions,
  createXmlWriter,
  type XmlWriter,
  type XmlWriterAttributes,
} from "./write/xml-writer.ts";
export { isXmlError, XmlError, type XmlErrorCode, type XmlErrorInit } from "./xml-error.ts";
export { type CreateXsdValidatorOptions, createXsdValidator, type XsdValidator } from "./xsd/create-xsd-validator.ts";
export type { XsdFinding } from "./xsd/xsd-finding.ts";
