import { codeIn, LOINC_OID, type NamedCode } from "./systemes.ts";

/** What makes a section of a model: templates, code, title. @internal */
export interface SectionModel {
  readonly templateIds: readonly string[];
  readonly code: NamedCode;
  readonly titre: string;
}

function model(templateIds: readonly string[], code: string, libelle: string, titre: string): SectionModel {
  return { templateIds, code: codeIn(LOINC_OID, code, libelle), titre };
}

/**
 * Sections of the lettres de liaison.
 *
 * @remarks LDL-SES and LDL-EES 2022.01 (schematrons and examples of the ANS kit, 2025-02-19); the template root of the
 * devices is written `2.16.840.1.11383…`, as the kit has it.
 */
export const SECTIONS = {
  statut: model(
    ["1.2.250.1.213.1.1.2.35", "1.2.250.1.213.1.1.2.35.1"],
    "33557-0",
    "Etat d'achèvement",
    "Statut du document",
  ),
  motifSortie: model(
    ["1.3.6.1.4.1.19376.1.5.3.1.3.1", "1.2.250.1.213.1.1.2.127"],
    "42349-1",
    "Raison de la recommandation",
    "Motif de l'hospitalisation",
  ),
  motifEntree: model(
    ["1.3.6.1.4.1.19376.1.5.3.1.3.1", "1.2.250.1.213.1.1.2.127"],
    "42349-1",
    "Raison de la recommandation",
    "Motif d'hospitalisation",
  ),
  synthese: model(
    [
      "1.3.6.1.4.1.19376.1.5.3.1.1.21.2.9",
      "1.3.6.1.4.1.19376.1.7.3.1.1.13.7",
      "1.2.250.1.213.1.1.2.163",
      "1.2.250.1.213.1.1.2.163.1",
    ],
    "42545-4",
    "Evènements observés",
    "Synthèse médicale du séjour",
  ),
  traitementsArretes: model(
    ["1.3.6.1.4.1.19376.1.5.3.1.3.21", "1.2.250.1.213.1.1.2.145"],
    "18610-6",
    "Traitements administrés",
    "Traitements arrêtés durant le séjour",
  ),
  traitementsSortie: model(
    ["1.3.6.1.4.1.19376.1.5.3.1.3.22", "1.2.250.1.213.1.1.2.146"],
    "10183-2",
    "Traitements à la sortie",
    "Traitements à la sortie",
  ),
  traitementsAdmission: model(
    ["1.3.6.1.4.1.19376.1.5.3.1.3.20", "1.2.250.1.213.1.1.2.144"],
    "42346-7",
    "Traitements à l'admission",
    "Traitements à l'admission",
  ),
  resultatsAttendus: model(
    ["1.3.6.1.4.1.19376.1.5.3.1.3.27", "1.2.250.1.213.1.1.2.150"],
    "30954-2",
    "Résultats d'examens",
    "Résultats d'examens / Autres informations attendus",
  ),
  planDeSoins: model(
    ["2.16.840.1.113883.10.20.1.10", "1.3.6.1.4.1.19376.1.5.3.1.3.36", "1.2.250.1.213.1.1.2.158"],
    "18776-5",
    "Plan de soins",
    "Suites à donner",
  ),
  dispositifsMedicaux: model(
    ["2.16.840.1.11383.10.20.1.7", "1.3.6.1.4.1.19376.1.5.3.1.1.5.3.5", "1.2.250.1.213.1.1.2.1"],
    "46264-8",
    "Dispositifs médicaux",
    "Dispositifs médicaux",
  ),
  allergiesSortie: model(
    ["2.16.840.1.113883.10.20.1.2", "1.3.6.1.4.1.19376.1.5.3.1.3.13", "1.2.250.1.213.1.1.2.137"],
    "48765-2",
    "Allergies et hypersensibilités",
    "Allergies identifiées pendant le séjour",
  ),
  allergiesEntree: model(
    ["2.16.840.1.113883.10.20.1.2", "1.3.6.1.4.1.19376.1.5.3.1.3.13", "1.2.250.1.213.1.1.2.137"],
    "48765-2",
    "Allergies et hypersensibilités",
    "Allergies et hypersensibilités connues",
  ),
  antecedentsMedicaux: model(
    ["1.3.6.1.4.1.19376.1.5.3.1.3.8", "1.2.250.1.213.1.1.2.134"],
    "11348-0",
    "Antécédents médicaux",
    "Antécédents médicaux",
  ),
  antecedentsChirurgicaux: model(
    [
      "2.16.840.1.113883.10.20.1.12",
      "1.3.6.1.4.1.19376.1.5.3.1.3.11",
      "1.3.6.1.4.1.19376.1.5.3.1.3.12",
      "1.2.250.1.213.1.1.2.136",
    ],
    "47519-4",
    "Historique des actes",
    "Antécédents chirurgicaux",
  ),
  commentaire: model(
    ["2.16.840.1.113883.10.12.201", "1.3.6.1.4.1.19376.1.4.1.2.16", "1.2.250.1.213.1.1.2.73"],
    "55112-7",
    "Commentaire",
    "Autres informations",
  ),
  /** Title imposed by the schematron of the ANS sections. */
  copiePdf: model(["1.2.250.1.213.1.1.2.243"], "55108-5", "Copie du document", "Copie du document"),
} as const;
