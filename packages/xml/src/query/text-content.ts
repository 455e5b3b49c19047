import { walkTree } from "../internal/walk-tree.ts";
import type { XmlElement } from "../tree.ts";

/**
 * All the text an element holds, at any depth, in document order; comments and instructions left out.
 *
 * @example
 * ```ts
 * import { parseXml, textContent } from "@ldl/xml";
 *
 * console.log(textContent(parseXml("<p>Un <b>deux</b><!-- non --> trois</p>").root)); // Un deux trois
 * ```
 * @param element - Where to look.
 * @returns The text as written, white space kept.
 * @public
 */
export function textContent(element: XmlElement): string {
  const [only] = element.children;
  if (only === undefined) return "";
  if (element.children.length === 1 && only.kind === "text") return only.value;
  const pieces: string[] = [];
  walkTree(element, {
    enter: () => true,
    leave: () => undefined,
    leaf: (node) => {
      if (node.kind === "text") pieces.push(node.value);
    },
  });
  return pieces.join("");
}
