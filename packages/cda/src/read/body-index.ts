import { attributeOf, textContent, type XmlElement } from "@ldl/xml";
import { hl7Child, lineOf } from "./datatypes/elements.ts";
import { readTemplateIds } from "./document-kind.ts";
import { type EmbeddedFile, type EmbeddedFileRole, embeddedFileOf } from "./embedded-file.ts";
import type { ReadContext } from "./read-context.ts";

/** Section FR-Document-PDF-copie. */
export const PDF_COPY_SECTION = "1.2.250.1.213.1.1.2.243";

/** LOINC code of that section. */
export const PDF_COPY_CODE = "55108-5";

/** What a walk through a body finds. */
export interface BodyIndex {
  /** Elements of narratives and entries by `@ID`. */
  readonly byId: ReadonlyMap<string, XmlElement>;
  /** Files, in order. */
  readonly files: readonly EmbeddedFile[];
}

function roleOf(data: XmlElement, section: XmlElement | undefined): EmbeddedFileRole {
  const mediaType = attributeOf(data, "mediaType") ?? "";
  const code = hl7Child(section, "code");
  if (code !== undefined && attributeOf(code, "code") === PDF_COPY_CODE) return "copy";
  if (section !== undefined && readTemplateIds(section).some(({ root }) => root === PDF_COPY_SECTION)) return "copy";
  return mediaType.toLowerCase().startsWith("image/") ? "image" : "attachment";
}

/** Encapsulated data: the value of an `observationMedia`, or any value in base64. */
function isFile(element: XmlElement): boolean {
  if (element.localName !== "value") return false;
  return element.parent?.localName === "observationMedia" || attributeOf(element, "representation") === "B64";
}

function checkReferences(references: readonly XmlElement[], index: BodyIndex, context: ReadContext): void {
  for (const reference of references) {
    const value = attributeOf(reference, "value") ?? "";
    if (!value.startsWith("#")) context.report("LDL-R-REFERENCE-HASH", reference);
    if (!index.byId.has(value.replace(/^#/, ""))) context.report("LDL-R-REFERENCE-DANGLING", reference);
  }
}

/**
 * Walks through a body once: identifiers, references between entries and text, files.
 *
 * @param body - `structuredBody`.
 * @param context - Where broken references and empty files are reported.
 * @returns The index.
 */
export function indexBody(body: XmlElement, context: ReadContext): BodyIndex {
  const byId = new Map<string, XmlElement>();
  const files: EmbeddedFile[] = [];
  const references: XmlElement[] = [];
  const visit = (element: XmlElement, section: XmlElement | undefined): void => {
    const inside = element.localName === "section" ? element : section;
    for (const attribute of element.attributes)
      if (attribute.name === "ID" && !byId.has(attribute.value)) byId.set(attribute.value, element);
    if (element.localName === "reference" && attributeOf(element, "value") !== undefined) references.push(element);
    else if (isFile(element)) {
      if (textContent(element).trim() === "") context.report("LDL-R-FILE", element);
      const id = element.parent === null ? undefined : attributeOf(element.parent, "ID");
      files.push(
        embeddedFileOf(element, { id, title: lineOf(hl7Child(inside, "title")), role: roleOf(element, inside) }),
      );
    }
    for (const child of element.children) if (child.kind === "element") visit(child, inside);
  };
  visit(body, undefined);
  const index = { byId, files };
  checkReferences(references, index, context);
  return index;
}
