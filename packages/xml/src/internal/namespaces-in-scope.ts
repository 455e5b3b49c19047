import type { XmlElement } from "../tree.ts";
import { XMLNS_NAMESPACE } from "./namespace-names.ts";

/** Prefix that an attribute declares (`""` for the default namespace), null when it is no declaration. */
export function declaredPrefix(attribute: { readonly name: string; readonly namespace: string }): string | null {
  if (attribute.namespace !== XMLNS_NAMESPACE) return null;
  return attribute.name === "xmlns" ? "" : attribute.name.slice("xmlns:".length);
}

/** Namespaces that the elements around one declare, nearest first; the default namespace is always there. */
export function namespacesAround(element: XmlElement): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (let around = element.parent; around !== null; around = around.parent) {
    for (const attribute of around.attributes) {
      const prefix = declaredPrefix(attribute);
      if (prefix !== null && !found.has(prefix)) found.set(prefix, attribute.value);
    }
  }
  if (!found.has("")) found.set("", "");
  return found;
}
