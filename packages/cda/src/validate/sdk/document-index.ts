import type { DocumentKind } from "@ldl/domain";
import { attributeOf, type XmlElement } from "@ldl/xml";
import { hl7Child, hl7Children, hl7Path } from "../../read/datatypes/elements.ts";
import { readKind, readTemplateIds, type TemplateId } from "../../read/document-kind.ts";
import { createReadContext } from "../../read/read-context.ts";

/**
 * The elements of a document by name, walked once: what the rules of the SDK look at.
 *
 * @public
 */
export interface DocumentIndex {
  /** `ClinicalDocument`. */
  readonly root: XmlElement;
  /** Kind, by its model, else by its type code. */
  readonly kind: DocumentKind;
  /** True when the document declares the model of its kind, and not only its type code. */
  readonly declaresModel: boolean;
  /** Templates of the document. */
  readonly templateIds: readonly TemplateId[];
  /** Elements of a local name, in document order, in any namespace. */
  all(localName: string): readonly XmlElement[];
  /** Elements that carry an attribute of a name, in document order. */
  having(attribute: "ID" | "unit" | "root" | "codeSystem"): readonly XmlElement[];
  /** Sections of the body with a LOINC code. */
  sections(code: string): readonly XmlElement[];
}

const INDEXED_ATTRIBUTES = new Set(["ID", "unit", "root", "codeSystem"]);

function push(map: Map<string, XmlElement[]>, key: string, element: XmlElement): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [element]);
  else known.push(element);
}

/**
 * Walks a document once.
 *
 * @param root - `ClinicalDocument`.
 * @returns Its index.
 */
export function indexDocument(root: XmlElement): DocumentIndex {
  const byName = new Map<string, XmlElement[]>();
  const byAttribute = new Map<string, XmlElement[]>();
  const waiting: XmlElement[] = [root];
  for (let element = waiting.pop(); element !== undefined; element = waiting.pop()) {
    push(byName, element.localName, element);
    for (const { name } of element.attributes) if (INDEXED_ATTRIBUTES.has(name)) push(byAttribute, name, element);
    for (let rank = element.children.length - 1; rank >= 0; rank--) {
      const child = element.children[rank];
      if (child?.kind === "element") waiting.push(child);
    }
  }
  const all = (localName: string): readonly XmlElement[] => byName.get(localName) ?? [];
  const templateIds = readTemplateIds(root);
  const { kind } = readKind(root, templateIds, createReadContext());
  return {
    root,
    kind,
    declaresModel: kind !== "OTHER" && !isKnownByCodeOnly(root, templateIds),
    templateIds,
    all,
    having: (attribute) => byAttribute.get(attribute) ?? [],
    sections: (code) => all("section").filter((section) => codeOf(section) === code),
  };
}

function codeOf(element: XmlElement): string | undefined {
  const code = hl7Child(element, "code");
  return code === undefined ? undefined : attributeOf(code, "code");
}

/** Whether a structured document says its kind by its type code alone. */
function isKnownByCodeOnly(root: XmlElement, templateIds: readonly TemplateId[]): boolean {
  const context = createReadContext();
  readKind(root, templateIds, context);
  return context.issues().length > 0;
}

/**
 * The value of an attribute, trimmed.
 *
 * @param element - Element, if any.
 * @param name - Attribute.
 * @returns Its value; `undefined` when there is none or when the element stands for an absent value.
 */
export function attributeValue(element: XmlElement | undefined, name: string): string | undefined {
  if (element === undefined || attributeOf(element, "nullFlavor") !== undefined) return undefined;
  return attributeOf(element, name)?.trim();
}

/** Sections of the body of a document, at every depth. */
export function bodyOf(index: DocumentIndex): XmlElement | undefined {
  return hl7Path(index.root, "component", "structuredBody");
}

/** Entries of a section that hold an observation with a template. */
export function entriesWith(section: XmlElement, templateId: string): readonly XmlElement[] {
  return hl7Children(section, "entry").filter((entry) => {
    const observation = hl7Child(entry, "observation");
    return observation !== undefined && readTemplateIds(observation).some(({ root }) => root === templateId);
  });
}
