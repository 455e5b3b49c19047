import type { XmlElement } from "@ldl/xml";
import { SchematronError } from "../errors/schematron-error.ts";
import type { Place } from "./schema-model.ts";

/** Namespace of ISO Schematron. */
export const SCHEMATRON = "http://purl.oclc.org/dsdl/schematron";

/** An element of a schema after inclusion: comments and instructions left out, the file it comes from kept. */
export interface SourceElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly (SourceElement | string)[];
  readonly at: Place;
}

/** Attributes by name as written; those in a namespace keep their prefix. */
export function attributesOf(element: XmlElement): ReadonlyMap<string, string> {
  return new Map(element.attributes.map(({ name, value }) => [name, value]));
}

/** Child elements, of one name or all. */
export function elementsOf(parent: SourceElement, name?: string): readonly SourceElement[] {
  return parent.children.filter(
    (child): child is SourceElement => typeof child !== "string" && (name === undefined || child.name === name),
  );
}

/** Elements of a name anywhere inside, in document order. */
export function descendantsNamed(parent: SourceElement, name: string): readonly SourceElement[] {
  return elementsOf(parent).flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...descendantsNamed(child, name),
  ]);
}

/** Names files in errors. */
export interface FileNames {
  readonly files: readonly string[];
}

/** The error of a schema at an element. */
export function invalidAt({ files }: FileNames, at: Place, message: string): SchematronError {
  return new SchematronError("SCHEMA_INVALID", message, { file: files[at[0]] ?? "", line: at[1] });
}

/** The value of an attribute that must be there. */
export function requiredAttribute(element: SourceElement, name: string, names: FileNames): string {
  const value = element.attributes.get(name);
  if (value === undefined) throw invalidAt(names, element.at, `<${element.name}> has no ${name}`);
  return value;
}
