import type { XmlElement } from "@ldl/xml";
import type { DisplayBlock } from "../display/display-model.ts";
import { hl7Child, hl7Children, lineOf } from "./datatypes/elements.ts";
import { present } from "./datatypes/present.ts";
import { type CodedValue, readCodedValue } from "./datatypes/read-code.ts";
import { readTemplateIds } from "./document-kind.ts";
import { readBlocks } from "./narrative/read-blocks.ts";

/** A section of the body, with everything the document says in it. @public */
export interface DocumentSection {
  /** LOINC code. */
  readonly code?: CodedValue;
  /** Title as written. */
  readonly title?: string;
  /** OIDs of the templates the section declares. */
  readonly templateIds: readonly string[];
  /** The text people read, as safe data; empty for a section without text. */
  readonly narrative: readonly DisplayBlock[];
  /** Each `entry`, as it stands in the document. */
  readonly entries: readonly XmlElement[];
  /** Sections inside this one. */
  readonly sections: readonly DocumentSection[];
  /** The section itself, as it stands in the document. */
  readonly element: XmlElement;
}

/**
 * Reads a section and those inside it.
 *
 * @param element - `section`.
 * @returns The section.
 */
export function readSection(element: XmlElement): DocumentSection {
  const code = hl7Child(element, "code");
  const text = hl7Child(element, "text");
  return {
    ...present({
      code: code === undefined ? undefined : readCodedValue(code),
      title: lineOf(hl7Child(element, "title")),
    }),
    templateIds: readTemplateIds(element).map(({ root }) => root),
    narrative: text === undefined ? [] : readBlocks(text),
    entries: hl7Children(element, "entry"),
    sections: sectionsOf(element),
    element,
  };
}

/**
 * Reads the sections that an element holds.
 *
 * @param element - `structuredBody` or `section`.
 * @returns The sections, in order.
 */
export function sectionsOf(element: XmlElement): readonly DocumentSection[] {
  return hl7Children(element, "component").flatMap((component) =>
    hl7Children(component, "section").map((section) => readSection(section)),
  );
}
