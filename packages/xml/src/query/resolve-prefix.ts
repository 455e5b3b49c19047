import { XML_NAMESPACE } from "../internal/namespace-names.ts";
import { declaredPrefix } from "../internal/namespaces-in-scope.ts";
import type { XmlElement } from "../tree.ts";

/**
 * Namespace that a prefix stands for inside an element, for names found in values such as that of `xsi:type`.
 *
 * @example
 * ```ts
 * import { parseXml, resolvePrefix } from "@ldl/xml";
 *
 * const { root } = parseXml('<a xmlns:x="urn:x"/>');
 * console.log(resolvePrefix(root, "x"), resolvePrefix(root, "y")); // urn:x undefined
 * ```
 * @param element - Where the name stands.
 * @param prefix - The prefix, `""` for the default namespace.
 * @returns The namespace (`""` when no default one is declared), undefined for an undeclared prefix.
 * @public
 */
export function resolvePrefix(element: XmlElement, prefix: string): string | undefined {
  if (prefix === "xml") return XML_NAMESPACE;
  for (let around: XmlElement | null = element; around !== null; around = around.parent) {
    for (const attribute of around.attributes) if (declaredPrefix(attribute) === prefix) return attribute.value;
  }
  return prefix === "" ? "" : undefined;
}
