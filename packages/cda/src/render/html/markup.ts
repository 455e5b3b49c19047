const SPECIAL = /[&<>"']/g;
const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Writes text so that no character of it is markup, in content or in a quoted attribute. */
export function escapeHtml(text: string): string {
  return text.replace(SPECIAL, (character) => ESCAPES[character] ?? "");
}

/** Attributes of a tag; those that are undefined are left out. */
export type HtmlAttributes = Readonly<Record<string, string | undefined>>;

function writeAttributes(attributes: HtmlAttributes): string {
  let written = "";
  for (const name in attributes) {
    const value = attributes[name];
    if (value !== undefined) written += ` ${name}="${escapeHtml(value)}"`;
  }
  return written;
}

/**
 * Writes an element. Names come from this package alone, never from a document.
 *
 * @param name - Tag.
 * @param attributes - Attributes, escaped here.
 * @param content - Markup that is already safe.
 * @returns The markup.
 */
export function tag(name: string, attributes: HtmlAttributes, content: string): string {
  return `<${name}${writeAttributes(attributes)}>${content}</${name}>`;
}

/** Writes an element without content. */
export function voidTag(name: string, attributes: HtmlAttributes): string {
  return `<${name}${writeAttributes(attributes)}>`;
}
