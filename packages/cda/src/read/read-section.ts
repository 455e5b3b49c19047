import type { XmlElement } from "@ldl/xml";
import type { DisplayBlock } from "../display/display-model.ts";
import { hl7Child, hl7Children, lineOf } from "./datatypes/elements.ts";
import { type CodedValue, readCodedValue } from "./datatypes/read-code.ts";
import { readTemplateIds } from "./document-kind.ts";
import { readBlocks } from "./narrative/read-blocks.ts";

/** What a section says, without the XML: what `JSON.stringify` writes of it. @public */
export interface DocumentSectionContent {
  /** LOINC code. */
  readonly code: CodedValue | undefined;
  /** Title as written. */
  readonly title: string | undefined;
  /** OIDs of the templates the section declares. */
  readonly templateIds: readonly string[];
  /** The text people read, as safe data; empty for a section without text. Read when it is first asked for. */
  readonly narrative: readonly DisplayBlock[];
}

/** A section of the body, with everything the document says in it. @public */
export interface DocumentSection extends DocumentSectionContent {
  /** Each `entry`, as it stands in the document. */
  readonly entries: readonly XmlElement[];
  /** Sections inside this one. */
  readonly sections: readonly DocumentSection[];
  /** The section itself, as it stands in the document. */
  readonly element: XmlElement;
  /** Gives the content of the section and of those inside it, for `JSON.stringify`. */
  toJSON(): DocumentSectionContent & { readonly sections: readonly DocumentSection[] };
}

class SectionOfElement implements DocumentSection {
  readonly code: CodedValue | undefined;
  readonly title: string | undefined;
  readonly templateIds: readonly string[];
  readonly entries: readonly XmlElement[];
  readonly sections: readonly DocumentSection[];
  readonly element: XmlElement;
  private blocks: readonly DisplayBlock[] | undefined;

  constructor(element: XmlElement) {
    const code = hl7Child(element, "code");
    this.code = code === undefined ? undefined : readCodedValue(code);
    this.title = lineOf(hl7Child(element, "title"));
    this.templateIds = readTemplateIds(element).map(({ root }) => root);
    this.entries = hl7Children(element, "entry");
    this.sections = sectionsOf(element);
    this.element = element;
  }

  get narrative(): readonly DisplayBlock[] {
    if (this.blocks === undefined) {
      const text = hl7Child(this.element, "text");
      this.blocks = text === undefined ? [] : readBlocks(text);
    }
    return this.blocks;
  }

  toJSON() {
    const { code, title, templateIds, narrative, sections } = this;
    return { code, title, templateIds, narrative, sections };
  }
}

/**
 * Reads the sections that an element holds.
 *
 * @param element - `structuredBody` or `section`.
 * @returns The sections, in order.
 */
export function sectionsOf(element: XmlElement): readonly DocumentSection[] {
  return hl7Children(element, "component").flatMap((component) =>
    hl7Children(component, "section").map((section) => new SectionOfElement(section)),
  );
}
