import type { DocumentKind } from "@ldl/domain";
import { attributeOf, type XmlElement } from "@ldl/xml";
import { kindOfType } from "../build/models.ts";
import { hl7Child, hl7Children, hl7Path } from "./datatypes/elements.ts";
import type { ReadContext } from "./read-context.ts";

/**
 * Models of structured documents.
 *
 * @remarks CI-SIS volets LDL-SES 2022.01, LDL-EES 2022.01 and CR-BIO 2024.01.
 */
const MODELS = [
  { kind: "LDL-SES", templateId: "1.2.250.1.213.1.1.1.29" },
  { kind: "LDL-EES", templateId: "1.2.250.1.213.1.1.1.21" },
  { kind: "CR-BIO", templateId: "1.2.250.1.213.1.1.1.55" },
] as const;

/** A `templateId` of the document or of one of its parts. @public */
export interface TemplateId {
  /** OID of the template. */
  readonly root: string;
  /** Version, when the document gives it. */
  readonly extension?: string;
}

/**
 * Reads the templates that an element declares.
 *
 * @param element - Any element of the document.
 * @returns The templates, in order.
 * @internal
 */
export function readTemplateIds(element: XmlElement): readonly TemplateId[] {
  const found: TemplateId[] = [];
  for (const child of hl7Children(element, "templateId")) {
    const root = attributeOf(child, "root");
    const extension = attributeOf(child, "extension");
    if (root !== undefined) found.push(extension === undefined ? { root } : { root, extension });
  }
  return found;
}

/**
 * Tells which kind of document this is: by its model, else by its type code.
 *
 * @param document - `ClinicalDocument`.
 * @param templateIds - Its templates.
 * @param context - Where a missing model is reported.
 * @returns The kind; that of its type code for a level 1 document.
 * @internal
 */
export function readKind(
  document: XmlElement,
  templateIds: readonly TemplateId[],
  context: ReadContext,
): { readonly kind: DocumentKind; readonly modelVersion: string | undefined } {
  for (const { kind, templateId } of MODELS) {
    const found = templateIds.find(({ root }) => root === templateId);
    if (found !== undefined) return { kind, modelVersion: found.extension };
  }
  const code = hl7Child(document, "code");
  const kind = kindOfType(code === undefined ? "" : (attributeOf(code, "code") ?? ""));
  if (kind !== "OTHER" && hl7Path(document, "component", "structuredBody") !== undefined)
    context.report("LDL-R-TEMPLATE", document);
  return { kind, modelVersion: undefined };
}
