import type { QName } from "../internal/qualified-names.ts";
import type { XmlAttribute, XmlElement, XmlNode, XmlText } from "../tree.ts";

/*
 * Nodes are made by constructors, and lists are cut out of a stack, on purpose. An engine learns for each literal in the code
 * whether what it makes lives long: after a few trees that were kept, literals would put every later tree among what lives long,
 * and reading would take three times longer for the rest of the process.
 */

const NO_CHILDREN: readonly XmlNode[] = Object.freeze([]);
const NO_ATTRIBUTES: readonly XmlAttribute[] = Object.freeze([]);

/** An attribute; its namespace is known only once the whole tag is read. */
export class ParsedAttribute implements XmlAttribute {
  declare readonly name: string;
  declare readonly localName: string;
  declare namespace: string;
  declare readonly value: string;

  constructor({ name, localName }: QName, value: string) {
    this.name = name;
    this.localName = localName;
    this.namespace = "";
    this.value = value;
  }
}

/** An element; its attributes are known at the end of its start tag, its children at its end tag. */
export class ParsedElement implements XmlElement {
  declare readonly kind: "element";
  declare readonly name: string;
  declare readonly localName: string;
  declare namespace: string;
  declare attributes: readonly XmlAttribute[];
  declare children: readonly XmlNode[];
  declare readonly parent: XmlElement | null;
  declare readonly line: number;
  declare readonly column: number;

  constructor({ name, localName }: QName, parent: XmlElement | null, line: number, column: number) {
    this.kind = "element";
    this.name = name;
    this.localName = localName;
    this.namespace = "";
    this.attributes = NO_ATTRIBUTES;
    this.children = NO_CHILDREN;
    this.parent = parent;
    this.line = line;
    this.column = column;
  }
}

/** Character data. */
export class ParsedText implements XmlText {
  declare readonly kind: "text";
  declare readonly value: string;
  declare readonly cdata: boolean;

  constructor(value: string, cdata: boolean) {
    this.kind = "text";
    this.value = value;
    this.cdata = cdata;
  }
}
