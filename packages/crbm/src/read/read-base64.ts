import { textContent, type XmlElement } from "@ldl/xml";

/** White space of XML, most frequent first. */
const BLANKS = ["\n", " ", "\r", "\t"] as const;

/**
 * Gives the base64 of an element as it is given to a builder: without line ends.
 *
 * @param element - Element with encoded data.
 * @returns The text; empty without content.
 */
export function readBase64(element: XmlElement): string {
  const text = textContent(element);
  return BLANKS.some((blank) => text.includes(blank)) ? text.replace(/[ \t\n\r]+/g, "") : text;
}
