export {
  Adresse,
  AdresseEnLignes,
  AdresseStructuree,
  AdresseUsage,
  type AnyLdlError,
  CivilDate,
  Civilite,
  Code,
  DocumentKind,
  IdentiteIns,
  Ins,
  InsEnvironment,
  Instant,
  isLdlError,
  LdlError,
  type LdlErrorCode,
  type LdlErrorDetails,
  type LdlErrorInit,
  type LdlIssue,
  type LdlSeverity,
  Libelle,
  LieuNaissance,
  LocalIdentifier,
  Moment,
  NomPersonne,
  Oid,
  Organisation,
  Patient,
  Professionnel,
  PsIdNat,
  Representant,
  Sexe,
  StructIdNat,
  Telecom,
  Texte,
  Titre,
  Uuid,
} from "@ldl/domain";
export {
  type BuildDocumentNonStructureOptions,
  buildDocumentNonStructure,
  type NonStructureDocument,
} from "./build/build-document-non-structure.ts";
export {
  type BuildLettreDeLiaisonEntreeOptions,
  buildLettreDeLiaisonEntree,
  type LettreEntreeDocument,
} from "./build/build-lettre-de-liaison-entree.ts";
export {
  type BuildLettreDeLiaisonSortieOptions,
  buildLettreDeLiaisonSortie,
  type LettreSortieDocument,
} from "./build/build-lettre-de-liaison-sortie.ts";
export { type CdaWriter, type CreateCdaWriterOptions, createCdaWriter } from "./build/cda-writer.ts";
export type { BuildDocumentOptions, ClinicalDocument } from "./build/clinical-document.ts";
export { completeHeader, type Given, headerOf } from "./build/complete-input.ts";
export { documentIdOf, oidOfUuid, uuidSource } from "./build/document-ids.ts";
export type { ReferenceRegistry } from "./build/reference-registry.ts";
export {
  nextInput,
  nextVersionOf,
  type ReplacedDocument,
  replaceDocument,
  type VersionMember,
} from "./build/replace-document.ts";
export { writeDocument } from "./build/write-document.ts";
export { AUTHOR_SPECIALTY } from "./codes/jdv/author-specialty.ts";
export { FUNCTION_CODE } from "./codes/jdv/function-code.ts";
export { HEALTHCARE_FACILITY_TYPE } from "./codes/jdv/healthcare-facility-type.ts";
export { PRACTICE_SETTING } from "./codes/jdv/practice-setting.ts";
export { RELATION_PATIENT } from "./codes/jdv/relation-patient.ts";
export { TYPE_CODE } from "./codes/jdv/type-code.ts";
export { ModaliteEntree, ModaliteSortie } from "./codes/modalites.ts";
export type { SectionModel } from "./codes/section-models.ts";
export {
  Certitude,
  Criticite,
  EtatSuivi,
  Priorite,
  Severite,
  StatutActe,
  StatutAllergie,
  StatutDemande,
  StatutDocument,
  StatutProbleme,
  TypeAllergie,
  TypeProbleme,
  TypeRencontre,
} from "./codes/statuts.ts";
export {
  ATC_OID,
  codeIn,
  LOINC_OID,
  type NamedCode,
  SNOMED_CT_OID,
  TA_ASIP_OID,
} from "./codes/systemes.ts";
export { type Concept, conceptOf, includesCode, type ValueSet, valueSet } from "./codes/value-set.ts";
export { codeAttributes, type WrittenCode, writeCode, writeOptionalCode } from "./datatypes/write-code.ts";
export { writeAddresses, writeTelecoms } from "./datatypes/write-contact.ts";
export { writeIdentifier, writeLocalIdentifiers, writeTemplateIds } from "./datatypes/write-identifier.ts";
export { writePersonName } from "./datatypes/write-name.ts";
export { type Interval, type Time, writeInterval, writeTime, writeTimeOrNull } from "./datatypes/write-time.ts";
export type {
  DisplayBlock,
  DisplayCell,
  DisplayInline,
  DisplayMark,
  DisplayMedia,
  DisplayRow,
  DisplayStyle,
  DisplayTable,
  DisplayTrend,
  DisplayTrendPoint,
} from "./display/display-model.ts";
export {
  DocumentNonStructure,
  type DocumentNonStructureInput,
  FormatNonStructure,
} from "./document-non-structure/document-non-structure.ts";
export {
  type DocumentAttacheIds,
  type DocumentAttacheKind,
  writeAttachedDocument,
} from "./entries/write-document-attache.ts";
export {
  type ReferencedCode,
  writeComment,
  writeEntryAuthor,
  writeEntryHead,
  writeReference,
  writeReferencedCode,
} from "./entries/write-entry-parts.ts";
export {
  ActePrincipal,
  ActeSecondaire,
  Consentement,
  DocumentRemplace,
  Executant,
  IdentifiantContexte,
  Prescription,
  PriseEnCharge,
} from "./header/contexte.ts";
export {
  type Completed,
  type DocumentHeader,
  DocumentHeaderInput,
  type HeaderDefaults,
  headerFields,
} from "./header/document-header.ts";
export { DocumentId } from "./header/document-id.ts";
export type { DocumentModel } from "./header/document-model.ts";
export {
  Auteur,
  Conservateur,
  Destinataire,
  Informateur,
  OperateurSaisie,
  Participant,
  Signataire,
} from "./header/intervenants.ts";
export { writeHeader } from "./header/write-header.ts";
export { writeOrganisation, writeProfessional } from "./header/write-roles.ts";
export { ActeRealise, AntecedentsChirurgicaux } from "./lettre-de-liaison/acte.ts";
export { Allergie, Allergies, ReactionAllergique } from "./lettre-de-liaison/allergie.ts";
export { AuteurEntree } from "./lettre-de-liaison/auteur-entree.ts";
export { ContenuBase64, CopiePdf } from "./lettre-de-liaison/contenu-base64.ts";
export { DispositifMedical, DispositifsMedicaux } from "./lettre-de-liaison/dispositif-medical.ts";
export {
  LettreDeLiaisonEntree,
  type LettreDeLiaisonEntreeInput,
} from "./lettre-de-liaison/lettre-de-liaison-entree.ts";
export {
  LettreDeLiaisonSortie,
  type LettreDeLiaisonSortieInput,
} from "./lettre-de-liaison/lettre-de-liaison-sortie.ts";
export { ActePrevu, Demande, PlanDeSoins, Rencontre } from "./lettre-de-liaison/plan-de-soins.ts";
export { Frequence, MomentJournee, Posologie } from "./lettre-de-liaison/posologie.ts";
export { AntecedentsMedicaux, Probleme } from "./lettre-de-liaison/probleme.ts";
export { Duree, PlageQuantite, Quantite, Unite } from "./lettre-de-liaison/quantite.ts";
export { ObservationTexte, Reponse, SyntheseSejour } from "./lettre-de-liaison/synthese-sejour.ts";
export { TexteCourt, TexteNarratif } from "./lettre-de-liaison/texte-narratif.ts";
export { Medicament, Traitement, TraitementArrete, Traitements } from "./lettre-de-liaison/traitement.ts";
export { formatName, formatNumber, formatTime } from "./narrative/format.ts";
export {
  type NarrativeCell,
  type NarrativeColumn,
  type NarrativePart,
  type NarrativeTable,
  writeLines,
  writeList,
  writeParagraph,
  writeTable,
} from "./narrative/write-narrative.ts";
export { asWritten } from "./read/datatypes/as-written.ts";
export { cleanLine, hl7Child, hl7Children, hl7Path, isNull, lineOf, xsiTypeOf } from "./read/datatypes/elements.ts";
export { type Present, present, some } from "./read/datatypes/present.ts";
export { type CodedValue, readCodedValue, readHeaderCode } from "./read/datatypes/read-code.ts";
export { readContacts } from "./read/datatypes/read-contact.ts";
export {
  readDocumentId,
  readIdentifier,
  readLocalIdentifier,
  readPsIdNat,
  readStructIdNat,
  type WrittenIdentifier,
} from "./read/datatypes/read-identifier.ts";
export { readInstant, readTime, readTimeSpan, type TimeSpan } from "./read/datatypes/read-time.ts";
export type { ReadDocument, ReadDocumentContent } from "./read/document.ts";
export { readTemplateIds, type TemplateId } from "./read/document-kind.ts";
export type { EmbeddedFile, EmbeddedFileRole } from "./read/embedded-file.ts";
export { readPersonName } from "./read/header/read-name.ts";
export { readOrganisation } from "./read/header/read-organisation.ts";
export { type ProfessionnelParts, readProfessionnel, readRole } from "./read/header/read-professionnel.ts";
export type {
  ContenuEntreeLu,
  ContenuSortieLu,
  LettreEntreeLue,
  LettreSortieLue,
  SyntheseLue,
} from "./read/lettre/lettre-lue.ts";
export { readEntryAuthor } from "./read/lettre/read-entry-author.ts";
export { readLettreDeLiaison } from "./read/lettre/read-lettre-de-liaison.ts";
export { narrativeText } from "./read/narrative/narrative-text.ts";
export { createReadContext, type ReadContext } from "./read/read-context.ts";
export { type ReadDocumentOptions, readDocument } from "./read/read-document.ts";
export type { ReadRule } from "./read/read-findings.ts";
export type { DocumentSection, DocumentSectionContent } from "./read/read-section.ts";
export { type RenderHtmlOptions, renderHtml } from "./render/html/render-html.ts";
export { type ReadableCopy, type ReadableCopyOptions, readableCopy } from "./render/pdf/readable-copy.ts";
export { type RenderPdfOptions, renderPdf } from "./render/pdf/render-pdf.ts";
export type { SectionPresenter, SectionPresenters } from "./render/present/present-document.ts";
export { pdfCopyRules } from "./rules/body-rules.ts";
export { isMisshapen } from "./rules/code-formats.ts";
export { isAfter } from "./rules/dates.ts";
export { LETTRE_ENTREE_RULES, type LettreDeLiaisonEntreeComplete } from "./rules/entree-rules.ts";
export { HEADER_RULES } from "./rules/header-rules.ts";
export { type LegalItem, reportLegalContent } from "./rules/legal-content.ts";
export { DOCUMENT_NON_STRUCTURE_RULES, type DocumentNonStructureComplete } from "./rules/non-structure-rules.ts";
export { isPdf, isPdfA1 } from "./rules/pdf.ts";
export { invalidInput, type RefuseOptions, refuseOrWarn } from "./rules/refuse.ts";
export { RELAXABLE_RULES, type RelaxableRule } from "./rules/relaxable-rules.ts";
export { type Rule, type RuleContext, runRules } from "./rules/rule.ts";
export { LETTRE_SORTIE_RULES, type LettreDeLiaisonSortieComplete } from "./rules/sortie-rules.ts";
export { writePdfCopySection } from "./sections/write-copie-pdf.ts";
export { type BodyContext, type SectionContent, writeSection } from "./sections/write-section.ts";
export { type AssertConformantOptions, assertConformant } from "./validate/assert-conformant.ts";
export type {
  CisisKit,
  OpenCisisKitOptions,
  ValidateWithKitOptions,
  ValidationOptions,
} from "./validate/cisis-kit.ts";
export {
  type CompareKitsOptions,
  compareKits,
  type KitComparison,
  type KitDifference,
} from "./validate/compare-kits.ts";
export { openCisisKit } from "./validate/open-cisis-kit.ts";
export { type CisisKits, openCisisKits } from "./validate/open-cisis-kits.ts";
export {
  type CheckedFile,
  type CheckFileOptions,
  checkFile,
  type KitReport,
  unreadableFile,
} from "./validate/report/checked-file.ts";
export {
  type RenderValidationOptions,
  renderValidation,
  type ValidationFormat,
} from "./validate/report/render-validation.ts";
export { validationReportSchema } from "./validate/report/report-schema.ts";
export type { DocumentIndex } from "./validate/sdk/document-index.ts";
export { runSdkRules } from "./validate/sdk/run-sdk-rules.ts";
export type { SdkDefect, SdkRule } from "./validate/sdk/sdk-rule.ts";
export { SDK_RULES, SDK_RULES_VERSION } from "./validate/sdk/sdk-rules.ts";
export { type ValidateDocumentOptions, validateDocument } from "./validate/validate-document.ts";
export type {
  EmbeddedFileClaim,
  KitRepair,
  RuleSetOutcome,
  ValidationFailure,
  ValidationFinding,
  ValidationInfo,
  ValidationReport,
  ValidationSeverity,
  VoletChoice,
} from "./validate/validation-report.ts";
