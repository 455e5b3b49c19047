import { canonicalize, isXmlError, parseXml, type XmlElement } from "@ldl/xml";

/** Every prefix that a document declares, `#default` for the default name space. */
function declaredPrefixes(root: XmlElement): readonly string[] {
  const prefixes = new Set<string>();
  const pending = [root];
  for (let element = pending.pop(); element !== undefined; element = pending.pop()) {
    for (const { name } of element.attributes) {
      if (name === "xmlns") prefixes.add("#default");
      else if (name.startsWith("xmlns:")) prefixes.add(name.slice("xmlns:".length));
    }
    for (const child of element.children) if (child.kind === "element") pending.push(child);
  }
  return [...prefixes];
}

/**
 * Writes a whole document in inclusive canonical form, comments kept.
 *
 * Exclusive canonicalization treats the prefixes of its list as the inclusive one does: with all of them in the list, both
 * are the same for a whole document.
 *
 * @remarks Canonical XML 1.0 `#WithComments`; Exclusive XML Canonicalization 1.0 §3, PrefixList.
 * @returns The canonical bytes; `undefined` when the bytes are no XML.
 */
export function inclusiveCanonicalForm(bytes: Uint8Array): Uint8Array | undefined {
  try {
    const document = parseXml(bytes);
    return canonicalize(document, { withComments: true, inclusivePrefixes: declaredPrefixes(document.root) });
  } catch (error) {
    if (isXmlError(error)) return undefined;
    throw error;
  }
}
