import { attributeOf, childElements, firstChild, resolvePrefix, textContent, type XmlElement } from "@ldl/xml";
import { NAMESPACES } from "../../codes/namespaces.ts";

const LINE_BREAK = /[\r\n\t]/;

/** First child of the CDA namespace with a name. */
export function hl7Child(element: XmlElement | undefined, localName: string): XmlElement | undefined {
  return element === undefined ? undefined : firstChild(element, localName, NAMESPACES.hl7);
}

/** Children of the CDA namespace with a name. */
export function hl7Children(element: XmlElement | undefined, localName: string): readonly XmlElement[] {
  return element === undefined ? [] : childElements(element, localName, NAMESPACES.hl7);
}

/** Follows first children of the CDA namespace. */
export function hl7Path(element: XmlElement | undefined, ...localNames: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const localName of localNames) found = hl7Child(found, localName);
  return found;
}

/** Tells whether the element stands for an absent value. */
export function isNull(element: XmlElement | undefined): boolean {
  return element === undefined || attributeOf(element, "nullFlavor") !== undefined;
}

/** Text of an element on one line: trimmed, line breaks and the blanks around them made one blank; absent when empty. */
export function lineOf(element: XmlElement | undefined): string | undefined {
  return element === undefined ? undefined : cleanLine(textContent(element));
}

/** A text on one line: trimmed, line breaks and the blanks around them made one blank; absent when empty. */
export function cleanLine(text: string | undefined): string | undefined {
  const trimmed = text?.trim();
  if (trimmed === undefined || trimmed === "") return undefined;
  return LINE_BREAK.test(trimmed) ? trimmed.replace(/\s*[\r\n\t]+\s*/g, " ") : trimmed;
}

/**
 * Type that an element declares by `xsi:type`, its prefix resolved.
 *
 * @param element - Element of the document.
 * @returns Local name, for example `IVL_PQ`; `undefined` without type or with one of another namespace.
 * @internal
 */
export function xsiTypeOf(element: XmlElement): string | undefined {
  const type = element.attributes.find(
    (attribute) => attribute.localName === "type" && attribute.namespace === NAMESPACES.xsi,
  );
  if (type === undefined) return undefined;
  const [first = "", second] = type.value.trim().split(":");
  if (second === undefined) return first;
  return resolvePrefix(element, first) === NAMESPACES.hl7 ? second : undefined;
}
