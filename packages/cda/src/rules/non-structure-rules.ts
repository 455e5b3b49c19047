import { TYPE_CODE } from "../codes/jdv/type-code.ts";
import { includesCode } from "../codes/value-set.ts";
import type { DocumentNonStructure } from "../document-non-structure/document-non-structure.ts";
import type { Completed } from "../header/document-header.ts";
import { HEADER_RULES } from "./header-rules.ts";
import { isPdf, isPdfA1 } from "./pdf.ts";
import type { Rule } from "./rule.ts";

/** A level 1 document whose header is complete. @public */
export interface DocumentNonStructureComplete extends Completed<DocumentNonStructure> {}

const SOURCE = "CI-SIS, CDA R2 niveau 1";
const PATH = "contenu.base64";

function isBrokenText(base64: string): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(Buffer.from(base64, "base64"));
    return false;
  } catch {
    return true;
  }
}

/**
 * Rules on a level 1 document, those on its header included.
 *
 * @public
 */
export const DOCUMENT_NON_STRUCTURE_RULES: readonly Rule<DocumentNonStructureComplete>[] = [
  ...HEADER_RULES,
  {
    id: "LDL-JDV-J07",
    severity: "error",
    source: "JDV_J07_XdsTypeCode_CISIS",
    path: "type",
    message: "code hors du jeu de valeurs JDV_J07_XdsTypeCode_CISIS",
    check: ({ type }) => (type === undefined || includesCode(TYPE_CODE, type) ? [] : ["type"]),
  },
  {
    id: "LDL-N1-FORMAT",
    severity: "error",
    source: SOURCE,
    path: "contenu.mediaType",
    message: "PDF/A-1 ou texte attendu : une image ou un RTF est d'abord converti en PDF/A-1",
    check: ({ contenu: { mediaType } }) =>
      mediaType === "application/pdf" || mediaType === "text/plain" ? [] : ["contenu.mediaType"],
  },
  {
    id: "LDL-PDF-001",
    severity: "error",
    source: SOURCE,
    path: PATH,
    message: "contenu PDF attendu (en-tête %PDF-1.)",
    check: ({ contenu }) => (contenu.mediaType === "application/pdf" && !isPdf(contenu.base64) ? [PATH] : []),
  },
  {
    id: "LDL-PDF-002",
    severity: "warning",
    source: SOURCE,
    path: PATH,
    message: "PDF/A-1 attendu : le fichier ne se déclare pas comme tel",
    check: ({ contenu }) => (contenu.mediaType === "application/pdf" && !isPdfA1(contenu.base64) ? [PATH] : []),
  },
  {
    id: "LDL-N1-TEXTE",
    severity: "error",
    source: SOURCE,
    path: PATH,
    message: "texte en UTF-8 attendu",
    check: ({ contenu }) => (contenu.mediaType === "text/plain" && isBrokenText(contenu.base64) ? [PATH] : []),
  },
];
