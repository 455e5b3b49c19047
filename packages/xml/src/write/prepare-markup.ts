import { createXmlWriter, type XmlWriter } from "./xml-writer.ts";

/**
 * Elements that are always the same, checked and encoded once to be written many times.
 *
 * @public
 */
export interface PreparedMarkup {
  /** The elements as UTF-8. */
  readonly bytes: Uint8Array;
  /** Writes them one by one, for a writer that indents. */
  readonly write: (writer: XmlWriter) => void;
}

const AROUND = "prepared";

/**
 * Prepares elements for {@link XmlWriter.prepared}. They have no prefix, and take the default namespace of the place
 * where they are written.
 *
 * @example
 * ```ts
 * import { createXmlWriter, prepareMarkup } from "@ldl/xml";
 *
 * const completed = prepareMarkup((writer) => writer.element("statusCode", { code: "completed" }));
 * const bytes = createXmlWriter().start("act").prepared(completed).end().finish();
 * ```
 * @param write - Writes the elements; called once now, and again by writers that indent.
 * @returns The elements.
 * @throws {@link XmlError} `MALFORMED`, `NAMESPACE`, `INVALID_CHARACTER` or `UNBALANCED`, as the writer does.
 * @public
 */
export function prepareMarkup(write: (writer: XmlWriter) => void): PreparedMarkup {
  const writer = createXmlWriter({ declaration: false });
  writer.start(AROUND).text("").start(AROUND).end();
  write(writer);
  const whole = writer.end().finish();
  const before = `<${AROUND}><${AROUND}/>`.length;
  return { bytes: whole.slice(before, whole.length - `</${AROUND}>`.length), write };
}
