import { parseInput } from "@ldl/domain";
import {
  LettreDeLiaisonSortie,
  type LettreDeLiaisonSortieInput,
} from "../lettre-de-liaison/lettre-de-liaison-sortie.ts";
import { refuseOrWarn } from "../rules/refuse.ts";
import { LETTRE_SORTIE_RULES, type LettreDeLiaisonSortieComplete } from "../rules/sortie-rules.ts";
import { writeAllergiesSection } from "../sections/write-allergies.ts";
import { writePdfCopySection } from "../sections/write-copie-pdf.ts";
import { writeDevicesSection } from "../sections/write-dispositifs.ts";
import { writeCarePlanSection } from "../sections/write-plan-de-soins.ts";
import type { BodyContext } from "../sections/write-section.ts";
import { writeStatusSection } from "../sections/write-statut.ts";
import { writeSynthesisSection } from "../sections/write-synthese.ts";
import { writeAwaitedSection, writeReasonSection } from "../sections/write-textes.ts";
import { writeDischargeTreatments, writeStoppedTreatments } from "../sections/write-traitements.ts";
import type { BuildDocumentOptions, ClinicalDocument } from "./clinical-document.ts";
import { completeSortie, headerOf } from "./complete-input.ts";
import { uuidSource } from "./document-ids.ts";
import { levelIssues } from "./level-issues.ts";
import { LEVEL_2_TEMPLATE_IDS, MODELS } from "./models.ts";
import { writeDocument } from "./write-document.ts";

/** Options of {@link buildLettreDeLiaisonSortie}. @public */
export interface BuildLettreDeLiaisonSortieOptions extends BuildDocumentOptions {
  /**
   * 3 writes sections and entries. 2 writes the sections alone: such a document is no LDL-SES for the CI-SIS, has no
   * template of it, and a warning says so. Default: 3.
   */
  readonly level?: 2 | 3;
  /** Mood of the treatments at discharge: `EVN` as the official example has them, or `INT`. Default: `EVN`. */
  readonly dischargeTreatmentMood?: "EVN" | "INT";
}

/** A lettre de liaison at discharge that was built. @public */
export interface LettreSortieDocument extends ClinicalDocument {
  readonly kind: "LDL-SES";
  readonly level: 2 | 3;
  /** The letter as it was written, defaults filled in. */
  readonly lettre: LettreDeLiaisonSortieComplete;
}

function writeSections(body: BodyContext, lettre: LettreDeLiaisonSortieComplete, moodCode: "EVN" | "INT"): void {
  body.writer.xml.start("structuredBody");
  writeStatusSection(body, lettre.statut, lettre.creeLe);
  writeReasonSection(body, "motifSortie", lettre.motif);
  writeSynthesisSection(body, lettre.synthese);
  writeStoppedTreatments(body, lettre.traitementsArretes);
  writeDischargeTreatments(body, lettre.traitementsSortie, moodCode);
  writeAwaitedSection(body, lettre.resultatsAttendus);
  writeCarePlanSection(body, lettre.planDeSoins);
  writeDevicesSection(body, lettre.dispositifsMedicaux);
  writeAllergiesSection(body, "allergiesSortie", lettre.allergies);
  writePdfCopySection(body, lettre.copiePdf);
  body.writer.xml.end();
}

/** Builds out of data whose shape is yet to be checked. */
export function buildSortie(input: unknown, options: BuildLettreDeLiaisonSortieOptions): LettreSortieDocument {
  const parsed = parseInput(LettreDeLiaisonSortie, input);
  const newId = uuidSource(options.newId);
  const lettre = completeSortie(parsed, MODELS.sortie.code.libelle, { now: options.now, newId });
  const issues = refuseOrWarn(LETTRE_SORTIE_RULES, lettre, options);
  const level = options.level ?? 3;
  const model = level === 3 ? MODELS.sortie : { ...MODELS.sortie, templateIds: LEVEL_2_TEMPLATE_IDS };
  const { indentation = "none" } = options;
  const xml = writeDocument(lettre, model, { newId, indentation }, (writer) => {
    writeSections({ writer, entries: level === 3 }, lettre, options.dischargeTreatmentMood ?? "EVN");
  });
  return {
    xml,
    header: headerOf(lettre),
    kind: "LDL-SES",
    type: model.code,
    level,
    issues: [...issues, ...levelIssues(level)],
    lettre,
  };
}

/**
 * Builds a lettre de liaison at discharge (LDL-SES 2022.01) from plain JSON.
 *
 * @remarks Code de la santé publique, art. R. 1112-1-2; CI-SIS, Volet LDL-SES 2022.01. Same input and same options
 * (`now` and `newId` among them) give the same bytes.
 * @example
 * ```ts
 * import { readFileSync, writeFileSync } from "node:fs";
 * import { buildLettreDeLiaisonSortie, type LettreDeLiaisonSortieInput } from "@ldl/cda";
 *
 * const record = JSON.parse(readFileSync("ldl-ses.min.json", "utf8")) as LettreDeLiaisonSortieInput;
 * const { xml, issues } = buildLettreDeLiaisonSortie(record);
 * for (const { path, message } of issues) console.warn(`${path} : ${message}`);
 * writeFileSync("ldl-ses.xml", xml);
 * ```
 * @param input - The letter.
 * @param options - Clock, identifiers, level and relaxed rules.
 * @returns The document, with warnings.
 * @throws {@link LdlError} `LDL_INPUT_INVALID` with one issue per defect: path in the input, rule, French message.
 * @public
 */
export function buildLettreDeLiaisonSortie(
  input: LettreDeLiaisonSortieInput,
  options: BuildLettreDeLiaisonSortieOptions = {},
): LettreSortieDocument {
  return buildSortie(input, options);
}
