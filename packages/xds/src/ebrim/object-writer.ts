import type { XmlWriter } from "@ldl/xml";
import { OBJECT_TYPES } from "../codes/registry-uuids.ts";
import type { Author } from "../model/author.ts";
import type { OtherClassification, OtherSlot } from "../model/document-entry.ts";
import type { AttributeTable } from "./attribute-tables.ts";
import { authorSlots } from "./author-slots.ts";
import { type EbrimDialect, SPELLINGS, type Spelling } from "./dialect.ts";

/** What the attributes common to documents and sets are read from. */
interface CommonObject {
  readonly id: string;
  readonly titre?: string | undefined;
  readonly commentaire?: string | undefined;
  readonly version?: string | undefined;
  readonly authors?: readonly Author[] | undefined;
  readonly otherSlots?: readonly OtherSlot[] | undefined;
  readonly otherClassifications?: readonly OtherClassification[] | undefined;
}

/**
 * Writes the parts that registry objects share: slots, names, classifications, identifiers. The order of the calls is
 * that of rim.xsd. Classifications and identifiers are numbered along the message.
 */
export class ObjectWriter {
  readonly spelling: Spelling;
  private readonly xml: XmlWriter;
  private classifications = 0;
  private identifiers = 0;

  constructor(xml: XmlWriter, dialect: EbrimDialect) {
    this.xml = xml;
    this.spelling = SPELLINGS[dialect];
  }

  /** `objectType` of an object, when the dialect wants it said. */
  objectType(kind: keyof typeof OBJECT_TYPES): string | undefined {
    return this.spelling.objectTypes ? OBJECT_TYPES[kind] : undefined;
  }

  slot(name: string, values: readonly string[]): void {
    if (values.length === 0) return;
    this.xml.start("rim:Slot", { name }).start("rim:ValueList");
    for (const value of values) this.xml.element("rim:Value", {}, value);
    this.xml.end().end();
  }

  /** Slots, name, description, version, classifications and identifiers of a document or of a set. */
  content<O extends CommonObject>(object: O, table: AttributeTable<O>, node?: string): void {
    for (const { slot, encode } of table.slots) this.slot(slot, encode(object));
    for (const { name, values } of object.otherSlots ?? []) this.slot(name, values);
    this.international("rim:Name", object.titre);
    this.international("rim:Description", object.commentaire);
    if (object.version !== undefined) this.xml.element("rim:VersionInfo", { versionName: object.version });
    for (const author of object.authors ?? []) this.author(object.id, table.authorScheme, author);
    for (const { scheme, encode } of table.codes) {
      for (const { code, systeme, libelle } of encode(object)) {
        const slots = [{ name: "codingScheme", values: [systeme] }];
        this.classification(object.id, { scheme, nodeRepresentation: code, name: libelle, slots });
      }
    }
    for (const other of object.otherClassifications ?? []) this.classification(object.id, other);
    if (node !== undefined) this.classification(object.id, { node, slots: [] });
    for (const { scheme, name, encode } of table.identifiers) {
      const value = encode(object);
      if (value !== undefined) this.identifier(object.id, scheme, name, value);
    }
  }

  private international(element: string, value: string | undefined): void {
    if (value === undefined) return;
    const { charset, language } = this.spelling;
    this.xml.start(element).element("rim:LocalizedString", { charset, "xml:lang": language, value }).end();
  }

  private author(owner: string, scheme: string, author: Author): void {
    this.classification(owner, { scheme, nodeRepresentation: "", slots: authorSlots(author) });
  }

  private classification(owner: string, { scheme, node, nodeRepresentation, name, slots }: OtherClassification): void {
    this.classifications += 1;
    this.xml.start("rim:Classification", {
      id: `cl${String(this.classifications).padStart(2, "0")}`,
      objectType: this.objectType("Classification"),
      classificationScheme: scheme,
      classificationNode: node,
      classifiedObject: owner,
      nodeRepresentation,
    });
    for (const slot of slots) this.slot(slot.name, slot.values);
    this.international("rim:Name", name);
    this.xml.end();
  }

  private identifier(owner: string, identificationScheme: string, name: string, value: string): void {
    this.identifiers += 1;
    this.xml.start("rim:ExternalIdentifier", {
      id: `ei${String(this.identifiers).padStart(2, "0")}`,
      objectType: this.objectType("ExternalIdentifier"),
      identificationScheme,
      registryObject: owner,
      value,
    });
    this.international("rim:Name", name);
    this.xml.end();
  }
}
