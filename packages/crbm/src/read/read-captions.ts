import { type DocumentSection, hl7Child, lineOf } from "@ldl/cda";
import { attributeOf, type XmlElement } from "@ldl/xml";

function collect(element: XmlElement, captions: Map<string, string>): void {
  if (element.localName === "renderMultiMedia") {
    const caption = lineOf(hl7Child(element, "caption"));
    for (const id of (attributeOf(element, "referencedObject") ?? "").split(/\s+/))
      if (caption !== undefined && id !== "" && !captions.has(id)) captions.set(id, caption);
    return;
  }
  for (const child of element.children) if (child.kind === "element") collect(child, captions);
}

/**
 * Finds the captions of the images that narratives show.
 *
 * @param sections - Sections of a document.
 * @returns Caption by `@ID` of the image.
 */
export function readCaptions(sections: readonly DocumentSection[]): ReadonlyMap<string, string> {
  const captions = new Map<string, string>();
  const visit = (section: DocumentSection): void => {
    const text = hl7Child(section.element, "text");
    if (text !== undefined) collect(text, captions);
    section.sections.forEach(visit);
  };
  sections.forEach(visit);
  return captions;
}
