import { childElements, type XmlElement, xpathOf } from "@ldl/xml";
import type { z } from "zod";
import type { Report } from "../internal/findings.ts";
import { CodedValue } from "../model/coded-value.ts";
import type { OtherClassification, OtherSlot } from "../model/document-entry.ts";
import type { AttributeTable, CodeRow } from "./attribute-tables.ts";
import { readAuthor } from "./author-slots.ts";
import { keepReadable } from "./keep-readable.ts";
import { attributeText, readClassification, readInternational, readSlots, slotValue } from "./read-parts.ts";

/** Attributes of an object as they are gathered, not checked yet. */
type Raw = Record<string, unknown>;

function readSlotsInto<O>(raw: Raw, element: XmlElement, table: AttributeTable<O>, report: Report): void {
  const others: OtherSlot[] = [];
  for (const slot of readSlots(element)) {
    const row = table.slots.find((candidate) => candidate.slot === slot.name);
    if (row === undefined) others.push(slot);
    else if (raw[row.key] !== undefined) report("LDL-EBRIM-REPEATED", `${xpathOf(element)}/${slot.name}`);
    else if (slot.values.length > 0) raw[row.key] = row.decode(slot.values) ?? null;
  }
  if (others.length > 0) raw["otherSlots"] = others;
}

function addTo(raw: Raw, key: string, value: unknown): void {
  const list = raw[key];
  if (Array.isArray(list)) list.push(value);
  else raw[key] = [value];
}

function readClassificationsInto<O>(
  raw: Raw,
  element: XmlElement,
  table: AttributeTable<O>,
  context: ReadContext,
): void {
  for (const child of childElements(element, "Classification")) {
    const classification = readClassification(child);
    const { scheme, node, slots } = classification;
    const owner = attributeText(child, "classifiedObject");
    if (owner !== undefined && owner !== attributeText(element, "id"))
      context.report("LDL-EBRIM-OWNER", xpathOf(child));
    if (node === context.node && node !== undefined) continue;
    const row = table.codes.find((candidate) => candidate.scheme === scheme);
    if (scheme === table.authorScheme) addAuthor(raw, child, slots, context.report);
    else if (row === undefined) addTo(raw, "otherClassifications", classification);
    else addCode(raw, child, classification, row, context.report);
  }
}

/** A code without label takes the code itself as label. A confidentiality that cannot be read is never a mere warning. */
function addCode<O>(
  raw: Raw,
  child: XmlElement,
  { nodeRepresentation, name, slots }: OtherClassification,
  { key, many }: CodeRow<O>,
  report: Report,
): void {
  const libelle = name ?? nodeRepresentation;
  const value = CodedValue.safeParse({ code: nodeRepresentation, systeme: slotValue(slots, "codingScheme"), libelle });
  if (!value.success)
    report(key === "confidentialityCodes" ? "LDL-EBRIM-CONFIDENTIALITY" : "LDL-EBRIM-VALUE", xpathOf(child));
  else if (many) addTo(raw, key, value.data);
  else if (raw[key] === undefined) raw[key] = value.data;
  else report("LDL-EBRIM-REPEATED", xpathOf(child));
}

function addAuthor(raw: Raw, child: XmlElement, slots: readonly OtherSlot[], report: Report): void {
  const author = readAuthor(slots);
  if (author === undefined) report("LDL-EBRIM-VALUE", xpathOf(child));
  else addTo(raw, "authors", author);
}

function readIdentifiersInto<O>(raw: Raw, element: XmlElement, table: AttributeTable<O>, report: Report): void {
  for (const child of childElements(element, "ExternalIdentifier")) {
    const scheme = attributeText(child, "identificationScheme");
    const row = table.identifiers.find((candidate) => candidate.scheme === scheme);
    const owner = attributeText(child, "registryObject");
    if (owner !== undefined && owner !== attributeText(element, "id")) report("LDL-EBRIM-OWNER", xpathOf(child));
    if (row === undefined) report("LDL-EBRIM-VALUE", xpathOf(child));
    else if (raw[row.key] !== undefined) report("LDL-EBRIM-REPEATED", xpathOf(child));
    else raw[row.key] = row.decode(attributeText(child, "value") ?? "") ?? null;
  }
}

/** What {@link readObject} needs besides the element. */
export interface ReadContext {
  readonly report: Report;
  /** Classification node that says what the object is, and nothing else. */
  readonly node?: string;
}

/**
 * Reads a document entry or a submission set. Attributes that do not fit are left out and reported.
 *
 * @internal
 */
export function readObject<O, S extends z.ZodType<O>>(
  element: XmlElement,
  schema: S,
  table: AttributeTable<O>,
  attributes: Readonly<Record<string, string | undefined>>,
  context: ReadContext,
): z.output<S> | undefined {
  const path = xpathOf(element);
  const raw: Raw = {};
  for (const [key, value] of Object.entries({
    ...attributes,
    id: attributeText(element, "id"),
    availabilityStatus: attributeText(element, "status"),
    homeCommunityId: attributeText(element, "home"),
    titre: readInternational(element, "Name"),
    commentaire: readInternational(element, "Description"),
  })) {
    if (value !== undefined) raw[key] = value;
  }
  readSlotsInto(raw, element, table, context.report);
  readClassificationsInto(raw, element, table, context);
  readIdentifiersInto(raw, element, table, context.report);
  return keepReadable(schema, raw, (key) => {
    context.report(key === "id" ? "LDL-EBRIM-ID" : "LDL-EBRIM-VALUE", `${path}/${key}`);
  });
}
