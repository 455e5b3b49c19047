import {
  formatSpecialty,
  formatXcn,
  formatXon,
  formatXtn,
  parseSpecialty,
  parseXcn,
  parseXon,
  parseXtn,
} from "../hl7/values.ts";
import { known } from "../internal/known.ts";
import { Author } from "../model/author.ts";
import type { OtherSlot } from "../model/document-entry.ts";
import { listOf } from "./attribute-tables.ts";

/** Writes an author as the slots of its classification. */
export function authorSlots(author: Author): readonly OtherSlot[] {
  const slots: readonly OtherSlot[] = [
    { name: "authorInstitution", values: (author.authorInstitutions ?? []).map(formatXon) },
    { name: "authorPerson", values: listOf(author.authorPerson).map(formatXcn) },
    { name: "authorRole", values: author.authorRoles ?? [] },
    { name: "authorSpecialty", values: (author.authorSpecialties ?? []).map(formatSpecialty) },
    { name: "authorTelecommunication", values: (author.authorTelecommunications ?? []).map(formatXtn) },
  ];
  return slots.filter(({ values }) => values.length > 0);
}

function valuesOf<T>(
  slots: readonly OtherSlot[],
  name: string,
  parse: (text: string) => T | undefined,
): T[] | undefined {
  const texts = slots.find((slot) => slot.name === name)?.values ?? [];
  const values = texts.map(parse).filter((value) => value !== undefined);
  return values.length === 0 ? undefined : values;
}

/** Reads an author from the slots of its classification; `undefined` when neither person nor institution is readable. */
export function readAuthor(slots: readonly OtherSlot[]): Author | undefined {
  const author = known({
    authorPerson: valuesOf(slots, "authorPerson", parseXcn)?.[0],
    authorInstitutions: valuesOf(slots, "authorInstitution", parseXon),
    authorRoles: valuesOf(slots, "authorRole", (text) => (text === "" ? undefined : text)),
    authorSpecialties: valuesOf(slots, "authorSpecialty", parseSpecialty),
    authorTelecommunications: valuesOf(slots, "authorTelecommunication", parseXtn),
  });
  return Author.safeParse(author).data;
}
