import { Code, type DocumentKind } from "@ldl/domain";
import { TYPE_CODE } from "../codes/jdv/type-code.ts";
import { conceptOf } from "../codes/value-set.ts";
import type { DocumentModel } from "../header/document-model.ts";

function model(kind: DocumentKind, code: string, templateIds: DocumentModel["templateIds"]): DocumentModel {
  return { kind, code: Code.parse(conceptOf(TYPE_CODE, code)), templateIds };
}

/**
 * Kinds of documents that this package builds.
 *
 * @remarks CI-SIS, Volets LDL-SES and LDL-EES 2022.01; IHE XDS-SD for level 1; IHE PCC Medical Documents for level 2.
 */
export const MODELS = {
  sortie: /* @__PURE__ */ model("LDL-SES", "11490-0", [{ root: "1.2.250.1.213.1.1.1.29", extension: "2022.01" }]),
  entree: /* @__PURE__ */ model("LDL-EES", "18761-7", [{ root: "1.2.250.1.213.1.1.1.21", extension: "2022.01" }]),
} as const;

/** Template of a document whose sections have no entries: it cannot claim the model of the letter. */
export const LEVEL_2_TEMPLATE_IDS = [{ root: "1.3.6.1.4.1.19376.1.5.3.1.1.1" }] as const;

/** Template of a level 1 document. */
export const LEVEL_1_TEMPLATE_IDS = [{ root: "1.3.6.1.4.1.19376.1.2.20" }] as const;

const KINDS: Readonly<Record<string, DocumentKind>> = {
  "11490-0": "LDL-SES",
  "18761-7": "LDL-EES",
  "11502-2": "CR-BIO",
};

/** Kind of a document by its type. */
export function kindOfType(code: string): DocumentKind {
  return KINDS[code] ?? "OTHER";
}
