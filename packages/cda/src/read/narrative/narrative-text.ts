import type { XmlElement } from "@ldl/xml";

/** Elements of a narrative that start on a line of their own. */
const LINES = new Set(["paragraph", "item", "tr", "caption", "table", "list"]);

/** Text without the line ends of the XML: none at the edges of an element, one blank elsewhere. */
function withoutLayout(text: string, isFirst: boolean, isLast: boolean): string {
  if (!/[\r\n]/.test(text)) return text;
  const started = isFirst ? text.replace(/^\s*[\r\n]\s*/, "") : text;
  const ended = isLast ? started.replace(/\s*[\r\n]\s*$/, "") : started;
  return ended.replace(/\s*[\r\n]\s*/g, " ");
}

/** A cell that is not the first of its row: a blank stands before it. */
function isLaterCell(node: XmlElement): boolean {
  if (node.localName !== "td" && node.localName !== "th") return false;
  return node.parent?.children.find(({ kind }) => kind === "element") !== node;
}

function collect(element: XmlElement, pieces: string[]): void {
  const last = element.children.length - 1;
  for (const [index, node] of element.children.entries()) {
    if (node.kind === "text") pieces.push(withoutLayout(node.value, index === 0, index === last));
    else if (node.kind === "element") {
      if (node.localName === "br" || (LINES.has(node.localName) && pieces.some((piece) => piece.trim() !== "")))
        pieces.push("\n");
      if (isLaterCell(node)) pieces.push(" ");
      collect(node, pieces);
    }
  }
}

/**
 * Gives the text of a part of a narrative, line by line. Blanks are as written, except around the line ends of the XML
 * itself, which are only layout.
 *
 * @param element - Element of a narrative.
 * @returns The text; empty when there is none.
 */
export function narrativeText(element: XmlElement): string {
  const pieces: string[] = [];
  collect(element, pieces);
  return pieces.join("");
}
