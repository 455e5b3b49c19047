import { hl7Children } from "@ldl/cda";
import { attributeOf, type XmlElement } from "@ldl/xml";

/** The kinds of entries that a part of a report may hold. */
const ENTRY_NAMES = new Set([
  "act",
  "encounter",
  "observation",
  "observationMedia",
  "organizer",
  "procedure",
  "regionOfInterest",
  "substanceAdministration",
  "supply",
]);

/** An entry inside another, with the type of their relationship. */
export interface RelatedEntry {
  readonly typeCode: string;
  readonly element: XmlElement;
}

/**
 * Gives the entries inside another, whatever their order and their kind.
 *
 * @param entry - Act, organizer, observation or procedure.
 * @returns The entries, in order.
 */
export function relatedEntries(entry: XmlElement): readonly RelatedEntry[] {
  const relation = entry.localName === "organizer" ? "component" : "entryRelationship";
  const found: RelatedEntry[] = [];
  for (const relationship of hl7Children(entry, relation)) {
    const typeCode = attributeOf(relationship, "typeCode") ?? "COMP";
    for (const child of relationship.children)
      if (child.kind === "element" && ENTRY_NAMES.has(child.localName)) found.push({ typeCode, element: child });
  }
  return found;
}
