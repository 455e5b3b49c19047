import { DOCUMENT_TABLE } from "../ebrim/attribute-tables.ts";
import { authorSlots } from "../ebrim/author-slots.ts";
import { escapeHl7 } from "../hl7/escape-hl7.ts";
import type { DocumentEntry } from "../model/document-entry.ts";

/** Values of one metadata, each as ebRIM has it; a code as `code^libellé^système`. */
export function encodedValues(entry: DocumentEntry, key: keyof DocumentEntry): readonly string[] {
  if (key === "authors") {
    return entry.authors.flatMap(authorSlots).flatMap(({ name, values }) => values.map((value) => `${name}=${value}`));
  }
  const slot = DOCUMENT_TABLE.slots.find((row) => row.key === key);
  if (slot !== undefined) return slot.encode(entry);
  const code = DOCUMENT_TABLE.codes.find((row) => row.key === key);
  if (code !== undefined) {
    return code
      .encode(entry)
      .map(({ code: value, libelle, systeme }) => [value, libelle, systeme].map(escapeHl7).join("^"));
  }
  const identifier = DOCUMENT_TABLE.identifiers.find((row) => row.key === key);
  const value = identifier === undefined ? entry[key] : identifier.encode(entry);
  return typeof value === "string" ? [value] : [];
}
