import { MarkupWriter } from "../internal/markup-writer.ts";
import type { XmlDocument, XmlElement } from "../tree.ts";
import { writeElement, writeLeaf } from "./write-tree.ts";

/** Options of {@link serializeXml}. @public */
export interface SerializeXmlOptions {
  /** Starts with an XML declaration. Default: `true` for a document, `false` for an element. */
  readonly declaration?: boolean;
}

/**
 * Writes a tree as UTF-8, without losing anything: parsing the result gives an equal tree, positions apart.
 *
 * An element taken out of its document carries along the namespaces declared around it.
 *
 * @example
 * ```ts
 * import { parseXml, serializeXml } from "@ldl/xml";
 *
 * const { root } = parseXml("<a>1 &lt; 2</a>");
 * console.log(new TextDecoder().decode(serializeXml(root))); // <a>1 &lt; 2</a>
 * ```
 * @param node - A document, or an element with all it holds.
 * @param options - Declaration or not.
 * @returns The bytes.
 * @throws {@link XmlError} `MALFORMED`, `NAMESPACE` or `INVALID_CHARACTER` for a tree made by hand that is not XML.
 * @public
 */
export function serializeXml(node: XmlDocument | XmlElement, options: SerializeXmlOptions = {}): Uint8Array {
  const writer = new MarkupWriter();
  const { sink } = writer;
  if ("kind" in node) {
    if (options.declaration ?? false) sink.raw(declarationMarkup(null));
    writeElement(writer, node);
    return sink.finish();
  }
  if (options.declaration ?? true) sink.raw(declarationMarkup(node.declaration?.standalone ?? null));
  for (const item of node.before) {
    writeLeaf(writer, item);
    sink.raw("\n");
  }
  writeElement(writer, node.root);
  for (const item of node.after) {
    sink.raw("\n");
    writeLeaf(writer, item);
  }
  return sink.finish();
}

/** The XML declaration of everything this package writes. */
export function declarationMarkup(standalone: boolean | null): string {
  const said = standalone === null ? "" : ` standalone="${standalone ? "yes" : "no"}"`;
  return `<?xml version="1.0" encoding="UTF-8"${said}?>\n`;
}
