import type { LdlIssue } from "@ldl/domain";
import { isXmlError } from "@ldl/xml";
import type { DocumentHeader } from "../header/document-header.ts";
import type { DocumentModel } from "../header/document-model.ts";
import { writeHeader } from "../header/write-header.ts";
import { invalidInput } from "../rules/refuse.ts";
import { type CdaWriter, type CreateCdaWriterOptions, createCdaWriter } from "./cda-writer.ts";

/** Everything but what XML 1.0 allows: most control characters, lone surrogates, two non-characters. */
const FORBIDDEN = /[^\P{Cc}\t\n\r\u0080-\u009F]|\p{Cs}|[\uFFFE\uFFFF]/u;

function forbiddenCharacters(value: unknown, path: string): readonly LdlIssue[] {
  if (typeof value === "string")
    return FORBIDDEN.test(value)
      ? [{ rule: "LDL-TXT-003", path, message: "caractère interdit en XML", severity: "error" }]
      : [];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    forbiddenCharacters(item, path === "" ? key : `${path}.${key}`),
  );
}

/**
 * Writes a whole document: header, then what the body adds inside `component`.
 *
 * @param document - Complete document, to find the path of a character that XML forbids.
 * @param model - What the kind of document adds to the header.
 * @param options - Source of identifiers and layout.
 * @param writeBody - Writes `structuredBody` or `nonXMLBody`.
 * @returns The bytes.
 * @throws LdlError `LDL_INPUT_INVALID` for a character that XML forbids.
 * @internal
 */
export function writeDocument(
  document: DocumentHeader,
  model: DocumentModel,
  options: CreateCdaWriterOptions,
  writeBody: (writer: CdaWriter) => void,
): Uint8Array {
  const writer = createCdaWriter(options);
  try {
    writeHeader(writer.xml, document, model);
    writer.xml.start("component");
    writeBody(writer);
    writer.xml.end().end();
    writer.references.check();
    return writer.xml.finish();
  } catch (error) {
    const issues = isXmlError(error) && error.code === "INVALID_CHARACTER" ? forbiddenCharacters(document, "") : [];
    throw issues.length > 0 ? invalidInput(issues) : error;
  }
}
