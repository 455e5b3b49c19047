import { parseInput } from "@ldl/domain";
import {
  DocumentNonStructure,
  type DocumentNonStructureInput,
} from "../document-non-structure/document-non-structure.ts";
import { DOCUMENT_NON_STRUCTURE_RULES } from "../rules/non-structure-rules.ts";
import { refuseOrWarn } from "../rules/refuse.ts";
import type { BuildDocumentOptions, ClinicalDocument } from "./clinical-document.ts";
import { completeHeader, headerOf } from "./complete-input.ts";
import { uuidSource } from "./document-ids.ts";
import { kindOfType, LEVEL_1_TEMPLATE_IDS, MODELS } from "./models.ts";
import { writeDocument } from "./write-document.ts";

/** Options of {@link buildDocumentNonStructure}. @public */
export interface BuildDocumentNonStructureOptions extends BuildDocumentOptions {}

/** A level 1 document that was built. @public */
export interface NonStructureDocument extends ClinicalDocument {
  readonly level: 1;
}

/** Builds out of data whose shape is yet to be checked. */
export function buildNonStructure(input: unknown, options: BuildDocumentNonStructureOptions): NonStructureDocument {
  const parsed = parseInput(DocumentNonStructure, input);
  const newId = uuidSource(options.newId);
  const type = parsed.type ?? MODELS.sortie.code;
  const document = completeHeader(parsed, type.libelle, { now: options.now, newId });
  const issues = refuseOrWarn(DOCUMENT_NON_STRUCTURE_RULES, document, options);
  const kind = kindOfType(type.code);
  const { mediaType, base64, langue } = document.contenu;
  const { indentation = "none" } = options;
  const model = { kind, code: type, templateIds: LEVEL_1_TEMPLATE_IDS };
  const xml = writeDocument(document, model, { newId, indentation }, ({ xml: body }) => {
    body.start("nonXMLBody");
    body.element("text", { mediaType, representation: "B64" }, base64);
    if (langue !== undefined && langue !== document.langue) body.element("languageCode", { code: langue });
    body.end();
  });
  return { xml, header: headerOf(document), kind, type, level: 1, issues };
}

/**
 * Builds a level 1 document (CDA R2 niveau 1) from plain JSON: the CI-SIS header around a PDF/A-1 or a text.
 *
 * @remarks CI-SIS, CDA R2 niveau 1. The content is always written in base64.
 * @example
 * ```ts
 * import { readFileSync, writeFileSync } from "node:fs";
 * import { buildDocumentNonStructure, type DocumentNonStructureInput } from "@ldl/cda";
 *
 * const record = JSON.parse(readFileSync("pdf.min.json", "utf8")) as DocumentNonStructureInput;
 * const base64 = readFileSync("lettre.pdf").toString("base64");
 * const { xml } = buildDocumentNonStructure({ ...record, contenu: { mediaType: "application/pdf", base64 } });
 * writeFileSync("document.xml", xml);
 * ```
 * @param input - Header, type of document and content.
 * @param options - Clock, identifiers and relaxed rules.
 * @returns The document, with warnings.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` with one issue per defect: path in the input, rule, French message.
 * @public
 */
export function buildDocumentNonStructure(
  input: DocumentNonStructureInput,
  options: BuildDocumentNonStructureOptions = {},
): NonStructureDocument {
  return buildNonStructure(input, options);
}
