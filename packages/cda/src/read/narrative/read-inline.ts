import { attributeOf, firstChild, type XmlElement, type XmlNode } from "@ldl/xml";
import type { DisplayInline, DisplayStyle } from "../../display/display-model.ts";

/** Styles by the lower-cased words of a `styleCode`; other words are ignored. */
const STYLES: Readonly<Record<string, readonly DisplayStyle[]>> = {
  bold: ["bold"],
  italics: ["italic"],
  emphasis: ["italic"],
  bolditalics: ["bold", "italic"],
  underline: ["underline"],
  strikethrough: ["strike"],
};

/** Styles of the elements and attributes that set text off. */
export function stylesOf(element: XmlElement): readonly DisplayStyle[] {
  const found: DisplayStyle[] = [];
  for (const word of attributeOf(element, "styleCode")?.toLowerCase().split(/\s+/) ?? []) {
    const styles = Object.hasOwn(STYLES, word) ? STYLES[word] : undefined;
    if (styles !== undefined) found.push(...styles);
  }
  if (element.localName === "sub" || element.localName === "sup") found.push(element.localName);
  const revised = attributeOf(element, "revised");
  if (revised === "insert") found.push("inserted");
  if (revised === "delete") found.push("deleted");
  return found;
}

/** Caption of an element, empty when it has none. */
export function captionOf(element: XmlElement): readonly DisplayInline[] {
  const caption = firstChild(element, "caption", element.namespace);
  return caption === undefined ? [] : readInlines(caption.children);
}

/** `@ID` of files that `renderMultiMedia` names. */
function fileIdsOf(element: XmlElement): readonly string[] {
  return (attributeOf(element, "referencedObject") ?? "")
    .split(/\s+/)
    .map((id) => id.replace(/^#/, ""))
    .filter((id) => id !== "");
}

function readElement(element: XmlElement): DisplayInline | undefined {
  switch (element.localName) {
    case "caption":
    case "footnoteRef":
      return undefined;
    case "br":
      return { kind: "break" };
    case "renderMultiMedia":
      return { kind: "media", fileIds: fileIdsOf(element), caption: captionOf(element) };
    case "linkHtml":
      return { kind: "link", url: attributeOf(element, "href") ?? null, children: readRaw(element.children) };
    case "footnote":
      return { kind: "note", children: readInlines(element.children) };
    default:
      return { kind: "styled", styles: stylesOf(element), children: readRaw(element.children) };
  }
}

function readRaw(nodes: readonly XmlNode[]): readonly DisplayInline[] {
  const inlines: DisplayInline[] = [];
  for (const node of nodes) {
    if (node.kind === "text") {
      if (node.value !== "") inlines.push({ kind: "text", text: node.value.replace(/[ \t\r\n]+/g, " ") });
    } else if (node.kind === "element") {
      const inline = readElement(node);
      if (inline !== undefined) inlines.push(inline);
    }
  }
  return inlines;
}

/** Tells whether an inline shows nothing by itself; a line break at the edge of a run is one of those. */
function isBlank(inline: DisplayInline): boolean {
  if (inline.kind === "text") return inline.text.trim() === "";
  return inline.kind === "break" || (inline.kind === "styled" && inline.children.every(isBlank));
}

/**
 * Reads a run of text: white space is made single, a run of nothing but blanks is empty.
 *
 * @param nodes - Nodes of a narrative.
 * @returns What stands in the line.
 */
export function readInlines(nodes: readonly XmlNode[]): readonly DisplayInline[] {
  const inlines = readRaw(nodes);
  let from = 0;
  let to = inlines.length;
  const blankAt = (index: number): boolean => {
    const inline = inlines[index];
    return inline !== undefined && isBlank(inline);
  };
  while (from < to && blankAt(from)) from++;
  while (to > from && blankAt(to - 1)) to--;
  return inlines.slice(from, to);
}
