export { ModaliteEntree, ModaliteSortie } from "./codes/modalites.ts";
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
  ActePrincipal,
  ActeSecondaire,
  Consentement,
  DocumentRemplace,
  Executant,
  IdentifiantContexte,
  Prescription,
  PriseEnCharge,
} from "./header/contexte.ts";
export { type DocumentHeader, DocumentHeaderInput, headerFields } from "./header/document-header.ts";
export { DocumentId } from "./header/document-id.ts";
export {
  Auteur,
  Conservateur,
  Destinataire,
  Informateur,
  OperateurSaisie,
  Participant,
  Signataire,
} from "./header/intervenants.ts";
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
export { hl7Child, hl7Children, hl7Path, isNull, lineOf, xsiTypeOf } from "./read/datatypes/elements.ts";
export { type CodedValue, readCodedValue } from "./read/datatypes/read-code.ts";
export { readContacts } from "./read/datatypes/read-contact.ts";
export {
  readIdentifier,
  readLocalIdentifier,
  readPsIdNat,
  readStructIdNat,
  type WrittenIdentifier,
} from "./read/datatypes/read-identifier.ts";
export { readInstant, readTime, readTimeSpan, type TimeSpan } from "./read/datatypes/read-time.ts";
export { readTemplateIds, type TemplateId } from "./read/document-kind.ts";
export type { EmbeddedFile, EmbeddedFileRole } from "./read/embedded-file.ts";
export { readPersonName } from "./read/header/read-name.ts";
export { readOrganisation } from "./read/header/read-organisation.ts";
export { type ProfessionnelParts, readProfessionnel, readRole } from "./read/header/read-professionnel.ts";
export { createReadContext, type ReadContext } from "./read/read-context.ts";
export { type ReadDocument, type ReadDocumentOptions, readDocument } from "./read/read-document.ts";
export type { ReadRule } from "./read/read-findings.ts";
export type { DocumentSection } from "./read/read-section.ts";
export { type RenderHtmlOptions, renderHtml } from "./render/html/render-html.ts";
export type { SectionPresenter, SectionPresenters } from "./render/present/present-document.ts";
