import { parseInput } from "@ldl/domain";
import {
  LettreDeLiaisonEntree,
  type LettreDeLiaisonEntreeInput,
} from "../lettre-de-liaison/lettre-de-liaison-entree.ts";
import { LETTRE_ENTREE_RULES, type LettreDeLiaisonEntreeComplete } from "../rules/entree-rules.ts";
import { refuseOrWarn } from "../rules/refuse.ts";
import { writeAllergiesSection } from "../sections/write-allergies.ts";
import { writeMedicalHistory, writeSurgicalHistory } from "../sections/write-antecedents.ts";
import { writePdfCopySection } from "../sections/write-copie-pdf.ts";
import type { BodyContext } from "../sections/write-section.ts";
import { writeCommentSection, writeReasonSection } from "../sections/write-textes.ts";
import { writeAdmissionTreatments } from "../sections/write-traitements.ts";
import type { BuildDocumentOptions, ClinicalDocument } from "./clinical-document.ts";
import { completeEntree, headerOf } from "./complete-input.ts";
import { uuidSource } from "./document-ids.ts";
import { levelIssues } from "./level-issues.ts";
import { LEVEL_2_TEMPLATE_IDS, MODELS } from "./models.ts";
import { writeDocument } from "./write-document.ts";

/** Options of {@link buildLettreDeLiaisonEntree}. @public */
export interface BuildLettreDeLiaisonEntreeOptions extends BuildDocumentOptions {
  /**
   * 3 writes sections and entries. 2 writes the sections alone: such a document is no LDL-EES for the CI-SIS, has no
   * template of it, and a warning says so. Default: 3.
   */
  readonly level?: 2 | 3;
}

/** A lettre de liaison at admission that was built. @public */
export interface LettreEntreeDocument extends ClinicalDocument {
  readonly kind: "LDL-EES";
  readonly level: 2 | 3;
  /** The letter as it was written, defaults filled in. */
  readonly lettre: LettreDeLiaisonEntreeComplete;
}

function writeSections(body: BodyContext, lettre: LettreDeLiaisonEntreeComplete): void {
  body.writer.xml.start("structuredBody");
  writeReasonSection(body, "motifEntree", lettre.motif);
  writeAdmissionTreatments(body, lettre.traitementsAdmission);
  writeAllergiesSection(body, "allergiesEntree", lettre.allergies);
  writeMedicalHistory(body, lettre.antecedentsMedicaux);
  writeSurgicalHistory(body, lettre.antecedentsChirurgicaux);
  writeCommentSection(body, lettre.commentaire);
  writePdfCopySection(body, lettre.copiePdf);
  body.writer.xml.end();
}

/** Builds out of data whose shape is yet to be checked. */
export function buildEntree(input: unknown, options: BuildLettreDeLiaisonEntreeOptions): LettreEntreeDocument {
  const parsed = parseInput(LettreDeLiaisonEntree, input);
  const newId = uuidSource(options.newId);
  const lettre = completeEntree(parsed, MODELS.entree.code.libelle, { now: options.now, newId });
  const issues = refuseOrWarn(LETTRE_ENTREE_RULES, lettre, options);
  const level = options.level ?? 3;
  const model = level === 3 ? MODELS.entree : { ...MODELS.entree, templateIds: LEVEL_2_TEMPLATE_IDS };
  const { indentation = "none" } = options;
  const xml = writeDocument(lettre, model, { newId, indentation }, (writer) => {
    writeSections({ writer, entries: level === 3 }, lettre);
  });
  return {
    xml,
    header: headerOf(lettre),
    kind: "LDL-EES",
    type: model.code,
    level,
    issues: [...issues, ...levelIssues(level)],
    lettre,
  };
}

/**
 * Builds a lettre de liaison at admission (LDL-EES 2022.01) from plain JSON.
 *
 * @remarks Code de la santé publique, art. R. 1112-1-1; CI-SIS, Volet LDL-EES 2022.01. Same input and same options
 * (`now` and `newId` among them) give the same bytes.
 * @example
 * ```ts
 * import { readFileSync, writeFileSync } from "node:fs";
 * import { buildLettreDeLiaisonEntree, type LettreDeLiaisonEntreeInput } from "@ldl/cda";
 *
 * const record = JSON.parse(readFileSync("ldl-ees.min.json", "utf8")) as LettreDeLiaisonEntreeInput;
 * writeFileSync("ldl-ees.xml", buildLettreDeLiaisonEntree(record).xml);
 * ```
 * @param input - The letter.
 * @param options - Clock, identifiers, level and relaxed rules.
 * @returns The document, with warnings.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` with one issue per defect: path in the input, rule, French message.
 * @public
 */
export function buildLettreDeLiaisonEntree(
  input: LettreDeLiaisonEntreeInput,
  options: BuildLettreDeLiaisonEntreeOptions = {},
): LettreEntreeDocument {
  return buildEntree(input, options);
}
