import path from "node:path";
import { parseXml, type XmlDocument, type XmlElement } from "@ldl/xml";
import { SchematronError } from "../errors/schematron-error.ts";
import type { FileContent, RuleFolder } from "../files/rule-folder.ts";
import { attributesOf, SCHEMATRON, type SourceElement } from "./source-element.ts";

/** A schema with its includes in place. */
export interface IncludedSchema {
  readonly root: SourceElement;
  /** Names of the files, relative to the base folder, by index. */
  readonly files: readonly string[];
  /** What was read: path asked for, and hash of the content or `null` when there was none. */
  readonly read: readonly (readonly [string, string | null])[];
  readonly missingIncludes: readonly string[];
}

/** Includes within includes; a circle ends here. */
const MAXIMUM_DEPTH = 32;

interface Inclusion {
  readonly folder: RuleFolder;
  readonly tolerates: (name: string) => boolean;
  readonly files: string[];
  readonly read: (readonly [string, string | null])[];
  readonly missing: string[];
}

/**
 * Reads a schema and puts what it includes in the place of each `<include>`.
 *
 * @remarks ISO/IEC 19757-3 §5.4.4, as the `iso_dsdl_include` step does: names are relative to the including file, the root element
 * of the included file takes the place. A fragment (`file.sch#id`) is refused.
 */
export function includeFiles(entry: string, folder: RuleFolder, tolerates: (name: string) => boolean): IncludedSchema {
  const inclusion: Inclusion = { folder, tolerates, files: [], read: [], missing: [] };
  const file = folder.locate(entry, ".");
  const content = readFile(inclusion, file);
  if (content === undefined) {
    throw new SchematronError("FILE_MISSING", "the schema does not exist", { file: folder.nameOf(file), line: 0 });
  }
  const root = convertFile(content, inclusion, 0);
  return { root, files: inclusion.files, read: inclusion.read, missingIncludes: inclusion.missing };
}

function readFile({ folder, read }: Inclusion, file: string): FileContent | undefined {
  const content = folder.read(file);
  read.push([folder.nameOf(file), content?.sha256 ?? null]);
  return content;
}

function convertFile(content: FileContent, inclusion: Inclusion, depth: number): SourceElement {
  const file = inclusion.files.push(content.name) - 1;
  return convert(parseFile(content).root, file, inclusion, depth);
}

function parseFile({ name, bytes }: FileContent): XmlDocument {
  try {
    return parseXml(bytes);
  } catch (cause) {
    throw new SchematronError("FILE_MALFORMED", "the file is not XML that can be read", { file: name, line: 0 }, cause);
  }
}

function convert(element: XmlElement, file: number, inclusion: Inclusion, depth: number): SourceElement {
  const children: (SourceElement | string)[] = [];
  for (const child of element.children) {
    if (child.kind === "text") children.push(child.value);
    if (child.kind !== "element") continue;
    if (child.namespace === SCHEMATRON && child.localName === "include") {
      const included = include(child, file, inclusion, depth + 1);
      if (included !== undefined) children.push(included);
    } else {
      children.push(convert(child, file, inclusion, depth));
    }
  }
  const name = element.namespace === SCHEMATRON ? element.localName : `{${element.namespace}}${element.localName}`;
  return { name, attributes: attributesOf(element), children, at: [file, element.line] };
}

function include(element: XmlElement, from: number, inclusion: Inclusion, depth: number): SourceElement | undefined {
  const { folder, files } = inclusion;
  const name = files[from] ?? "";
  const href = element.attributes.find((attribute) => attribute.name === "href")?.value;
  const place = { file: name, line: element.line };
  if (href === undefined || href.includes("#")) {
    throw new SchematronError("SCHEMA_INVALID", "<include> needs the name of a whole file", place);
  }
  if (depth > MAXIMUM_DEPTH) throw new SchematronError("SCHEMA_INVALID", "the includes go too deep", place);
  const file = folder.locate(href, path.posix.dirname(name));
  const content = readFile(inclusion, file);
  if (content !== undefined) return convertFile(content, inclusion, depth);
  const missing = folder.nameOf(file);
  if (!inclusion.tolerates(missing)) {
    throw new SchematronError("FILE_MISSING", `the included file ${missing} does not exist`, place);
  }
  inclusion.missing.push(missing);
  return undefined;
}
