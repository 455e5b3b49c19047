import { attributeOf, childElements, firstChild, textContent, type XmlElement } from "@ldl/xml";
import { known } from "../internal/known.ts";
import type { OtherClassification, OtherSlot } from "../model/document-entry.ts";

/** An attribute that says something: not empty. */
export function attributeText(element: XmlElement, name: string): string | undefined {
  const value = attributeOf(element, name)?.trim();
  return value === "" ? undefined : value;
}

/** Slots of an object, whatever the prefix; values without white space around, empty ones left out. */
export function readSlots(element: XmlElement): readonly OtherSlot[] {
  return childElements(element, "Slot").map((slot) => ({
    name: attributeText(slot, "name") ?? "",
    values: childElements(slot, "ValueList")
      .flatMap((list) => childElements(list, "Value"))
      .map((value) => textContent(value).trim())
      .filter((value) => value !== ""),
  }));
}

/** Text of `Name` or `Description`: its first localized string. */
export function readInternational(element: XmlElement, localName: "Name" | "Description"): string | undefined {
  const name = firstChild(element, localName);
  const localized = name === undefined ? undefined : firstChild(name, "LocalizedString");
  return localized === undefined ? undefined : attributeText(localized, "value");
}

/** Reads a classification; fields that it has not are left out. */
export function readClassification(element: XmlElement): OtherClassification {
  return known({
    scheme: attributeText(element, "classificationScheme"),
    node: attributeText(element, "classificationNode"),
    nodeRepresentation: attributeText(element, "nodeRepresentation"),
    name: readInternational(element, "Name"),
    slots: readSlots(element),
  });
}

/** Value of the first slot of a name. */
export function slotValue(slots: readonly OtherSlot[], name: string): string | undefined {
  return slots.find((slot) => slot.name === name)?.values[0];
}
