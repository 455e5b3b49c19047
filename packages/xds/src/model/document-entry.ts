import { Libelle, Oid, Texte } from "@ldl/domain";
import { z } from "zod";
import { Author } from "./author.ts";
import { CodedValue } from "./coded-value.ts";
import { Dtm } from "./dtm.ts";
import { Cx, CxReference, Xcn } from "./hl7-types.ts";
import { LogicalId, RegistryId, UniqueId } from "./identifiers.ts";
import { SourcePatientInfo } from "./source-patient-info.ts";

const fields = {
  /** entryUUID, or a symbolic name inside one message. */
  id: RegistryId,
  /** Identifier shared by the versions of the entry; given by the registry. */
  logicalId: LogicalId.optional(),
  /** Version of the entry; given by the registry. */
  version: Libelle.optional(),
  /** Status of the entry, a URN; given by the registry. */
  availabilityStatus: Libelle.optional(),
  /** Community that holds the document; not used in France. */
  homeCommunityId: Libelle.optional(),
  /** MIME type of the document: `text/xml` for a CDA. */
  mimeType: Libelle,
  /** Identifier of the document. */
  uniqueId: UniqueId,
  /** Patient: INS of a qualified identity. */
  patientId: Cx,
  /** Identifier of the patient in the producer's system (IPP), else the INS. */
  sourcePatientId: Cx,
  /** Traits of the patient. */
  sourcePatientInfo: SourcePatientInfo.optional(),
  /** When the document was made. */
  creationTime: Dtm,
  /** Start of the documented act. */
  serviceStartTime: Dtm,
  /** End of the documented act. */
  serviceStopTime: Dtm.optional(),
  /** Language, `fr-FR`. */
  languageCode: Libelle,
  /** Title of the document. */
  titre: Libelle,
  /** Comments. */
  commentaire: Texte.max(1024, { error: "commentaire de 1 024 caractères au plus (LDL-XDS-LONG)" }).optional(),
  /** Authors of the document. */
  authors: z.array(Author).min(1).readonly(),
  /** Person who answers for the document. */
  legalAuthenticator: Xcn,
  /** Class of the document (TRE_A03), deduced from its type. */
  classCode: CodedValue,
  /** Type of the document (JDV_J07). */
  typeCode: CodedValue,
  /** Format of the document (JDV_J10). */
  formatCode: CodedValue,
  /** Confidentiality: `N`, `R` or `V` first, then the restrictions of visibility (JDV_J08). */
  confidentialityCodes: z.array(CodedValue).min(1).max(4).readonly(),
  /** Activity sector of the structure (JDV_J02). */
  healthcareFacilityTypeCode: CodedValue,
  /** Care setting of the act (JDV_J04). */
  practiceSettingCode: CodedValue,
  /** Acts and diagnoses. */
  eventCodeList: z.array(CodedValue).min(1).readonly().optional(),
  /** Orders, accession numbers, studies. */
  referenceIdList: z.array(CxReference).min(1).readonly().optional(),
  /** SHA-1 of the bytes of the document, 40 lower-case hexadecimal digits. */
  hash: z
    .string()
    .regex(/^[0-9a-f]{40}$/, { error: "empreinte SHA-1 hexadécimale attendue (LDL-XDS-HASH)" })
    .optional(),
  /** Number of bytes of the document. */
  size: z.int().nonnegative().optional(),
  /** Where the document is, from the folder of METADATA.XML. Archives only. */
  uri: z.string().min(1).max(256).regex(/^\S+$/, { error: "URI sans blanc attendue (LDL-XDS-URI)" }).optional(),
  /** Repository that holds the document. Registries only. */
  repositoryUniqueId: Oid.optional(),
} as const;

/**
 * Metadata of one document, complete by French rules.
 *
 * @remarks IHE ITI TF-3 §4.2.3.2 and CI-SIS, Volet Partage de documents de santé. Names of the attributes are those of
 * IHE, but `titre` and `commentaire`.
 * @public
 */
export const DocumentEntry = z.strictObject(fields);
/** What the schema of the same name gives. @public */
export interface DocumentEntry extends z.infer<typeof DocumentEntry> {}

/** A slot of an object that the SDK does not model. @public */
export const OtherSlot = z.object({
  /** Name of the slot. */
  name: z.string(),
  /** Its values, as written. */
  values: z.array(z.string()).readonly(),
});
/** What the schema of the same name gives. @public */
export interface OtherSlot extends z.infer<typeof OtherSlot> {}

/** A classification that the SDK does not model. @public */
export const OtherClassification = z.object({
  /** UUID of the scheme, `urn:uuid:…`. */
  scheme: z.string().optional(),
  /** UUID of the node, `urn:uuid:…`. */
  node: z.string().optional(),
  /** Code. */
  nodeRepresentation: z.string().optional(),
  /** Label. */
  name: z.string().optional(),
  /** Slots, among them `codingScheme`. */
  slots: z.array(OtherSlot).readonly(),
});
/** What the schema of the same name gives. @public */
export interface OtherClassification extends z.infer<typeof OtherClassification> {}

/**
 * Metadata of one document as received: anything but the identifier may be missing, nothing is lost.
 *
 * @public
 */
export const ReceivedDocumentEntry = z
  .object(fields)
  .partial()
  .extend({
    id: RegistryId,
    /** Confidentiality and restrictions of visibility, however many. */
    confidentialityCodes: z.array(CodedValue).min(1).readonly().optional(),
    /** Slots that no field names. */
    otherSlots: z.array(OtherSlot).min(1).readonly().optional(),
    /** Classifications that no field names. */
    otherClassifications: z.array(OtherClassification).min(1).readonly().optional(),
  });
/** What the schema of the same name gives. @public */
export interface ReceivedDocumentEntry extends z.infer<typeof ReceivedDocumentEntry> {}
