import { textContent, type XmlElement } from "@ldl/xml";

/**
 * Gives the base64 of an element as it is given to a builder: without line ends.
 *
 * @param element - Element with encoded data.
 * @returns The text; empty without content.
 */
export function readBase64(element: XmlElement): string {
  const text = textContent(element);
  return /\s/.test(text) ? text.replace(/\s+/g, "") : text;
}
