import type { Code } from "@ldl/domain";
import { attributeOf, textContent, type XmlElement } from "@ldl/xml";
import type { SectionModel } from "../../codes/section-models.ts";
import type { Concept } from "../../codes/value-set.ts";
import { hl7Child, hl7Children, lineOf } from "../datatypes/elements.ts";
import { readCodedValue, readHeaderCode } from "../datatypes/read-code.ts";
import type { ReadDocument } from "../document.ts";
import { readTemplateIds } from "../document-kind.ts";
import { narrativeText } from "../narrative/narrative-text.ts";
import type { ReadContext } from "../read-context.ts";
import type { DocumentSection } from "../read-section.ts";

/** What the parts of a letter are read with. */
export interface LetterContext extends ReadContext {
  readonly document: ReadDocument;
}

/** Tells whether an element declares a template. */
export function hasTemplate(element: XmlElement, oid: string): boolean {
  return readTemplateIds(element).some(({ root }) => root === oid);
}

/**
 * Finds the section of a model: by its own template, the last one of the model, else by its code.
 *
 * @param document - The document.
 * @param model - The model.
 * @returns The section, if any.
 */
export function findSection(document: ReadDocument, model: SectionModel): DocumentSection | undefined {
  const own = model.templateIds.at(-1) ?? "";
  return (
    document.sections.find(({ templateIds }) => templateIds.includes(own)) ??
    document.sections.find(({ code }) => code?.code === model.code.code && code.system === model.code.systeme)
  );
}

/** The acts of one name in the entries of a section: `entry/observation`… */
export function entriesOf(section: DocumentSection, localName: string): readonly XmlElement[] {
  return section.entries.flatMap((entry) => hl7Child(entry, localName) ?? []);
}

/** The acts of one name and one template in the relationships of an entry. */
export function relatedOf(entry: XmlElement, localName: string, templateId: string): readonly XmlElement[] {
  return hl7Children(entry, "entryRelationship")
    .flatMap((relationship) => hl7Child(relationship, localName) ?? [])
    .filter((element) => hasTemplate(element, templateId));
}

/** Reference to the narrative that an element holds, in `reference` or in `originalText/reference`. */
export function referenceOf(holder: XmlElement | undefined): string | undefined {
  const reference = hl7Child(hl7Child(holder, "originalText") ?? holder, "reference");
  return reference === undefined ? undefined : attributeOf(reference, "value");
}

/** Text of the narrative that an element refers to, else the text it holds. */
export function wordingOf(holder: XmlElement | undefined, { document }: LetterContext): string | undefined {
  const reference = referenceOf(holder);
  const target = reference === undefined ? undefined : document.referenced(reference);
  if (target !== undefined) return narrativeText(target);
  return reference === undefined && holder !== undefined
    ? lineOf(hl7Child(holder, "originalText") ?? holder)
    : undefined;
}

/** Text of a value of type ST, its lines as written. */
export function textValueOf(observation: XmlElement): string | undefined {
  const value = hl7Child(observation, "value");
  const text = value === undefined ? "" : textContent(value);
  return text.trim() === "" ? undefined : text;
}

/** A code with its label when the element has one, for members that are optional. */
export function optionalCode(element: XmlElement | undefined, context: LetterContext): Code | undefined {
  return readHeaderCode(element, context);
}

/** A code and its label, when the element is coded in a system. */
export function codeIn(
  element: XmlElement | undefined,
  system: string,
): { readonly code: string; readonly libelle: string } | undefined {
  if (element === undefined) return undefined;
  const value = readCodedValue(element);
  for (const { code, system: found, label } of [value, ...value.translations])
    if (found === system && code !== undefined) return { code, libelle: label ?? code };
  return undefined;
}

/**
 * Gives the name of a coded concept.
 *
 * @param concepts - Concepts by name.
 * @param element - Coded element.
 * @param context - Where a code outside the value set is reported.
 * @returns The name; `undefined` without code, or with one outside the value set.
 */
export function nameOfCode<N extends string>(
  concepts: Readonly<Record<N, Concept>>,
  element: XmlElement | undefined,
  context: LetterContext,
): N | undefined {
  const code = element === undefined ? undefined : attributeOf(element, "code");
  if (element === undefined || code === undefined) return undefined;
  const system = attributeOf(element, "codeSystem");
  for (const name in concepts) if (concepts[name].code === code && concepts[name].systeme === system) return name;
  context.report("LDL-R-VALUE-SET", element);
  return undefined;
}

/** Gives the name of an HL7 status. */
export function nameOfStatus<N extends string>(
  statuses: Readonly<Record<N, string>>,
  entry: XmlElement,
  context: LetterContext,
): N | undefined {
  const element = hl7Child(entry, "statusCode");
  const code = element === undefined ? undefined : attributeOf(element, "code");
  if (element === undefined || code === undefined) return undefined;
  for (const name in statuses) if (statuses[name] === code) return name;
  context.report("LDL-R-VALUE-SET", element);
  return undefined;
}

/** Gives a text that is due; empty, with a finding, when it is absent. */
export function dueText(text: string | undefined, at: XmlElement, context: LetterContext): string {
  if (text === undefined) context.report("LDL-R-ABSENT", at, "originalText");
  return text ?? "";
}
