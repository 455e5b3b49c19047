/**
 * UUIDs of the ebRIM schemes of XDS, and URNs of ebRIM.
 *
 * @remarks IHE ITI TF-3 §4.2.5.2 and §4.2.2.
 */
const urn = (uuid: string): string => `urn:uuid:${uuid}`;

/** `objectType` of a stable document entry. */
export const DOCUMENT_ENTRY_TYPE = urn("7edca82f-054d-47f2-a032-9b2a5b5186c1");

/** Classification node of a submission set. */
export const SUBMISSION_SET_NODE = urn("a54d6aa5-d40d-43f9-88c5-b4633d873bdd");

/** Classification node of a folder. */
export const FOLDER_NODE = urn("d9d542f3-6cc4-48b6-8870-ea235fbc94c2");

/** Classification schemes of a document entry. */
export const DOCUMENT_SCHEMES = {
  author: urn("93606bcf-9494-43ec-9b4e-a7748d1a838d"),
  classCode: urn("41a5887f-8865-4c09-adf7-e362475b143a"),
  confidentialityCode: urn("f4f85eac-e6cb-4883-b524-f2705394840f"),
  eventCodeList: urn("2c6b8cb7-8b2a-4051-b291-b1ae6a575ef4"),
  formatCode: urn("a09d5840-386c-46f2-b5ad-9c3699a4309d"),
  healthcareFacilityTypeCode: urn("f33fb8ac-18af-42cc-ae0e-ed0b0bdb91e1"),
  practiceSettingCode: urn("cccf5598-8b07-4b77-a05e-ae952c785ead"),
  typeCode: urn("f0306f51-975f-434e-a61c-c59651d33983"),
} as const;

/** Identification schemes of a document entry. */
export const DOCUMENT_IDENTIFIERS = {
  patientId: urn("58a6f841-87b3-4a3e-92fd-a8ffeff98427"),
  uniqueId: urn("2e82c1f6-a085-4c72-9da3-8640a32e42ab"),
} as const;

/** Classification schemes of a submission set. */
export const SUBMISSION_SET_SCHEMES = {
  author: urn("a7058bb9-b4e4-4307-ba5b-e3f0ab85e12d"),
  contentTypeCode: urn("aa543740-bdda-424e-8c96-df4873be8500"),
} as const;

/** Identification schemes of a submission set. */
export const SUBMISSION_SET_IDENTIFIERS = {
  patientId: urn("6b5aea1a-874d-4603-a4bc-96a0a7b38446"),
  sourceId: urn("554ac39e-e3fe-47fe-b233-965d2a147832"),
  uniqueId: urn("96fdda7c-d067-4183-912e-bf5ee74998a8"),
} as const;

/** `associationType` of each kind of link; `signs` is in lower case. */
export const ASSOCIATION_URNS = {
  HasMember: "urn:oasis:names:tc:ebxml-regrep:AssociationType:HasMember",
  RPLC: "urn:ihe:iti:2007:AssociationType:RPLC",
  APND: "urn:ihe:iti:2007:AssociationType:APND",
  XFRM: "urn:ihe:iti:2007:AssociationType:XFRM",
  XFRM_RPLC: "urn:ihe:iti:2007:AssociationType:XFRM_RPLC",
  signs: "urn:ihe:iti:2007:AssociationType:signs",
  UpdateAvailabilityStatus: "urn:ihe:iti:2010:AssociationType:UpdateAvailabilityStatus",
  SubmitAssociation: "urn:ihe:iti:2010:AssociationType:SubmitAssociation",
} as const;

/** `objectType` of the objects other than document entries. */
export const OBJECT_TYPES = {
  RegistryPackage: "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:RegistryPackage",
  Classification: "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:Classification",
  ExternalIdentifier: "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:ExternalIdentifier",
  Association: "urn:oasis:names:tc:ebxml-regrep:ObjectType:RegistryObject:Association",
} as const;

/** Name space of the life cycle messages. */
export const LCM_NAMESPACE = "urn:oasis:names:tc:ebxml-regrep:xsd:lcm:3.0";

/** Name space of the registry objects. */
export const RIM_NAMESPACE = "urn:oasis:names:tc:ebxml-regrep:xsd:rim:3.0";

/** Slot of the references to orders, studies… */
export const REFERENCE_ID_SLOT = "urn:ihe:iti:xds:2013:referenceIdList";

/** Longest value of a slot, code or identifier (`LongName` of rim.xsd). */
export const MAX_LONG_NAME = 256;
