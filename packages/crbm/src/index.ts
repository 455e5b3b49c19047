export {
  Auteur,
  type ClinicalDocument,
  Conservateur,
  CopiePdf,
  Destinataire,
  type DocumentHeader,
  DocumentId,
  DocumentRemplace,
  type EmbeddedFile,
  IdentifiantContexte,
  Informateur,
  Participant,
  Prescription,
  type ReadDocument,
  type ReadDocumentOptions,
  type Rule,
  Signataire,
} from "@ldl/cda";
export {
  type AnyLdlError,
  Code,
  Instant,
  isLdlError,
  LdlError,
  type LdlIssue,
  Libelle,
  LocalIdentifier,
  Moment,
  Oid,
  Organisation,
  Patient,
  Professionnel,
  StructIdNat,
  Texte,
} from "@ldl/domain";
export { type BuildCrBioOptions, buildCrBio, type LabReportDocument, replaceCrBio } from "./build/build-cr-bio.ts";
export { INTERPRETATION } from "./codes/jdv/interpretation.ts";
export { SCREENING_CONTEXT } from "./codes/jdv/screening-context.ts";
export { SCREENING_KIT } from "./codes/jdv/screening-kit.ts";
export { SCREENING_MEDIUM } from "./codes/jdv/screening-medium.ts";
export { SPECIMEN_TYPE } from "./codes/jdv/specimen-type.ts";
export { TECHNIQUE } from "./codes/jdv/technique.ts";
export type { TextValueType } from "./entries/write-valeur.ts";
export type { FlatPrevious, FlatResult, FlatSpecimen, FlatValue } from "./flat/flat-result.ts";
export { flattenReport } from "./flat/flatten-report.ts";
export { fromOru, type OruConversion } from "./hl7v2/from-oru.ts";
export { FromOruOptions, type FromOruOptionsInput } from "./hl7v2/from-oru-options.ts";
export { Anteriorite, type AnterioriteSchema } from "./model/anteriorite.ts";
export {
  Batterie,
  type BatterieSchema,
  Bloc,
  type BlocSchema,
  Image,
  Isolat,
  type IsolatSchema,
  ResultatSeul,
  type ResultatSeulSchema,
  StatutBloc,
} from "./model/bloc.ts";
export { Bornes, type BornesSchema, ConditionBornes, type ConditionBornesSchema } from "./model/bornes.ts";
export {
  Chapitre,
  type ChapitreSchema,
  CommentaireGeneral,
  SecondeIntention,
  SousChapitre,
  type SousChapitreSchema,
} from "./model/chapitre.ts";
export { Commentaire, type CommentaireSchema } from "./model/commentaire.ts";
export { RaisonExamen, Vaccination } from "./model/contexte-depistage.ts";
export { Identifiant } from "./model/identifiant.ts";
export {
  LabReport,
  type LabReportInput,
  type LabReportSchema,
  Preleveur,
  Prescripteur,
  PriseEnChargeBiologie,
} from "./model/lab-report.ts";
export type { LabReportComplete } from "./model/lab-report-complete.ts";
export {
  Accreditation,
  Laboratoire,
  LaboratoireExecutant,
  type LaboratoireExecutantSchema,
  type LaboratoireSchema,
  ProfessionnelDuLaboratoire,
  type ProfessionnelDuLaboratoireSchema,
} from "./model/laboratoire.ts";
export { Methode, type MethodeSchema } from "./model/methode.ts";
export { Nombre } from "./model/nombre.ts";
export { Prelevement, type PrelevementSchema } from "./model/prelevement.ts";
export {
  Analyse,
  type AnalyseSchema,
  Resultat,
  type ResultatSchema,
  Validation,
  type ValidationSchema,
} from "./model/resultat.ts";
export { Unite } from "./model/unite.ts";
export {
  Valeur,
  ValeurBooleenne,
  ValeurCensuree,
  ValeurCodee,
  ValeurDate,
  ValeurEntiere,
  ValeurFichier,
  ValeurIntervalle,
  ValeurQuantite,
  ValeurRapport,
  ValeurReelle,
  type ValeurSchema,
  ValeurTexte,
} from "./model/valeur.ts";
export type { CrBioContent, CrBioLu } from "./read/cr-bio-lu.ts";
export type { CrBioVersion } from "./read/detect-version.ts";
export { readCrBio } from "./read/read-cr-bio.ts";
export { CR_BIO_PRESENTERS } from "./render/cr-bio-presenters.ts";
export { CR_BIO_RULES, RELAXABLE_BIO_RULES, type RelaxableBioRule } from "./rules/check-report.ts";
export { isKnownUnit, suggestUnit } from "./units/check-unit.ts";
