import type { XmlElement } from "../tree.ts";

/**
 * Elements directly inside another, in document order.
 *
 * @example
 * ```ts
 * import { childElements, parseXml } from "@ldl/xml";
 *
 * const { root } = parseXml("<list><item/>text<item/><other/></list>");
 * console.log(childElements(root, "item").length); // 2
 * ```
 * @param element - Where to look.
 * @param localName - Local name to keep. Default: every name.
 * @param namespace - Namespace to keep. Default: every namespace.
 * @returns The elements.
 * @public
 */
export function childElements(element: XmlElement, localName?: string, namespace?: string): readonly XmlElement[] {
  const found: XmlElement[] = [];
  for (const node of element.children) {
    if (node.kind !== "element") continue;
    if (localName !== undefined && node.localName !== localName) continue;
    if (namespace !== undefined && node.namespace !== namespace) continue;
    found.push(node);
  }
  return found;
}

/**
 * First element of a name directly inside another.
 *
 * @example
 * ```ts
 * import { firstChild, parseXml } from "@ldl/xml";
 *
 * const { root } = parseXml("<list><item/><other/></list>");
 * console.log(firstChild(root, "other")?.line); // 1
 * ```
 * @param element - Where to look.
 * @param localName - Local name.
 * @param namespace - Namespace. Default: every namespace.
 * @returns The element, undefined when there is none.
 * @public
 */
export function firstChild(element: XmlElement, localName: string, namespace?: string): XmlElement | undefined {
  for (const node of element.children) {
    if (node.kind !== "element" || node.localName !== localName) continue;
    if (namespace === undefined || node.namespace === namespace) return node;
  }
  return undefined;
}
