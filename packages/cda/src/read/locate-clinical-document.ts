import { LdlError } from "@ldl/domain";
import type { XmlElement } from "@ldl/xml";
import { NAMESPACES } from "../codes/namespaces.ts";
import type { ReadContext } from "./read-context.ts";

function isClinicalDocument(element: XmlElement): boolean {
  return element.localName === "ClinicalDocument" && element.namespace === NAMESPACES.hl7;
}

/** The clinical documents under an element, in document order, none inside another. */
function* documentsIn(element: XmlElement): Generator<XmlElement> {
  if (isClinicalDocument(element)) {
    yield element;
    return;
  }
  for (const child of element.children) if (child.kind === "element") yield* documentsIn(child);
}

/**
 * Finds the clinical document: the root, or inside an auto-présentable style sheet or an enveloping signature.
 *
 * @param root - Root of the file.
 * @param context - Where an unusual root is reported.
 * @returns `ClinicalDocument`.
 * @throws {@link LdlError} `LDL_CDA_UNEXPECTED_KIND` when there is none.
 */
export function locateClinicalDocument(root: XmlElement, context: ReadContext): XmlElement {
  const [first, second] = documentsIn(root);
  if (first === undefined)
    throw new LdlError("LDL_CDA_UNEXPECTED_KIND", "no ClinicalDocument of urn:hl7-org:v3 in the file", {
      details: { expected: "ClinicalDocument", found: root.localName },
    });
  if (first !== root) context.report("LDL-R-WRAPPED", first);
  if (second !== undefined) context.report("LDL-R-SEVERAL", second);
  return first;
}
