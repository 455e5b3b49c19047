import type { XmlElement } from "../tree.ts";

/**
 * Absolute XPath of an element, to show where a finding stands.
 *
 * Names are those of the document, prefixes included; each has its position among its siblings of the same name. An
 * XPath engine needs the same prefixes, and a default namespace for names without one.
 *
 * @example
 * ```ts
 * import { parseXml, selectFirst, xpathOf } from "@ldl/xml";
 *
 * const { root } = parseXml("<a><b/><b><c/></b></a>");
 * const element = selectFirst(root, "b/c");
 * if (element !== undefined) console.log(xpathOf(element)); // /a[1]/b[2]/c[1]
 * ```
 * @param element - Any element of a document.
 * @returns The path.
 * @public
 */
export function xpathOf(element: XmlElement): string {
  const steps: string[] = [];
  for (let current: XmlElement | null = element; current !== null; current = current.parent) {
    steps.push(`${current.name}[${positionOf(current)}]`);
  }
  return `/${steps.reverse().join("/")}`;
}

function positionOf(element: XmlElement): number {
  let position = 1;
  for (const node of element.parent?.children ?? []) {
    if (node === element) break;
    if (node.kind === "element" && node.name === element.name) position++;
  }
  return position;
}
