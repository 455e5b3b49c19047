/** An attribute as written, namespace resolved. Namespace declarations are kept among the attributes. @public */
export interface XmlAttribute {
  /** Qualified name as written, `xsi:type`. */
  readonly name: string;
  /** Part after the colon. */
  readonly localName: string;
  /** Namespace name, `""` for none. */
  readonly namespace: string;
  /** Value after normalization (references expanded, white space as XML 1.0 §3.3.3). */
  readonly value: string;
}

/** Character data; a CDATA section is text whose `cdata` is true. @public */
export interface XmlText {
  readonly kind: "text";
  readonly value: string;
  readonly cdata: boolean;
}

/** A comment. @public */
export interface XmlComment {
  readonly kind: "comment";
  readonly value: string;
}

/** A processing instruction. @public */
export interface XmlInstruction {
  readonly kind: "instruction";
  readonly target: string;
  readonly value: string;
}

/** An element of the light tree: immutable, in document order. @public */
export interface XmlElement {
  readonly kind: "element";
  /** Qualified name as written, `lab:statusCode`. */
  readonly name: string;
  /** Part after the colon. */
  readonly localName: string;
  /** Namespace name, `""` for none. */
  readonly namespace: string;
  /** In document order, namespace declarations included. */
  readonly attributes: readonly XmlAttribute[];
  /** Everything inside, in document order. */
  readonly children: readonly XmlNode[];
  /** The element around, `null` for the root. */
  readonly parent: XmlElement | null;
  /** Line of the start tag, from 1. */
  readonly line: number;
  /** Column of the start tag, from 1, in UTF-16 units. */
  readonly column: number;
}

/** What an element may hold. @public */
export type XmlNode = XmlElement | XmlText | XmlComment | XmlInstruction;

/** What the XML declaration says. @public */
export interface XmlDeclaration {
  /** `1.0`, or another `1.x` that is read as 1.0. */
  readonly version: string;
  /** Encoding name as declared, `null` when the declaration has none. */
  readonly encoding: string | null;
  /** Value of `standalone`, `null` when the declaration has none. */
  readonly standalone: boolean | null;
}

/** A document: its root and what stands around it. @public */
export interface XmlDocument {
  /** The XML declaration, `null` when there is none. */
  readonly declaration: XmlDeclaration | null;
  readonly root: XmlElement;
  /** Comments and instructions before the root. */
  readonly before: readonly (XmlComment | XmlInstruction)[];
  /** Comments and instructions after the root. */
  readonly after: readonly (XmlComment | XmlInstruction)[];
}
