import type { CdaWriter } from "../build/cda-writer.ts";
import { ENTRY_CODES } from "../codes/entry-codes.ts";
import { ENTRIES } from "../codes/entry-templates.ts";
import type { ValueSet } from "../codes/value-set.ts";
import { conceptOf } from "../codes/value-set.ts";
import { codeAttributes, type WrittenCode, writeCode } from "../datatypes/write-code.ts";
import { writeTemplateIds } from "../datatypes/write-identifier.ts";
import { writeTime } from "../datatypes/write-time.ts";
import { writeProfessional } from "../header/write-roles.ts";
import type { AuteurEntree } from "../lettre-de-liaison/auteur-entree.ts";

/** Writes the templates and the identifier that every entry starts with. @internal */
export function writeEntryHead({ xml, newId }: CdaWriter, templateIds: readonly string[]): void {
  writeTemplateIds(xml, templateIds);
  xml.element("id", { root: newId() });
}

/** Writes a reference to the narrative inside `text` or `originalText`. @internal */
export function writeReference(writer: CdaWriter, element: "text" | "originalText", id: string): void {
  writer.xml
    .start(element)
    .element("reference", { value: writer.references.refer(id) })
    .end();
}

/** A coded element with its wording in the narrative; without a code, the element has none or is null. @internal */
export interface ReferencedCode {
  readonly element: string;
  readonly code: WrittenCode | undefined;
  /** ID of the wording. */
  readonly id: string;
  /** What the element has when there is no code. */
  readonly otherwise?: Readonly<Record<string, string>>;
  /** Type of the element, for `value`. */
  readonly type?: "CD";
  /** The same thing in other systems. */
  readonly translations?: readonly WrittenCode[];
}

/** Writes a coded element that refers to its wording. @internal */
export function writeReferencedCode(writer: CdaWriter, coded: ReferencedCode): void {
  const { xml } = writer;
  const attributes = coded.code === undefined ? coded.otherwise : codeAttributes(coded.code);
  xml.start(coded.element, { "xsi:type": coded.type, ...attributes });
  writeReference(writer, "originalText", coded.id);
  for (const translation of coded.translations ?? []) writeCode(xml, "translation", translation);
  xml.end();
}

/** Writes the code that says that there is nothing, or that nothing is known. */
export function writeAbsence(
  writer: CdaWriter,
  absence: {
    readonly element: string;
    readonly set: ValueSet;
    readonly code: string;
    readonly id: string;
    readonly type?: "CD";
  },
): void {
  writeReferencedCode(writer, { ...absence, code: conceptOf(absence.set, absence.code) });
}

/** Writes who stated an entry; address and telecom are due there, be they null. @internal */
export function writeEntryAuthor({ xml }: CdaWriter, author: AuteurEntree | undefined): void {
  if (author === undefined) return;
  const { professionnel } = author;
  xml.start("author");
  writeTime(xml, "time", author.date);
  writeProfessional(xml, "assignedAuthor", professionnel, { nullContacts: true });
  xml.end();
}

/** Writes a comment on an entry (FR-Commentaire-ER). @internal */
export function writeComment(writer: CdaWriter, id: string): void {
  const { xml } = writer;
  xml.start("entryRelationship", { typeCode: "SUBJ", inversionInd: "true" });
  xml.start("act", { classCode: "ACT", moodCode: "EVN" });
  writeTemplateIds(xml, ENTRIES.commentaire);
  writeCode(xml, "code", ENTRY_CODES.commentaire);
  writeReference(writer, "text", id);
  xml.element("statusCode", { code: "completed" });
  xml.end().end();
}
