import type { XmlElement } from "@ldl/xml";

/** Attributes that say nothing of a person. */
const SAFE_ATTRIBUTES =
  /^(?:xmlns(?::.*)?|status|errorCode|severity|highestSeverity|objectType|associationType|classificationScheme|classificationNode|identificationScheme|name|typeCode|classCode|moodCode|mimeType|Algorithm|Name|Version|soap:mustUnderstand|returnType|returnComposedObjects)$/;
/** Elements whose text says nothing of a person. */
const SAFE_TEXTS = /^(?:Action|MessageID|RelatesTo|Value)$/;
const SAFE_VALUE = /^[A-Za-z0-9:._#/-]{1,160}$/;
/** Elements left out whole. */
const SECRET = /^(?:Security|Assertion)$/;

function isSafeText(element: XmlElement, value: string): boolean {
  if (!SAFE_TEXTS.test(element.localName) || !SAFE_VALUE.test(value.trim())) return false;
  // `Value` is safe in a fault code, not in a slot.
  return element.localName !== "Value" || /^(?:Code|Subcode)$/.test(element.parent?.localName ?? "");
}

/**
 * Writes the shape of a message for a trace: elements and technical attributes stay, every other value becomes `…`, and
 * the assertion is left out. Nothing of the patient, of the user, of the documents or of the homologation number remains.
 */
export function redactedShape(element: XmlElement): string {
  if (SECRET.test(element.localName)) return `<${element.name}>…</${element.name}>`;
  const attributes = element.attributes.map(({ name, value }) => {
    const kept = SAFE_ATTRIBUTES.test(name) && SAFE_VALUE.test(value) ? value : "…";
    return ` ${name}="${kept}"`;
  });
  const content = element.children.map((child) => {
    if (child.kind === "element") return redactedShape(child);
    if (child.kind !== "text" || child.value.trim() === "") return "";
    return isSafeText(element, child.value) ? child.value.trim() : "…";
  });
  return `<${element.name}${attributes.join("")}>${content.join("")}</${element.name}>`;
}
