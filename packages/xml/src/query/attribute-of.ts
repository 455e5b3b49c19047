import type { XmlElement } from "../tree.ts";

/**
 * Value of an attribute.
 *
 * @example
 * ```ts
 * import { attributeOf, parseXml } from "@ldl/xml";
 *
 * const { root } = parseXml('<id root="1.2.3" xmlns:x="urn:x" x:note="n"/>');
 * console.log(attributeOf(root, "root"), attributeOf(root, "note", "urn:x")); // 1.2.3 n
 * ```
 * @param element - Where to look.
 * @param name - Name as written, prefix included; the local name when a namespace is given.
 * @param namespace - Namespace of the attribute, whatever its prefix. Default: only the written name counts.
 * @returns The value, undefined when the element has no such attribute.
 * @public
 */
export function attributeOf(element: XmlElement, name: string, namespace?: string): string | undefined {
  for (const attribute of element.attributes) {
    if (namespace === undefined) {
      if (attribute.name === name) return attribute.value;
    } else if (attribute.localName === name && attribute.namespace === namespace) {
      return attribute.value;
    }
  }
  return undefined;
}
