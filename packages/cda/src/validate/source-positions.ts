import { parseXml, serializeXml, type XmlDocument, type XmlElement, xpathOf } from "@ldl/xml";

/** Where an element stands for the reader of a report. */
export interface ElementPosition {
  readonly location: string;
  readonly line: number;
  readonly column: number;
}

/** What is checked, and how its elements are found again in the file given. */
export interface CheckedDocument {
  readonly document: XmlDocument;
  readonly bytes: Uint8Array;
  readonly isExtracted: boolean;
  /** Position, in the file given, of an element of the document checked. */
  positionOf(element: XmlElement): ElementPosition;
}

/** Checks the file as it is. */
export function wholeDocument(document: XmlDocument, bytes: Uint8Array): CheckedDocument {
  return { document, bytes, isExtracted: false, positionOf };
}

/**
 * Takes the CDA document out of a self-displaying one. Its style sheet is left aside: nothing of it is ever executed.
 *
 * @remarks TestContenuCDA, `selectCDA.xsl`, which the scripts of the kit no longer call.
 */
export function extractedDocument(clinicalDocument: XmlElement): CheckedDocument {
  const bytes = serializeXml(clinicalDocument);
  const document = parseXml(bytes);
  return {
    document,
    bytes,
    isExtracted: true,
    positionOf: (element) => positionOf(counterpart(element, document.root, clinicalDocument)),
  };
}

/** Where an element of the file given stands. */
export function positionOf(element: XmlElement): ElementPosition {
  return { location: xpathOf(element), line: element.line, column: element.column };
}

/** The element that stands at the same place in the tree that was copied. */
function counterpart(element: XmlElement, copy: XmlElement, original: XmlElement): XmlElement {
  if (element === copy || element.parent === null) return original;
  const parent = counterpart(element.parent, copy, original);
  const found = parent.children[element.parent.children.indexOf(element)];
  return found?.kind === "element" ? found : parent;
}
