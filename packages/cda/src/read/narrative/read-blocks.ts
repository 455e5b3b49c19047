import { childElements, type XmlElement, type XmlNode } from "@ldl/xml";
import type { DisplayBlock } from "../../display/display-model.ts";
import { captionOf, readInlines, stylesOf } from "./read-inline.ts";
import { readTable } from "./read-table.ts";

const BLOCKS = new Set(["paragraph", "list", "table"]);

function isBlock(node: XmlNode): node is XmlElement {
  return node.kind === "element" && BLOCKS.has(node.localName);
}

/** An element that is no block but holds some: a table put inside `content`, an unknown element around paragraphs. */
function holdsBlocks(node: XmlNode): node is XmlElement {
  return node.kind === "element" && node.children.some((child) => isBlock(child) || holdsBlocks(child));
}

function readBlock(element: XmlElement): DisplayBlock {
  if (element.localName === "table") return readTable(element);
  const caption = captionOf(element);
  if (element.localName === "list") {
    const ordered = element.attributes.some(({ name, value }) => name === "listType" && value === "ordered");
    return { kind: "list", ordered, caption, items: childElements(element, "item").map((item) => readBlocks(item)) };
  }
  const styles = stylesOf(element);
  const inlines = readInlines(element.children);
  const children = styles.length === 0 ? inlines : [{ kind: "styled", styles, children: inlines } as const];
  return { kind: "paragraph", caption, children };
}

/**
 * Reads what an element of a narrative holds: each run of text between two blocks becomes a paragraph.
 *
 * @param element - `text`, `item`, `td`, `th`…
 * @returns The blocks, in order; none when the element shows nothing.
 */
export function readBlocks(element: XmlElement): readonly DisplayBlock[] {
  const blocks: DisplayBlock[] = [];
  let run: XmlNode[] = [];
  const endRun = (): void => {
    const children = readInlines(run);
    if (children.length > 0) blocks.push({ kind: "paragraph", caption: [], children });
    run = [];
  };
  for (const node of element.children) {
    if (isBlock(node)) {
      endRun();
      blocks.push(readBlock(node));
    } else if (holdsBlocks(node)) {
      endRun();
      blocks.push(...readBlocks(node));
    } else {
      run.push(node);
    }
  }
  endRun();
  return blocks;
}
